package holdfast.ui.verify;

import holdfast.json.JsonWriter;
import holdfast.proving.ProvenOutput;
import holdfast.text.Messages;
import holdfast.text.Phrases;
import holdfast.ui.common.Buttons;
import holdfast.ui.common.CheckRow;
import holdfast.ui.common.Pill;
import holdfast.ui.common.Rows;
import holdfast.ui.common.WindowServices;
import holdfast.ui.common.Words;
import holdfast.verification.Check;
import holdfast.verification.Verdict;
import holdfast.verification.Verdict.ProvenBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** A verdict: accepted or not and what that means, a row for each check, and the answer. */
final class VerdictRows {
    private final WindowServices services;
    private final Words words;
    private final Phrases phrases;

    VerdictRows(WindowServices services) {
        this.services = services;
        this.words = services.words(VerifyFeature.ID);
        this.phrases = new Phrases(Messages.load("query", words.language()));
    }

    List<Node> of(Verdict verdict, Duration took) {
        boolean proven = verdict.provenBy() == ProvenBy.ISSUER_PROVEN;
        List<Node> rows = new ArrayList<>();
        rows.add(head(verdict, proven, took));
        rows.add(Rows.text(
                words.text(!verdict.accepted() ? "meaning.refused" : proven ? "meaning.proven" : "meaning.attested")));
        if (verdict.accepted() && proven) {
            rows.add(Rows.title(words.text("answer")));
            verdict.outputs().forEach(output -> rows.add(output(output)));
            rows.add(keep(verdict));
        }
        rows.add(Rows.title(words.text("checks")));
        VBox checks = new VBox();
        // What failed is what one looks for.
        verdict.checks().stream()
                .sorted(Comparator.comparing(Check::passed))
                .forEach(check -> checks.getChildren().add(new CheckRow(words, check)));
        rows.add(checks);
        return rows;
    }

    private HBox head(Verdict verdict, boolean proven, Duration took) {
        Pill pill = new Pill(
                words.text(verdict.accepted() ? proven ? "accepted.proven" : "accepted.attested" : "refused"),
                verdict.accepted() ? proven ? Pill.Tone.GOOD : Pill.Tone.WARN : Pill.Tone.BAD);
        pill.setId("verdict");
        HBox head = new HBox(
                pill,
                Rows.small(
                        words.text("took", "seconds", String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0))));
        head.getStyleClass().add("row-head");
        return head;
    }

    private HBox output(ProvenOutput output) {
        Label key = Rows.small(Phrases.words(output.key()));
        key.getStyleClass().add("output-key");
        HBox row = new HBox(key, Rows.text(phrases.value(output.value()), "strong"));
        row.getStyleClass().add("row");
        return row;
    }

    private FlowPane keep(Verdict verdict) {
        String report = JsonWriter.compact(verdict.toJson());
        return Buttons.flow(
                Buttons.button(
                        "verdict-copy",
                        words.text("copy"),
                        () -> services.clipboard().copy(report)),
                Buttons.button(
                        "verdict-save",
                        words.text("save-report"),
                        () -> services.files()
                                .save(words.text("save-report"), "report.json")
                                .ifPresent(file -> SavedText.write(services, words, file, report))));
    }
}
