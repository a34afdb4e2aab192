package holdfast.ui.intake;

import holdfast.ui.common.DropTarget;
import holdfast.ui.common.ErrorText;
import holdfast.ui.common.Shown;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.wallet.HeldCredential;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;

/** What came in: what each is, who signed it, what is missing; and the one button that puts it into the vault. */
final class IntakeView {
    private final IntakeViewModel model;
    private final WindowServices services;
    private final Words words;
    private final Consumer<IntakeViewModel.Stored> done;
    private final ListChangeListener<IntakeItem> changed = change -> draw();

    @FXML
    private VBox root;

    @FXML
    private Label heading;

    @FXML
    private Label subtitle;

    @FXML
    private VBox problem;

    @FXML
    private Label problemText;

    @FXML
    private Label problemAdvice;

    @FXML
    private VBox list;

    @FXML
    private ProgressBar busy;

    @FXML
    private Button store;

    IntakeView(IntakeViewModel model, WindowServices services, Consumer<IntakeViewModel.Stored> done) {
        this.model = model;
        this.services = services;
        this.words = services.words("intake");
        this.done = done;
    }

    @FXML
    void initialize() {
        busy.visibleProperty().bind(model.busyProperty());
        problem.managedProperty().bind(problem.visibleProperty());
        model.problemProperty().subscribe(error -> {
            problem.setVisible(error != null);
            if (error != null) {
                ErrorText.Sentence sentence = services.errors().of(error);
                problemText.setText(sentence.what());
                problemAdvice.setText(sentence.advice());
            }
        });
        HeldCredential old = model.replacedProperty().get();
        if (old != null) {
            heading.setText(words.text("replace.title", "name", Shown.line(old.name())));
            subtitle.setText(words.text("replace.subtitle"));
        }
        DropTarget.install(root, dropped -> model.take(IntakePages.sources(dropped)));
        model.items().addListener(new WeakListChangeListener<>(changed));
        model.busyProperty().subscribe(now -> count());
        draw();
    }

    private void draw() {
        list.getChildren()
                .setAll(model.items().stream()
                        .map(item -> new IntakeCard(model, services, item, this::count))
                        .toList());
        if (model.items().isEmpty()) {
            Label nothing = new Label(words.text("nothing"));
            nothing.getStyleClass().add("muted");
            list.getChildren().add(nothing);
        }
        count();
    }

    private void count() {
        List<IntakeItem> ready =
                model.items().stream().filter(IntakeItem::isReady).toList();
        store.setText(
                model.replacedProperty().get() != null
                        ? words.text("replace.do")
                        : ready.isEmpty() ? words.text("store.none") : words.text("store", "count", ready.size()));
        store.setDisable(ready.isEmpty() || model.busyProperty().get());
    }

    @FXML
    void cancel() {
        services.navigator().back();
    }

    @FXML
    void store() {
        model.store(done);
    }
}
