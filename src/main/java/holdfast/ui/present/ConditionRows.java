package holdfast.ui.present;

import holdfast.dvr.Evaluation;
import holdfast.dvr.Evaluation.Condition;
import holdfast.dvr.Expression;
import holdfast.dvr.FieldRead;
import holdfast.dvr.Finding;
import holdfast.dvr.Place;
import holdfast.text.Line;
import holdfast.text.QueryText;
import holdfast.ui.common.HiddenValue;
import holdfast.ui.common.Pill;
import holdfast.ui.common.Rows;
import holdfast.ui.common.Words;
import holdfast.wallet.Matching;
import holdfast.wallet.Preview;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;

/**
 * Each condition as a sentence, with a tick or a cross, the fields it reads and their values behind a blur. Where every
 * condition is a plain one or "all of", they stand in one list, each sentence once; where the request has an "at least
 * one of", they stand under it.
 */
final class ConditionRows {
    private final Words words;
    private final PresentText text;
    private final BooleanProperty revealed;
    private final Map<Place, Condition> held = new HashMap<>();
    private final Set<Place> guesses = new HashSet<>();
    private final Set<String> told = new HashSet<>();

    ConditionRows(Words words, PresentText text, BooleanProperty revealed) {
        this.words = words;
        this.text = text;
        this.revealed = revealed;
    }

    List<Node> rows(Matching.Answer answer, Preview preview, LocalDate reference) {
        Evaluation evaluation = answer.evaluation();
        QueryText query = new QueryText(words.language(), answer.presentation().query(), reference);
        evaluation.conditions().forEach(condition -> held.put(condition.place(), condition));
        preview.findings().stream()
                .filter(finding -> finding.code() == Finding.Code.IDENTIFIER_TEST)
                .forEach(finding -> guesses.add(finding.place()));
        List<Line> lines = query.conditions(evaluation);
        Set<Place> inner = new HashSet<>();
        lines.forEach(line -> line.parts().forEach(part -> places(part, inner)));
        List<Node> rows = new ArrayList<>();
        lines.stream().filter(line -> !inner.contains(line.place())).forEach(line -> add(line, 0, rows));
        if (rows.isEmpty()) {
            rows.add(Rows.small(words.text("no-conditions")));
        }
        return rows;
    }

    private static void places(Line line, Set<Place> into) {
        into.add(line.place());
        line.parts().forEach(part -> places(part, into));
    }

    private void add(Line line, int depth, List<Node> rows) {
        Condition condition = held.get(line.place());
        boolean all = condition != null && condition.expression() instanceof Expression.And;
        if (depth == 0 && all) {
            line.parts().forEach(part -> add(part, 0, rows));
            return;
        }
        if (line.parts().isEmpty()) {
            // The same comparison may stand in several conditions; once is enough to understand it.
            if (depth > 0 || told.add(line.text())) {
                rows.add(row(line, condition, depth));
            }
            return;
        }
        rows.add(row(line, condition, depth));
        line.parts().forEach(part -> add(part, depth + 1, rows));
    }

    private Node row(Line line, @Nullable Condition condition, int depth) {
        boolean holds = condition != null && condition.held();
        HBox row = new HBox();
        row.getStyleClass().addAll("row", "condition");
        if (depth > 0) {
            Region indent = new Region();
            indent.getStyleClass().add("condition-indent");
            indent.setStyle("-fx-min-width: " + 1.4 * depth + "em;");
            row.getChildren().add(indent);
        }
        if (condition != null) {
            FontIcon icon = new FontIcon(holds ? Material2AL.CHECK : Material2AL.CLOSE);
            icon.getStyleClass().addAll("small-icon", holds ? "good-icon" : "bad-icon");
            Label mark = new Label("", icon);
            mark.setAccessibleText(words.text(holds ? "holds" : "fails"));
            mark.setMinWidth(Region.USE_PREF_SIZE);
            row.getChildren().add(mark);
        }
        VBox sentence = new VBox(Rows.text(sentence(line)));
        HBox.setHgrow(sentence, Priority.ALWAYS);
        if (guesses.contains(line.place())) {
            sentence.getChildren().add(new Pill(words.text("warn.guess"), Pill.Tone.WARN));
        }
        row.getChildren().add(sentence);
        if (condition != null && !condition.reads().isEmpty()) {
            SequencedSet<String> fields = new LinkedHashSet<>();
            line.fields().forEach(field -> fields.add(FieldWords.of(field)));
            if (!fields.isEmpty()) {
                sentence.getChildren().add(Rows.small(words.text("reads", "field", String.join(", ", fields))));
            }
            row.getChildren().add(value(condition.reads()));
        }
        return row;
    }

    private static String sentence(Line line) {
        String text = line.text();
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private Node value(List<FieldRead> reads) {
        SequencedSet<String> values = new LinkedHashSet<>();
        reads.forEach(read -> values.add(text.phrases().value(read.value())));
        HiddenValue value = new HiddenValue();
        value.setValue(String.join("\n", values));
        value.setHiddenText(words.text("hidden"));
        value.revealedProperty().bind(revealed);
        value.setMinWidth(Region.USE_PREF_SIZE);
        value.getStyleClass().add("condition-value");
        return value;
    }
}
