package holdfast.cli;

import holdfast.dvr.Evaluation;
import holdfast.dvr.Evaluation.Condition;
import holdfast.dvr.Evaluation.Evaluated;
import holdfast.dvr.Evaluation.Failed;
import holdfast.dvr.FieldRead;
import holdfast.dvr.Finding;
import holdfast.dvr.Place;
import holdfast.dvr.Problem;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.proving.ProofSystem;
import holdfast.text.Language;
import holdfast.text.Line;
import holdfast.text.Messages;
import holdfast.text.Phrases;
import holdfast.text.ProblemText;
import holdfast.text.QueryText;
import holdfast.text.QueryText.BranchText;
import holdfast.wallet.Presentation;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What {@code preview} prints. The members of the JSON form are described in docs/FORMAT.md. */
final class PreviewReport {
    private final Presentation presentation;
    private final LocalDate reference;
    private final Evaluation evaluation;
    private final List<Finding> findings;
    private final QueryText query;
    private final ProblemText problems;
    private final Messages messages;
    private final Phrases phrases;

    PreviewReport(
            Presentation presentation,
            LocalDate reference,
            Evaluation evaluation,
            List<Finding> findings,
            Language language,
            ProblemText problems) {
        this.presentation = presentation;
        this.reference = reference;
        this.evaluation = evaluation;
        this.findings = findings;
        this.query = new QueryText(language, presentation.query(), reference);
        this.problems = problems;
        this.messages = Messages.load("preview", language);
        this.phrases = new Phrases(Messages.load("query", language));
    }

    JsonObject json() {
        var request = presentation.request();
        JsonValue.Builder out = JsonObject.builder()
                .put(
                        "request",
                        JsonObject.builder()
                                .put("title", request.content().title())
                                .put("id", request.content().id())
                                .put("digest", request.content().digest())
                                .put("verifier", request.key().fingerprint())
                                .build())
                .put("date", reference.toString());
        switch (evaluation) {
            case Evaluated evaluated ->
                out.put("satisfied", evaluated.satisfied()).put("outputs", evaluated.outputsJson());
            case Failed failed ->
                out.put("satisfied", false)
                        .put("outputs", JsonObject.builder().build())
                        .put("error", problem(failed.problem()))
                        .put(
                                "field_errors",
                                JsonValue.array(failed.fieldProblems().stream()
                                        .map(this::problem)
                                        .toList()));
        }
        return out.put("conditions", conditions())
                .put("reads", reads())
                .put(
                        "learns",
                        JsonValue.array(branches().stream().map(this::branch).toList()))
                .put(
                        "lint",
                        JsonValue.array(findings.stream()
                                .map(finding -> LintCommand.json(finding, problems))
                                .toList()))
                .build();
    }

    private JsonObject problem(Problem problem) {
        return JsonObject.builder()
                .put("name", problem.error().engineName())
                .put("place", problem.place().text())
                .putIfPresent(
                        "field",
                        problem.field() == null ? null : problem.field().toString())
                .put("message", problems.problem(problem))
                .build();
    }

    private JsonValue conditions() {
        List<JsonObject> out = new ArrayList<>();
        List<Line> sentences = query.conditions(evaluation);
        for (int i = 0; i < sentences.size(); i++) {
            Condition condition = evaluation.conditions().get(i);
            out.add(JsonObject.builder()
                    .put("place", condition.place().text())
                    .put("held", condition.held())
                    .put("sentence", sentences.get(i).text())
                    .put("reads", fields(condition.reads()))
                    .build());
        }
        return JsonValue.array(out);
    }

    private List<BranchText> branches() {
        return evaluation instanceof Evaluated evaluated ? query.branches(evaluated) : query.branches();
    }

    private JsonValue reads() {
        return evaluation instanceof Evaluated evaluated ? fields(evaluated.read()) : JsonValue.array(List.of());
    }

    private static JsonValue fields(List<FieldRead> reads) {
        return JsonValue.array(reads.stream()
                .map(read -> JsonValue.of(read.field().toString()))
                .toList());
    }

    private JsonObject branch(BranchText branch) {
        return JsonObject.builder()
                .put("taken", branch.isTakenBy(evaluation))
                .put("when", lines(branch.when()))
                .put(
                        "outputs",
                        JsonValue.array(branch.branch().learns().stream()
                                .map(learned -> JsonValue.of(learned.key()))
                                .toList()))
                .put("learns", lines(branch.learns()))
                .put(
                        "keeps",
                        JsonValue.array(
                                branch.kept().stream().map(JsonValue::of).toList()))
                .build();
    }

    private static JsonValue lines(List<Line> lines) {
        return JsonValue.array(
                lines.stream().map(line -> JsonValue.of(line.text())).toList());
    }

    void print(Terminal terminal) {
        PrintWriter out = terminal.out();
        out.println(Terminal.visible(presentation.request().content().title()));
        out.println(messages.text(
                "asked-by", "key", presentation.request().key().fingerprint(), "date", phrases.date(reference)));
        out.println();
        switch (evaluation) {
            case Evaluated evaluated -> {
                out.println(messages.text(evaluated.satisfied() ? "satisfied" : "not-satisfied"));
                heading(out, "outputs");
                evaluated
                        .outputs()
                        .forEach(output -> out.println("  " + Terminal.visible(output.key()) + " = "
                                + Terminal.visible(phrases.value(output.value()))));
            }
            case Failed failed -> {
                out.println(messages.text("not-evaluable"));
                out.println("  " + problems.problem(failed.problem()) + " ("
                        + failed.problem().error().engineName() + ")");
                failed.fieldProblems().stream()
                        .filter(problem -> !problem.equals(failed.problem()))
                        .forEach(problem -> out.println("  " + problems.problem(problem)));
            }
        }
        heading(out, "conditions");
        printConditions(out, "  ", query, evaluation);
        List<BranchText> branches = branches();
        for (BranchText branch : branches) {
            printBranch(out, branch, branches.size() > 1);
        }
        out.println();
        query.notes().forEach(out::println);
        if (presentation.request().content().zkvm().equals(ProofSystem.LIBZK)) {
            out.println(messages.text("size"));
        }
        if (!findings.isEmpty()) {
            heading(out, "lint");
            LintCommand.print(terminal, findings, problems);
        }
    }

    /** The conditions as a tree, each with a tick when it holds; what stands under another is not shown again. */
    static void printConditions(PrintWriter out, String indent, QueryText query, Evaluation evaluation) {
        Map<Place, Boolean> held = new HashMap<>();
        evaluation.conditions().forEach(condition -> held.put(condition.place(), condition.held()));
        List<Line> lines = query.conditions(evaluation);
        Set<Place> inner = new HashSet<>();
        lines.forEach(line -> line.parts().forEach(part -> collectPlaces(part, inner)));
        lines.stream()
                .filter(line -> !inner.contains(line.place()))
                .forEach(line -> printCondition(out, indent, line, held));
    }

    private static void collectPlaces(Line line, Set<Place> into) {
        into.add(line.place());
        line.parts().forEach(part -> collectPlaces(part, into));
    }

    private static void printCondition(PrintWriter out, String indent, Line line, Map<Place, Boolean> held) {
        Boolean holds = held.get(line.place());
        out.println(indent + (holds == null ? "" : holds ? "[x] " : "[ ] ") + line.text());
        line.parts().forEach(part -> printCondition(out, indent + "    ", part, held));
    }

    private static void printLine(PrintWriter out, String indent, String mark, Line line) {
        out.println(indent + mark + line.text());
        line.parts().forEach(part -> printLine(out, indent + " ".repeat(mark.length() + 2), "", part));
    }

    private void printBranch(PrintWriter out, BranchText branch, boolean several) {
        boolean taken = branch.isTakenBy(evaluation);
        if (several) {
            heading(out, taken ? "learns-taken" : "learns-other");
            branch.when().forEach(line -> printLine(out, "  ", "", line));
        } else {
            heading(out, "learns");
        }
        branch.learns().forEach(line -> printLine(out, "  ", "- ", line));
        if (!branch.kept().isEmpty()) {
            out.println("  " + messages.text("keeps", "fields", phrases.list(branch.kept())));
        }
    }

    private void heading(PrintWriter out, String key) {
        out.println();
        out.println(messages.text(key));
    }
}
