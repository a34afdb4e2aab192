package holdfast.ui.shell;

import holdfast.ui.common.DataFlow;
import holdfast.ui.common.Feature;
import holdfast.ui.common.Fxml;
import holdfast.ui.common.Navigator;
import holdfast.ui.common.Navigator.Page;
import holdfast.ui.common.Preferences;
import holdfast.ui.common.WalletSession;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.wallet.AutoLock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The frame of the window. Built once; when the language changes it is filled anew and stays where it was.
 */
public final class ShellView implements Navigator {
    /** Pixels at 100 per cent under which the rail keeps its icons only. */
    private static final double ROOMY = 760;

    private final List<Feature> features;
    private final StackPane root = new StackPane();
    private final Map<String, Parent> views = new LinkedHashMap<>();
    private final Map<String, RailButton> entries = new LinkedHashMap<>();
    private final Pages pages = new Pages();
    private @Nullable FocusFollow focus;
    private @Nullable WindowServices services;
    private @Nullable Function<WindowServices, Parent> gate;
    private String current;

    @FXML
    private VBox side;

    @FXML
    private Label product;

    @FXML
    private VBox rail;

    @FXML
    private VBox foot;

    @FXML
    private StackPane content;

    @FXML
    private Label flow;

    @FXML
    private FontIcon flowIcon;

    @FXML
    private Label vault;

    @FXML
    private Button lock;

    /** @param features in the order of the rail; the first is shown at the start */
    public ShellView(List<Feature> features) {
        this.features = List.copyOf(features);
        this.current = features.getFirst().id();
    }

    /**
     * Fills the frame.
     *
     * @param whenLocked what is shown in place of a view that needs a vault while none is open
     */
    public Parent build(WindowServices windowServices, Function<WindowServices, Parent> whenLocked) {
        services = windowServices;
        gate = whenLocked;
        windowServices.preferences().valueProperty().addListener((property, before, after) -> {
            if (before.language() != after.language()) {
                fill();
            }
            compact(root.getWidth());
        });
        windowServices.session().walletProperty().addListener((property, before, after) -> vaultChanged());
        windowServices.status().flowProperty().addListener((property, before, after) -> showFlow());
        windowServices.session().revisionProperty().addListener((property, before, after) -> showVault());
        root.sceneProperty().subscribe(scene -> {
            if (scene != null) {
                scene.focusOwnerProperty().addListener((property, from, to) -> focus().moved(from, to));
            }
        });
        root.widthProperty().addListener((property, before, after) -> compact(after.doubleValue()));
        fill();
        return root;
    }

    private WindowServices services() {
        if (services == null) {
            throw new IllegalStateException("the frame is not built");
        }
        return services;
    }

    private Words words() {
        return services().words("shell");
    }

    private void fill() {
        views.clear();
        entries.clear();
        Parent frame = Fxml.load(words(), this);
        ToggleGroup group = new ToggleGroup();
        for (Feature feature : features) {
            RailButton entry = new RailButton(feature, services().words(feature.id()));
            entry.setToggleGroup(group);
            entry.setOnAction(event -> show(feature.id()));
            (feature.placement() == Feature.Placement.FOOT ? foot : rail)
                    .getChildren()
                    .add(entry);
            entries.put(feature.id(), entry);
        }
        Parent dialogs = services().dialogs().pane();
        frame.mouseTransparentProperty().bind(services().dialogs().pane().displayProperty());
        root.getChildren().setAll(frame, dialogs);
        focus = new FocusFollow(side, content, () -> services().dialogs().pane().isDisplay());
        compact(root.getWidth());
        showFlow();
        vaultChanged();
    }

    /** Where the text is large and the window is not, the rail keeps its icons only. */
    private void compact(double width) {
        boolean narrow =
                width > 0 && width < ROOMY * services().preferences().get().scalePercent() / Preferences.SMALLEST;
        entries.values().forEach(entry -> entry.setCompact(narrow));
        product.setVisible(!narrow);
        product.setManaged(!narrow);
        side.getStyleClass().remove("rail-compact");
        if (narrow) {
            side.getStyleClass().add("rail-compact");
        }
    }

    private void vaultChanged() {
        features.stream().filter(Feature::needsVault).forEach(feature -> views.remove(feature.id()));
        boolean open = services().session().isOpen();
        lock.setVisible(open);
        lock.setManaged(open);
        showVault();
        pages.close();
        follow(this::showCurrent);
    }

    /** Shows another view, and takes the focus along. */
    private void follow(Runnable change) {
        focus().forget();
        focus().along(change, Optional.empty());
    }

    private FocusFollow focus() {
        return Objects.requireNonNull(focus);
    }

    private void showVault() {
        WalletSession session = services().session();
        if (!session.isOpen()) {
            vault.setText(words().text("vault.none"));
            return;
        }
        long minutes = session.wallet().settings().lockAfter().toMinutes();
        String state = session.wallet().isReadOnly() ? "vault.reading" : minutes == 0 ? "vault.open" : "vault.locks";
        vault.setText(words().text(state, "name", session.name(), "minutes", minutes));
    }

    private void showFlow() {
        DataFlow to = services().status().flowProperty().get();
        flow.setText(
                switch (to) {
                    case DataFlow.Nowhere() -> words().text("flow.nowhere");
                    case DataFlow.Fetches(String host) -> words().text("flow.fetches", "host", host);
                    case DataFlow.Sends(String host) -> words().text("flow.sends", "host", host);
                });
        boolean away = !(to instanceof DataFlow.Nowhere);
        flow.getStyleClass().remove("flow-away");
        flowIcon.setIconLiteral(away ? "mdomz-public" : "mdoal-computer");
        if (away) {
            flow.getStyleClass().add("flow-away");
        }
    }

    @FXML
    void lock() {
        services().session().lock(AutoLock.Reason.ASKED);
    }

    @Override
    public void show(String feature) {
        if (!entries.containsKey(feature)) {
            throw new IllegalArgumentException("no feature " + feature);
        }
        current = feature;
        pages.close();
        follow(this::showCurrent);
    }

    /** The ids of the features, in the order of the rail. */
    public List<String> featureIds() {
        return features.stream().map(Feature::id).toList();
    }

    /** The id of the feature that is shown. */
    public String current() {
        return current;
    }

    private void showCurrent() {
        Feature feature = features.stream()
                .filter(each -> each.id().equals(current))
                .findFirst()
                .orElseThrow();
        RailButton entry = entries.get(current);
        if (entry != null) {
            entry.setSelected(true);
        }
        boolean locked = feature.needsVault() && !services().session().isOpen();
        if (locked && gate != null) {
            content.getChildren().setAll(gate.apply(services()));
        } else {
            content.getChildren().setAll(views.computeIfAbsent(current, id -> feature.view(services())));
        }
    }

    @Override
    public void open(Page page) {
        focus().covered();
        pages.open(page);
        focus().along(this::showPage, Optional.empty());
    }

    private void showPage() {
        pages.top(words().text("back"), this::back)
                .ifPresentOrElse(page -> content.getChildren().setAll(page), this::showCurrent);
    }

    @Override
    public void back() {
        if (pages.back()) {
            focus().along(this::showPage, focus().uncovered());
        }
    }
}
