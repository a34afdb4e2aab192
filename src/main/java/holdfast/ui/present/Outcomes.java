package holdfast.ui.present;

import holdfast.dvr.Evaluation.Evaluated;
import holdfast.dvr.Evaluation.OutputValue;
import holdfast.dvr.Explanation;
import holdfast.dvr.Explanation.Learned;
import holdfast.dvr.FieldPath;
import holdfast.dvr.Path;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonObject;
import holdfast.proving.ProofSystem;
import holdfast.text.Line;
import holdfast.text.Phrases;
import holdfast.text.QueryText;
import holdfast.text.QueryText.BranchText;
import holdfast.ui.common.Rows;
import holdfast.ui.common.Words;
import holdfast.wallet.Matching;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The two lists that cannot be confused: what the verifier will learn, and what stays with the holder. */
final class Outcomes {
    private final Words words;
    private final PresentText text;
    private final Matching.Answer answer;
    private final LocalDate reference;
    private final QueryText query;
    private final BranchText mine;

    Outcomes(Words words, PresentText text, Matching.Answer answer, LocalDate reference) {
        this.words = words;
        this.text = text;
        this.answer = answer;
        this.reference = reference;
        query = new QueryText(words.language(), answer.presentation().query(), reference);
        mine = query.branch(answer.evaluation());
    }

    /** Each output with its value, for the holder's data; then each other way. */
    List<Node> learns() {
        List<Node> rows = new ArrayList<>();
        boolean yesOrNo = false;
        for (OutputValue output : answer.evaluation().outputs()) {
            Learned learned = learned(output.key());
            String remark = learned == null ? null : remark(learned.what(), output);
            rows.add(fact(
                    words.text(
                            "learns.value",
                            "key",
                            capital(Phrases.words(output.key())),
                            "value",
                            text.phrases().value(output.value())),
                    remark,
                    true));
            yesOrNo |= learned != null && learned.what() instanceof Explanation.YesOrNo;
        }
        SequencedSet<String> issuers = new LinkedHashSet<>();
        answer.credentials().values().forEach(credential -> issuers.add(text.issuer(credential)));
        rows.add(fact(words.text("learns.signed", "issuer", text.phrases().list(List.copyOf(issuers))), null, false));
        rows.add(fact(words.text("learns.date", "date", text.date(reference)), null, false));
        if (answer.presentation().request().content().zkvm().equals(ProofSystem.LIBZK)) {
            rows.add(fact(words.text("learns.size"), null, false));
        }
        List<BranchText> branches = query.branches(answer.evaluation());
        if (branches.size() > 1) {
            if (mine.branch().isTakenWhenAllHold(answer.evaluation())) {
                rows.add(fact(words.text("learns.branch-all"), null, false));
            } else {
                rows.add(fact(words.text("learns.branch"), null, false));
                rows.add(conditions());
            }
            rows.add(others(branches));
        }
        if (yesOrNo) {
            rows.add(Rows.small(words.text(answer.satisfied() ? "learns.no" : "learns.is-no")));
        }
        return rows;
    }

    private @Nullable Learned learned(String key) {
        // The last output of a key is the one that counts.
        return mine.branch().learns().reversed().stream()
                .filter(learned -> learned.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    private @Nullable String remark(Explanation.What what, OutputValue output) {
        return switch (what) {
            case Explanation.Fixed ignored -> words.text("learns.fixed");
            case Explanation.FieldValue ignored -> output.sources().isEmpty() ? null : words.text("learns.public");
            case Explanation.FromDates ignored -> words.text("learns.number");
            case Explanation.YesOrNo ignored -> words.text("learns.answer");
            case Explanation.Unassigned ignored -> null;
        };
    }

    private static Node fact(String sentence, @Nullable String remark, boolean strong) {
        String style = strong ? "strong" : "plain";
        return Rows.item(
                "•",
                remark == null
                        ? Rows.beside(sentence, style)
                        : Rows.beside(sentence, style, Rows.run(remark, "muted", "small-text")));
    }

    /** What decides the holder's own case: it can be seen from the proof. */
    private Node conditions() {
        VBox own = new VBox();
        own.setId("present-own-case");
        own.getStyleClass().add("other-cases");
        mine.when().forEach(line -> lines(line, 0, own));
        return own;
    }

    private Node others(List<BranchText> branches) {
        VBox cases = new VBox();
        cases.getStyleClass().add("other-cases");
        cases.setVisible(false);
        cases.managedProperty().bind(cases.visibleProperty());
        int number = 0;
        for (BranchText branch : branches) {
            if (!branch.isTakenBy(answer.evaluation())) {
                cases.getChildren().add(Rows.title(words.text("learns.case", "number", ++number)));
                branch.when().forEach(line -> lines(line, 0, cases));
                branch.learns().forEach(line -> lines(line, 1, cases));
            }
        }
        query.notes().forEach(note -> cases.getChildren().add(Rows.small(note)));
        Hyperlink show = new Hyperlink();
        show.setId("present-other-cases");
        show.textProperty()
                .bind(cases.visibleProperty()
                        .map(open -> words.text(open ? "learns.other.hide" : "learns.other.show")));
        show.setOnAction(event -> cases.setVisible(!cases.isVisible()));
        return new VBox(show, cases);
    }

    private static void lines(Line line, int depth, VBox into) {
        Region label = depth > 0 ? Rows.bullet(line.text(), "muted", "small-text") : Rows.small(line.text());
        label.setStyle("-fx-padding: 0 0 0 " + depth * 1.1 + "em;");
        into.getChildren().add(label);
        line.parts().forEach(part -> lines(part, depth + 1, into));
    }

    /** What is read and not shown, and how much else the credentials hold. */
    String stays() {
        Evaluated evaluated = answer.evaluation();
        List<String> kept = mine.kept();
        Set<String> touched = new LinkedHashSet<>();
        evaluated.read().forEach(read -> touched.add(shape(read.field())));
        int all = 0;
        for (var data : answer.presentation().data().entrySet()) {
            String prefix = data.getKey().name().isEmpty() ? "" : data.getKey().name() + ".";
            SequencedSet<String> paths = new LinkedHashSet<>();
            collect("", data.getValue(), paths);
            for (String path : paths) {
                if (!touched.contains(prefix + path)) {
                    all++;
                }
            }
        }
        String rest = words.text(all == 1 ? "stays.rest" : "stays.rest-many", "count", all);
        if (kept.isEmpty()) {
            return all == 0 ? words.text("stays.nothing") : words.text("stays.only-rest", "rest", rest);
        }
        String fields = capital(text.phrases().list(kept));
        return all == 0
                ? words.text("stays.only-read", "fields", fields)
                : words.text("stays.fields", "fields", fields, "rest", rest);
    }

    /** A path without the numbers of its elements. */
    private static String shape(FieldPath field) {
        return field.toString().replaceAll("\\[[0-9]+]", "[]");
    }

    private static void collect(String path, JsonValue value, SequencedSet<String> into) {
        switch (value) {
            case JsonObject object ->
                object.members().forEach((name, member) -> {
                    if (!Path.isMarker(name)) {
                        collect(path.isEmpty() ? name : path + "." + name, member, into);
                    }
                });
            case JsonArray array -> array.items().forEach(item -> collect(path + "[]", item, into));
            default -> into.add(path);
        }
    }

    private static String capital(String words) {
        int first = words.startsWith("“") ? 1 : 0;
        return words.length() <= first
                ? words
                : words.substring(0, first)
                        + words.substring(first, first + 1).toUpperCase(Locale.ROOT)
                        + words.substring(first + 1);
    }
}
