package holdfast.ui.verify;

import holdfast.credential.Tag;
import holdfast.demo.Samples;
import holdfast.dvr.Evaluation;
import holdfast.dvr.Finding;
import holdfast.text.Line;
import holdfast.text.Messages;
import holdfast.text.Phrases;
import holdfast.text.ProblemText;
import holdfast.text.QueryText;
import holdfast.token.Es256PublicKey;
import holdfast.token.KeyReader;
import holdfast.token.TokenException;
import holdfast.ui.common.Pill;
import holdfast.ui.common.Rows;
import holdfast.ui.common.SampleWords;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.ui.verify.AuthorViewModel.DryRun;
import holdfast.ui.verify.AuthorViewModel.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.collections.MapChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.Side;
import javafx.scene.Node;
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
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Makes a request: text with what is wrong with it, a dry run, the keys, and the signed token to hand out. */
final class AuthorView {
    private final WindowServices services;
    private final AuthorViewModel model;
    private final Words words;
    private final ProblemText problems;
    private final Phrases phrases;
    private final ContextMenu completion = new ContextMenu();

    @FXML
    private ChoiceBox<Samples.@Nullable Request> template;

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
        this.problems = new ProblemText(words.language());
        this.phrases = new Phrases(Messages.load("query", words.language()));
    }

    @FXML
    void initialize() {
        template.setConverter(new StringConverter<>() {
            @Override
            public String toString(Samples.@Nullable Request request) {
                return request == null ? words.text("template.none") : SampleWords.title(words, request);
            }

            @Override
            public Samples.@Nullable Request fromString(String text) {
                throw new UnsupportedOperationException("choices are not typed");
            }
        });
        template.getItems().setAll(model.templates());
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
        model.stateProperty().subscribe(now -> show());
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
        State state = model.stateProperty().get();
        switch (state) {
            case State.Blank ignored -> findings.getChildren().setAll(Rows.small(words.text("query.blank")));
            case State.NotJson(String problem) ->
                findings.getChildren().setAll(Rows.title(words.text("query.not-json")), Rows.small(problem));
            case State.NotAQuery(var why) ->
                findings.getChildren()
                        .setAll(
                                Rows.title(problems.problem(why.problem())),
                                Rows.small(why.error().engineName() + " "
                                        + why.place().text()));
            case State.Parsed(var query, var compact, List<Finding> found) -> {
                List<Node> rows = new ArrayList<>();
                if (found.isEmpty()) {
                    rows.add(Rows.text(words.text("query.fine")));
                }
                found.forEach(finding -> rows.add(finding(finding)));
                findings.getChildren().setAll(rows);
                keyRows(query.tags());
            }
        }
        refresh();
    }

    private Node finding(Finding finding) {
        Pill.Tone tone = switch (finding.severity()) {
            case ERROR -> Pill.Tone.BAD;
            case WARNING -> Pill.Tone.WARN;
            case ADVICE -> Pill.Tone.NEUTRAL;
        };
        VBox what = new VBox(
                Rows.text(problems.finding(finding)),
                Rows.small(problems.remedy(finding)),
                Rows.small(finding.place().text()));
        HBox.setHgrow(what, Priority.ALWAYS);
        HBox row = new HBox(new Pill(problems.severity(finding.severity()), tone), what);
        row.getStyleClass().add("row");
        return row;
    }

    private void keyRows(Iterable<Tag> tags) {
        List<Node> rows = new ArrayList<>();
        for (Tag tag : tags) {
            Es256PublicKey known = model.issuers().get(tag);
            Label what = Rows.text(
                    known == null
                            ? words.text(tag.isNone() ? "issuer.none" : "issuer.none-tagged", "tag", tag.name())
                            : words.text("issuer.key", "key", known.fingerprint()));
            HBox.setHgrow(what, Priority.ALWAYS);
            what.setMaxWidth(Double.MAX_VALUE);
            Button open = new Button(words.text("issuer.open"));
            open.setId("issuer-open" + (tag.isNone() ? "" : "-" + tag.name()));
            open.setMinWidth(Region.USE_PREF_SIZE);
            open.setOnAction(event -> issuerKey(tag));
            HBox row = new HBox(what, open);
            row.getStyleClass().add("row");
            rows.add(row);
        }
        keys.getChildren().setAll(rows);
    }

    private void issuerKey(Tag tag) {
        List<Path> files = services.files().open(words.text("issuer.open"));
        if (files.isEmpty()) {
            return;
        }
        try {
            model.issuers().put(tag, KeyReader.readPublic(Files.readString(files.getFirst())));
        } catch (TokenException | IOException e) {
            services.dialogs().tell(services.errors().of(e), words.text("ok"));
        }
    }

    private void showRun(@Nullable DryRun run) {
        meaning.setVisible(run != null);
        if (run == null) {
            return;
        }
        QueryText query = new QueryText(words.language(), run.query(), run.reference());
        List<Node> rows = new ArrayList<>();
        rows.add(Rows.title(words.text("dry-run.person", "person", run.person())));
        switch (run.evaluation()) {
            case Evaluation.Evaluated evaluated -> {
                rows.add(new Pill(
                        words.text(evaluated.satisfied() ? "dry-run.yes" : "dry-run.no"),
                        evaluated.satisfied() ? Pill.Tone.GOOD : Pill.Tone.WARN));
                evaluated
                        .outputs()
                        .forEach(output -> rows.add(
                                Rows.bullet(Phrases.words(output.key()) + ": " + phrases.value(output.value()))));
            }
            case Evaluation.Failed failed -> rows.add(Rows.text(problems.problem(failed.problem())));
        }
        rows.add(Rows.title(words.text("dry-run.holder-sees")));
        query.statements().forEach(line -> lines(line, 0, rows));
        query.notes().forEach(note -> rows.add(Rows.small(note)));
        meaning.getChildren().setAll(rows);
    }

    private static void lines(Line line, int depth, List<Node> into) {
        Label label = Rows.small(line.text());
        label.setStyle("-fx-padding: 0 0 0 " + String.format(Locale.ROOT, "%.1f", depth * 1.2) + "em;");
        into.add(label);
        line.parts().forEach(part -> lines(part, depth + 1, into));
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
        List<Path> files = services.files().open(words.text("signer.open"));
        if (files.isEmpty()) {
            return;
        }
        try {
            model.useKey(KeyReader.readPrivate(Files.readString(files.getFirst())));
        } catch (TokenException | IOException e) {
            services.dialogs().tell(services.errors().of(e), words.text("ok"));
        }
    }

    @FXML
    void onNewKey() {
        model.newKey();
    }

    @FXML
    void onSign() {
        try {
            model.sign();
        } catch (TokenException e) {
            services.dialogs().tell(services.errors().of(e), words.text("ok"));
        }
    }
}
