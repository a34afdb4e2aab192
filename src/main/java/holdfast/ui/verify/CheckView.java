package holdfast.ui.verify;

import holdfast.text.Messages;
import holdfast.text.Phrases;
import holdfast.token.KeyReader;
import holdfast.ui.common.Choices;
import holdfast.ui.common.DropTarget;
import holdfast.ui.common.Rows;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.ui.verify.CheckViewModel.State;
import holdfast.verification.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Checks a proof: each check is a row that passes or fails with its reason; the answer below. */
final class CheckView {
    private static final List<Duration> AGES = List.of(Duration.ofHours(1), Duration.ofHours(24), Duration.ofDays(7));

    private final WindowServices services;
    private final CheckViewModel model;
    private final Words words;
    private final Phrases phrases;

    @FXML
    private VBox drop;

    @FXML
    private Label hint;

    @FXML
    private TextField nonce;

    @FXML
    private TextField audience;

    @FXML
    private ChoiceBox<Duration> maxAge;

    @FXML
    private Label service;

    @FXML
    private VBox result;

    @FXML
    private VBox folder;

    CheckView(WindowServices services, CheckViewModel model) {
        this.services = services;
        this.model = model;
        this.words = services.words(VerifyFeature.ID);
        this.phrases = new Phrases(Messages.load("query", words.language()));
    }

    @FXML
    void initialize() {
        DropTarget.install(drop, dropped -> {
            switch (dropped) {
                case DropTarget.Dropped.Files(List<Path> files) -> model.openFiles(files);
                case DropTarget.Dropped.Text(String text) -> model.openText(words.text("pasted"), text);
            }
        });
        nonce.textProperty().bindBidirectional(model.nonceProperty());
        audience.textProperty().bindBidirectional(model.audienceProperty());
        Choices.fill(maxAge, AGES, age -> words.text("age." + age.toHours()));
        maxAge.valueProperty().bindBidirectional(model.maxAgeProperty());
        model.serviceKeyProperty()
                .subscribe(key -> service.setText(key == null ? words.text("service.none") : key.fingerprint()));
        List.of(result, folder).forEach(node -> node.managedProperty().bind(node.visibleProperty()));
        folder.setVisible(false);
        model.stateProperty().subscribe(this::show);
    }

    private void show(State state) {
        result.setVisible(state instanceof State.Checked || state instanceof State.Unreadable);
        hint.setText(
                switch (state) {
                    case State.Empty ignored -> words.text("check.empty");
                    case State.RequestOnly(String title, var digest) ->
                        words.text("check.request-only", "title", phrases.quoted(title));
                    case State.NeedsRequest(String name) -> words.text("check.needs-request", "name", name);
                    case State.Checking(String name) -> words.text("check.checking", "name", name);
                    case State.Checked(String name, String title, var verdict, var took) ->
                        words.text("check.checked", "name", name, "title", phrases.quoted(title));
                    case State.Unreadable(String name, var why) -> words.text("check.unreadable", "name", name);
                });
        switch (state) {
            case State.Checked(var name, var title, Verdict verdict, Duration took) ->
                result.getChildren().setAll(new VerdictRows(services).of(verdict, took));
            case State.Unreadable(var name, String why) ->
                result.getChildren()
                        .setAll(
                                Rows.title(words.text("check.no-proof")),
                                Rows.text(words.text("check.no-proof.advice")),
                                Rows.small(why));
            default -> result.getChildren().clear();
        }
    }

    @FXML
    void onOpen() {
        List<Path> files = services.files().open(words.text("open"));
        if (!files.isEmpty()) {
            model.openFiles(files);
        }
    }

    @FXML
    void onPaste() {
        services.clipboard().text().ifPresent(text -> model.openText(words.text("pasted"), text));
    }

    @FXML
    void onAgain() {
        model.again();
    }

    @FXML
    void onService() {
        KeyFile.choose(
                services,
                "service.open",
                KeyReader::readPublic,
                key -> model.serviceKeyProperty().set(key));
    }

    @FXML
    void onFolder() {
        services.files()
                .folder(words.text("folder.choose"))
                .ifPresent(chosen -> model.checkFolder(chosen, table -> {
                    folder.getChildren().setAll(new FolderRows(services).of(table));
                    folder.setVisible(true);
                }));
    }
}
