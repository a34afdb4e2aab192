package holdfast.ui.credentials;

import holdfast.ui.common.Buttons;
import holdfast.ui.common.Dialogs.Question;
import holdfast.ui.common.KeyText;
import holdfast.ui.common.Pill;
import holdfast.ui.common.Rows;
import holdfast.ui.common.Shown;
import holdfast.ui.common.When;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.ui.intake.IntakePages;
import holdfast.wallet.HeldCredential;
import holdfast.wallet.KeyStanding;
import java.util.Arrays;
import java.util.List;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** One credential: its fields, whose key signed it, and what can be done with it. */
final class CredentialView {
    private static final int MAX_LABELS = 20;

    private final CredentialsViewModel model;
    private final WindowServices services;
    private final Words words;
    private final IntakePages intake;
    private HeldCredential credential;

    @FXML
    private Label name;

    @FXML
    private FlowPane labels;

    @FXML
    private FlowPane issuer;

    @FXML
    private Label advice;

    @FXML
    private Label fingerprint;

    @FXML
    private Label added;

    @FXML
    private VBox fieldCard;

    @FXML
    private ToggleButton show;

    @FXML
    private TreeView<CredentialField> tree;

    CredentialView(CredentialsViewModel model, WindowServices services, HeldCredential credential, IntakePages intake) {
        this.model = model;
        this.services = services;
        this.words = services.words("credentials");
        this.credential = credential;
        this.intake = intake;
    }

    @FXML
    void initialize() {
        show.selectedProperty().subscribe(shown -> show.setText(words.text(shown ? "values.hide" : "values.show")));
        tree.setCellFactory(ignored -> new FieldCell(words, show.selectedProperty()));
        describe();
        model.fields(
                credential,
                fields -> {
                    TreeItem<CredentialField> root = new TreeItem<>();
                    fill(root, fields);
                    tree.setRoot(root);
                },
                error -> fieldCard
                        .getChildren()
                        .setAll(Rows.text(services.errors().of(error).text(), "bad-text")));
    }

    private static void fill(TreeItem<CredentialField> parent, List<CredentialField> fields) {
        for (CredentialField field : fields) {
            TreeItem<CredentialField> item = new TreeItem<>(field);
            item.setExpanded(true);
            fill(item, field.children());
            parent.getChildren().add(item);
        }
    }

    private void describe() {
        KeyText keys = new KeyText(services.words("common"));
        KeyStanding standing = model.issuer(credential);
        name.setText(Shown.line(credential.name()));
        labels.getChildren()
                .setAll(credential.labels().stream()
                        .map(label -> new Pill(Shown.line(label), Pill.Tone.NEUTRAL))
                        .toList());
        labels.setManaged(!credential.labels().isEmpty());
        Label from =
                new Label(words.text("from", "issuer", Shown.line(KeyText.name(words, standing, "unnamed.issuer"))));
        from.getStyleClass().add("strong");
        issuer.getChildren().setAll(from, keys.pill(standing));
        advice.setText(keys.advice(standing));
        fingerprint.setText(standing.key().fingerprint());
        added.setText(words.text("added", "date", new When(words.language()).time(credential.addedAt())));
    }

    @FXML
    void rename() {
        TextField newName = field("rename-name", words.text("name"), credential.name());
        TextField newLabels = field("rename-labels", words.text("labels"), String.join(", ", credential.labels()));
        Button save = Buttons.accent("rename-save", words.text("save"), () -> {
            services.dialogs().close();
            List<String> split = Arrays.stream(newLabels.getText().split(","))
                    .map(String::strip)
                    .filter(label -> !label.isEmpty())
                    .distinct()
                    .limit(MAX_LABELS)
                    .toList();
            model.describe(
                    credential,
                    newName.getText().strip(),
                    split,
                    described -> {
                        credential = described;
                        describe();
                    },
                    this::failed);
        });
        save.setDefaultButton(true);
        save.disableProperty().bind(newName.textProperty().map(String::isBlank));
        services.dialogs()
                .show(
                        words.text("rename.title"),
                        new Label(words.text("name")),
                        newName,
                        new Label(words.text("labels")),
                        newLabels,
                        Buttons.atEnd(services.dialogs().cancelButton("rename-cancel", words.text("cancel")), save));
        Platform.runLater(newName::requestFocus);
    }

    @FXML
    void replace() {
        intake.replace(services, credential);
    }

    @FXML
    void raw() {
        TextArea text = new TextArea(credential.token());
        text.setId("raw-token");
        text.setAccessibleText(words.text("raw.title"));
        text.setEditable(false);
        text.setWrapText(true);
        text.setPrefRowCount(10);
        text.getStyleClass().addAll("mono", "small-text");
        Button copy = Buttons.button("raw-copy", words.text("raw.copy"), () -> {});
        copy.setOnAction(event -> {
            services.clipboard().copy(credential.token());
            copy.setText(words.text("raw.copied"));
        });
        services.dialogs()
                .show(
                        words.text("raw.title"),
                        Rows.text(words.text("raw.warning")),
                        text,
                        Buttons.atEnd(copy, services.dialogs().cancelButton("raw-close", words.text("close"))));
    }

    @FXML
    void delete() {
        services.dialogs()
                .ask(
                        new Question(
                                words.text("delete.title", "name", Shown.line(credential.name())),
                                words.text("delete.text"),
                                words.text("delete.yes"),
                                words.text("cancel"),
                                true),
                        () -> model.delete(
                                credential, () -> services.navigator().back(), this::failed));
    }

    private void failed(Exception error) {
        services.dialogs().tell(services.errors().of(error), words.text("ok"));
    }

    private static TextField field(String id, String accessible, String text) {
        TextField field = new TextField(text);
        field.setId(id);
        field.setAccessibleText(accessible);
        field.setPrefColumnCount(28);
        return field;
    }
}
