package holdfast.ui.verify;

import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.text.Messages;
import holdfast.text.Phrases;
import holdfast.token.KeyReader;
import holdfast.token.TokenException;
import holdfast.ui.common.CheckRow;
import holdfast.ui.common.DropTarget;
import holdfast.ui.common.Pill;
import holdfast.ui.common.Rows;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.ui.verify.CheckViewModel.Row;
import holdfast.ui.verify.CheckViewModel.State;
import holdfast.verification.Check;
import holdfast.verification.Verdict;
import holdfast.verification.Verdict.ProvenBy;
import holdfast.wallet.HistoryExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** Checks a proof: each check is a row that passes or fails with its reason; the answer below. */
final class CheckView {
    private static final List<Duration> AGES = List.of(Duration.ofHours(1), Duration.ofHours(24), Duration.ofDays(7));

    private final WindowServices services;
    private final CheckViewModel model;
    private final Words words;
    private final Phrases phrases;
    private List<Row> table = List.of();

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
        maxAge.setConverter(new StringConverter<>() {
            @Override
            public String toString(Duration age) {
                return age == null ? "" : words.text("age." + age.toHours());
            }

            @Override
            public Duration fromString(String text) {
                throw new UnsupportedOperationException("choices are not typed");
            }
        });
        maxAge.getItems().setAll(AGES);
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
                result.getChildren().setAll(verdict(verdict, took));
            case State.Unreadable(var name, String why) ->
                result.getChildren()
                        .setAll(
                                Rows.title(words.text("check.no-proof")),
                                Rows.text(words.text("check.no-proof.advice")),
                                Rows.small(why));
            default -> result.getChildren().clear();
        }
    }

    private List<Node> verdict(Verdict verdict, Duration took) {
        List<Node> rows = new ArrayList<>();
        boolean proven = verdict.provenBy() == ProvenBy.ISSUER_PROVEN;
        Pill pill = new Pill(
                words.text(verdict.accepted() ? proven ? "accepted.proven" : "accepted.attested" : "refused"),
                verdict.accepted() ? proven ? Pill.Tone.GOOD : Pill.Tone.WARN : Pill.Tone.BAD);
        pill.setId("verdict");
        HBox head = new HBox(
                pill,
                Rows.small(
                        words.text("took", "seconds", String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0))));
        head.getStyleClass().add("row-head");
        rows.add(head);
        rows.add(Rows.text(
                words.text(!verdict.accepted() ? "meaning.refused" : proven ? "meaning.proven" : "meaning.attested")));
        VBox checks = new VBox();
        // What failed is what one looks for.
        verdict.checks().stream()
                .sorted(Comparator.comparing(Check::passed))
                .forEach(check -> checks.getChildren().add(new CheckRow(words, check)));
        rows.add(checks);
        if (verdict.accepted() && proven) {
            rows.add(Rows.title(words.text("answer")));
            verdict.outputs().forEach(output -> {
                Label key = Rows.small(Phrases.words(output.key()));
                key.getStyleClass().add("output-key");
                Label value = Rows.text(phrases.value(output.value()));
                value.getStyleClass().add("strong");
                HBox row = new HBox(key, value);
                row.getStyleClass().add("row");
                rows.add(row);
            });
            Button copy = new Button(words.text("copy"));
            copy.setId("verdict-copy");
            copy.setOnAction(event -> services.clipboard().copy(JsonWriter.compact(report(verdict))));
            Button save = new Button(words.text("save-report"));
            save.setId("verdict-save");
            save.setOnAction(event -> services.files()
                    .save(words.text("save-report"), "report.json")
                    .ifPresent(file -> SavedText.write(services, words, file, JsonWriter.compact(report(verdict)))));
            FlowPane buttons = new FlowPane(copy, save);
            buttons.setHgap(10);
            rows.add(buttons);
        }
        return rows;
    }

    private static JsonObject report(Verdict verdict) {
        JsonValue.Builder outputs = JsonObject.builder();
        verdict.outputs()
                .forEach(output -> outputs.put(output.key(), output.value().toJson()));
        return JsonObject.builder()
                .put("accepted", verdict.accepted())
                .put("provenBy", verdict.provenBy().code())
                .put("outputs", outputs.build())
                .put(
                        "checks",
                        JsonValue.array(verdict.checks().stream()
                                .map(check -> JsonObject.builder()
                                        .put("name", check.name().code())
                                        .put("passed", check.passed())
                                        .put("detail", check.detail())
                                        .build())
                                .toList()))
                .build();
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
        List<Path> files = services.files().open(words.text("service.open"));
        if (files.isEmpty()) {
            return;
        }
        try {
            model.serviceKeyProperty().set(KeyReader.readPublic(Files.readString(files.getFirst())));
        } catch (TokenException | IOException e) {
            services.dialogs().tell(services.errors().of(e), words.text("ok"));
        }
    }

    @FXML
    void onFolder() {
        services.files().folder(words.text("folder.choose")).ifPresent(chosen -> model.checkFolder(chosen, this::rows));
    }

    private void rows(List<Row> rows) {
        table = rows;
        folder.setVisible(true);
        List<Node> nodes = new ArrayList<>();
        nodes.add(Rows.title(words.text("folder.title")));
        if (rows.isEmpty()) {
            nodes.add(Rows.text(words.text("folder.empty")));
        }
        for (Row row : rows) {
            boolean accepted = row.verdict() != null && row.verdict().accepted();
            Label file = Rows.text(row.file());
            HBox.setHgrow(file, Priority.ALWAYS);
            file.setMaxWidth(Double.MAX_VALUE);
            HBox line = new HBox(
                    file,
                    Rows.small(because(row)),
                    new Pill(words.text(accepted ? "accepted" : "refused"), accepted ? Pill.Tone.GOOD : Pill.Tone.BAD));
            line.getStyleClass().add("row");
            nodes.add(line);
        }
        Button csv = new Button(words.text("folder.save"));
        csv.setId("folder-save");
        csv.setDisable(rows.isEmpty());
        csv.setOnAction(event -> services.files()
                .save(words.text("folder.save"), "proofs.csv")
                .ifPresent(file -> SavedText.write(services, words, file, csv())));
        nodes.add(new FlowPane(csv));
        folder.getChildren().setAll(nodes);
    }

    private String because(Row row) {
        Verdict verdict = row.verdict();
        if (verdict == null) {
            return words.text("folder." + row.why());
        }
        return verdict.checks().stream()
                .filter(check -> !check.passed())
                .findFirst()
                .map(check -> words.text("check." + check.name().code()))
                .orElse("");
    }

    /** One line a proof; cells that a spreadsheet would run are made harmless. */
    private String csv() {
        StringBuilder out = new StringBuilder("file,accepted,proven_by,outputs,failed\r\n");
        for (Row row : table) {
            Verdict verdict = row.verdict();
            JsonValue.Builder outputs = JsonObject.builder();
            if (verdict != null && verdict.accepted()) {
                verdict.outputs()
                        .forEach(output ->
                                outputs.put(output.key(), output.value().toJson()));
            }
            out.append(String.join(
                            ",",
                            HistoryExport.cell(row.file()),
                            verdict != null && verdict.accepted() ? "yes" : "no",
                            verdict == null ? "" : verdict.provenBy().code(),
                            HistoryExport.cell(JsonWriter.compact(outputs.build())),
                            HistoryExport.cell(failed(row))))
                    .append("\r\n");
        }
        return out.toString();
    }

    private static String failed(Row row) {
        Verdict verdict = row.verdict();
        return verdict == null
                ? row.why()
                : String.join(
                        " ",
                        verdict.checks().stream()
                                .filter(check -> !check.passed())
                                .map(check -> check.name().code())
                                .toList());
    }
}
