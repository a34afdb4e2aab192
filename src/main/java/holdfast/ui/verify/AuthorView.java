package holdfast.ui.verify;

import holdfast.credential.Tag;
import holdfast.demo.Samples;
import holdfast.token.Es256PublicKey;
import holdfast.token.KeyReader;
import holdfast.ui.common.Buttons;
import holdfast.ui.common.Choices;
import holdfast.ui.common.Rows;
import holdfast.ui.common.SampleWords;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import java.util.List;
import javafx.collections.MapChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Makes a request: text with what is wrong with it, a dry run, the keys, and the signed token to hand out. */
final class AuthorView {
    private final WindowServices services;
    private final AuthorViewModel model;
    private final Words words;
    private final DraftRows rows;
    private final ContextMenu completion = new ContextMenu();

    @FXML
    private ChoiceBox<Samples.Request> template;

    @FXML
    private TextField requestTitle;

    @FXML
    private TextField tags;

    @FXML
    private TextArea editor;

    @FXML
    private VBox findings;

    @FXML
    private VBox meaning;

    @FXML
    private VBox keys;

    @FXML
    private Label signer;

    @FXML
    private Button sign;

    @FXML
    private VBox signed;

    AuthorView(WindowServices services, AuthorViewModel model) {
        this.services = services;
        this.model = model;
        this.words = services.words(VerifyFeature.ID);
        this.rows = new DraftRows(words);
    }

    @FXML
    void initialize() {
        Choices.fill(
                template, model.templates(), request -> SampleWords.title(words, request), words.text("template.none"));
        template.valueProperty().subscribe(chosen -> {
            if (chosen != null) {
                model.useTemplate(chosen, SampleWords.title(words, chosen));
            }
        });
        requestTitle.textProperty().bindBidirectional(model.titleProperty());
        tags.textProperty().bindBidirectional(model.tagsProperty());
        editor.textProperty().bindBidirectional(model.textProperty());
        editor.setOnKeyPressed(event -> {
            if (event.isControlDown() && event.getCode() == KeyCode.SPACE) {
                complete();
                event.consume();
            }
        });
        List.of(meaning, signed).forEach(node -> node.managedProperty().bind(node.visibleProperty()));
        model.draftProperty().subscribe(now -> show());
        model.keyProperty().subscribe(key -> {
            signer.setText(
                    key == null
                            ? words.text("signer.none")
                            : words.text("signer.key", "key", key.publicKey().fingerprint()));
            refresh();
        });
        model.titleProperty().subscribe(title -> refresh());
        model.issuers().addListener((MapChangeListener<Tag, Es256PublicKey>) change -> show());
        model.dryRunProperty().subscribe(this::showRun);
        model.tokenProperty().subscribe(this::showToken);
    }

    private void refresh() {
        sign.setDisable(!model.ready());
    }

    private void show() {
        Draft draft = model.draftProperty().get();
        findings.getChildren().setAll(rows.findings(draft));
        if (draft instanceof Draft.Parsed(var query, var compact, var found)) {
            keyRows(query.tags());
        }
        refresh();
    }

    private void keyRows(Iterable<Tag> needed) {
        keys.getChildren().clear();
        for (Tag tag : needed) {
            Es256PublicKey known = model.issuers().get(tag);
            Label what = Rows.text(
                    known == null
                            ? words.text(tag.isNone() ? "issuer.none" : "issuer.none-tagged", "tag", tag.name())
                            : words.text("issuer.key", "key", known.fingerprint()));
            HBox.setHgrow(what, Priority.ALWAYS);
            what.setMaxWidth(Double.MAX_VALUE);
            Button open = Buttons.button(
                    "issuer-open" + (tag.isNone() ? "" : "-" + tag.name()),
                    words.text("issuer.open"),
                    () -> KeyFile.choose(
                            services,
                            "issuer.open",
                            KeyReader::readPublic,
                            key -> model.issuers().put(tag, key)));
            open.setMinWidth(Region.USE_PREF_SIZE);
            HBox row = new HBox(what, open);
            row.getStyleClass().add("row");
            keys.getChildren().add(row);
        }
    }

    private void showRun(@Nullable DryRun run) {
        meaning.setVisible(run != null);
        if (run == null) {
            return;
        }
        meaning.getChildren().setAll(rows.dryRun(run));
    }

    private void showToken(@Nullable String token) {
        signed.setVisible(token != null);
        refresh();
        if (token == null) {
            return;
        }
        signed.getChildren().setAll(new SignedRequest(services, words).rows(token));
    }

    /** Offers what can stand where the caret is. */
    private void complete() {
        completion.getItems().clear();
        for (String piece : Completion.offers(model.samplePaths(), editor.getText(), editor.getCaretPosition())) {
            MenuItem item = new MenuItem(piece);
            item.setMnemonicParsing(false);
            item.setOnAction(event -> editor.insertText(editor.getCaretPosition(), piece));
            completion.getItems().add(item);
        }
        completion.show(editor, Side.BOTTOM, 0, 0);
    }

    @FXML
    void onComplete() {
        editor.requestFocus();
        complete();
    }

    @FXML
    void onDryRun() {
        model.dryRun();
    }

    @FXML
    void onOpenKey() {
        KeyFile.choose(services, "signer.open", KeyReader::readPrivate, model::useKey);
    }

    @FXML
    void onNewKey() {
        model.newKey();
    }

    @FXML
    void onSign() {
        model.sign(failed -> services.dialogs().tell(services.errors().of(failed), words.text("ok")));
    }
}
