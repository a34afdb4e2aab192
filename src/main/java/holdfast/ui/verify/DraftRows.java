package holdfast.ui.verify;

import holdfast.dvr.Evaluation;
import holdfast.dvr.Finding;
import holdfast.text.Line;
import holdfast.text.Messages;
import holdfast.text.Phrases;
import holdfast.text.ProblemText;
import holdfast.text.QueryText;
import holdfast.ui.common.Pill;
import holdfast.ui.common.Rows;
import holdfast.ui.common.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What is said of a request in the making: what is wrong with its text, and what it gives on a sample. */
final class DraftRows {
    private final Words words;
    private final ProblemText problems;
    private final Phrases phrases;

    DraftRows(Words words) {
        this.words = words;
        this.problems = new ProblemText(words.language());
        this.phrases = new Phrases(Messages.load("query", words.language()));
    }

    List<Node> findings(Draft draft) {
        return switch (draft) {
            case Draft.Blank ignored -> List.of(Rows.small(words.text("query.blank")));
            case Draft.NotJson(String problem) ->
                List.of(Rows.title(words.text("query.not-json")), Rows.small(problem));
            case Draft.NotAQuery(var why) ->
                List.of(
                        Rows.title(problems.problem(why.problem())),
                        Rows.small(why.error().engineName() + " " + why.place().text()));
            case Draft.Parsed(var query, var compact, List<Finding> found) ->
                found.isEmpty()
                        ? List.of(Rows.text(words.text("query.fine")))
                        : found.stream().map(this::finding).toList();
        };
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

    List<Node> dryRun(DryRun run) {
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
        return rows;
    }

    private static void lines(Line line, int depth, List<Node> into) {
        Label label = Rows.small(line.text());
        label.setStyle("-fx-padding: 0 0 0 " + String.format(Locale.ROOT, "%.1f", depth * 1.2) + "em;");
        into.add(label);
        line.parts().forEach(part -> lines(part, depth + 1, into));
    }
}
