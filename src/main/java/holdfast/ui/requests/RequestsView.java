package holdfast.ui.requests;

import holdfast.ui.common.Choices;
import holdfast.ui.common.Dialogs.Question;
import holdfast.ui.common.DropTarget;
import holdfast.ui.common.Shown;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.ui.intake.IntakePages;
import holdfast.wallet.HeldRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The requests, and what can be done about the one that is selected. */
final class RequestsView {
    private final RequestsViewModel model;
    private final WindowServices services;
    private final Words words;
    private final IntakePages intake;
    private final BiConsumer<WindowServices, HeldRequest> opener;
    private final InvalidationListener changed = ignored -> showEmpty();

    @FXML
    private VBox root;

    @FXML
    private ChoiceBox<Optional<HeldRequest.State>> filter;

    @FXML
    private ListView<HeldRequest> list;

    @FXML
    private VBox empty;

    @FXML
    private Label emptyText;

    @FXML
    private Button emptyAdd;

    @FXML
    private FlowPane actions;

    @FXML
    private Button decline;

    @FXML
    private Button open;

    RequestsView(
            RequestsViewModel model,
            WindowServices services,
            IntakePages intake,
            BiConsumer<WindowServices, HeldRequest> opener) {
        this.model = model;
        this.services = services;
        this.words = services.words("requests");
        this.intake = intake;
        this.opener = opener;
    }

    @FXML
    void initialize() {
        List<Optional<HeldRequest.State>> states = new ArrayList<>();
        states.add(Optional.empty());
        Arrays.stream(HeldRequest.State.values()).map(Optional::of).forEach(states::add);
        Choices.fill(
                filter,
                states,
                state -> words.text(
                        "filter." + state.map(HeldRequest.State::code).orElse("all")));
        filter.setValue(Optional.ofNullable(model.filterProperty().get()));
        filter.valueProperty()
                .addListener((property, before, after) -> model.filterProperty().set(after.orElse(null)));
        list.setItems(model.shown());
        list.setCellFactory(ignored -> new RequestCell(model, services, words));
        list.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                open();
            }
        });
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                open();
            }
        });
        list.getSelectionModel().selectedItemProperty().subscribe(this::select);
        actions.managedProperty().bind(actions.visibleProperty());
        model.shown().addListener(new WeakInvalidationListener(changed));
        DropTarget.install(root, dropped -> intake.dropped(services, dropped));
        showEmpty();
    }

    private void showEmpty() {
        boolean none = model.countProperty().get() == 0;
        empty.setVisible(model.shown().isEmpty());
        list.setVisible(!model.shown().isEmpty());
        actions.setVisible(!model.shown().isEmpty());
        filter.setVisible(!none);
        filter.setManaged(!none);
        emptyAdd.setVisible(none);
        emptyText.setText(words.text(none ? "empty" : "empty.filter"));
        if (list.getSelectionModel().isEmpty() && !model.shown().isEmpty()) {
            list.getSelectionModel().selectFirst();
        }
    }

    private void select(@Nullable HeldRequest request) {
        actions.setDisable(request == null);
        boolean isNew = request != null && model.state(request) == HeldRequest.State.NEW;
        decline.setDisable(!isNew);
        open.setText(words.text(isNew ? "open" : "look"));
    }

    private Optional<HeldRequest> selected() {
        return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
    }

    @FXML
    void open() {
        selected().ifPresent(request -> opener.accept(services, request));
    }

    @FXML
    void decline() {
        selected()
                .ifPresent(request -> services.dialogs()
                        .ask(
                                new Question(
                                        words.text("decline.title", "title", Shown.line(request.title())),
                                        words.text("decline.text"),
                                        words.text("decline.yes"),
                                        words.text("cancel"),
                                        false),
                                () -> model.decline(request, () -> {}, this::failed)));
    }

    @FXML
    void remove() {
        selected()
                .ifPresent(request -> services.dialogs()
                        .ask(
                                new Question(
                                        words.text("remove.title", "title", Shown.line(request.title())),
                                        words.text("remove.text"),
                                        words.text("remove.yes"),
                                        words.text("cancel"),
                                        true),
                                () -> model.remove(request, () -> {}, this::failed)));
    }

    private void failed(Exception error) {
        services.dialogs().tell(services.errors().of(error), words.text("ok"));
    }

    @FXML
    void files() {
        intake.openFiles(services);
    }

    @FXML
    void paste() {
        intake.paste(services);
    }

    @FXML
    void address() {
        intake.address(services);
    }
}
