package holdfast.text;

import holdfast.dvr.Evaluation;
import holdfast.dvr.Explanation;
import holdfast.dvr.Explanation.Branch;
import holdfast.dvr.Explanation.Decision;
import holdfast.dvr.Explanation.Learned;
import holdfast.dvr.Expression;
import holdfast.dvr.Operand;
import holdfast.dvr.Operand.DataVar;
import holdfast.dvr.Place;
import holdfast.dvr.Query;
import holdfast.dvr.Scope;
import holdfast.dvr.Statement;
import holdfast.dvr.Value;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/** Explains one query in plain sentences. */
public final class QueryText {
    private final Messages messages;
    private final Phrases phrases;
    private final ConditionText conditions;
    private final Query query;
    private final Explanation explanation;

    /**
     * What one way through a query means for the holder.
     *
     * @param branch the way
     * @param when what makes data take it: one sentence for each {@code if}; empty when there is no choice
     * @param learns what the verifier learns, in the order of the outputs
     * @param kept what is read and never shown, as the names of fields
     */
    public record BranchText(Branch branch, List<Line> when, List<Line> learns, List<String> kept) {
        public BranchText {
            when = List.copyOf(when);
            learns = List.copyOf(learns);
            kept = List.copyOf(kept);
        }

        /** Whether it is the way that an evaluation took, to its end. */
        public boolean isTakenBy(Evaluation evaluation) {
            return branch.decisions().stream()
                    .map(decision -> new Evaluation.Taken(decision.branch().place(), decision.then()))
                    .toList()
                    .equals(evaluation.branches());
        }
    }

    /** @param reference the date that counts as today */
    public QueryText(Language language, Query query, LocalDate reference) {
        messages = Messages.load("query", language);
        phrases = new Phrases(messages);
        conditions = new ConditionText(messages, query, reference);
        this.query = query;
        explanation = Explanation.of(query);
    }

    /** The whole query, a sentence for each statement, in order. */
    public List<Line> statements() {
        return block(query.statements());
    }

    private List<Line> block(List<Statement> statements) {
        return statements.stream().map(this::statement).toList();
    }

    private Line statement(Statement statement) {
        return switch (statement) {
            case Statement.Assign assign -> {
                String name = phrases.quoted(Phrases.words(assign.name()));
                Line meaning = assign.value() instanceof Expression expression
                        ? conditions.condition(expression, Scope.EMPTY)
                        : operand((Operand) assign.value());
                yield meaning.reworded(messages.text("statement.assign", "name", name, "meaning", meaning.text()));
            }
            case Statement.Output output -> {
                Line shown = operand(output.value());
                yield new Line(
                        messages.text("statement.output", "key", phrases.quoted(output.key()), "value", shown.text()),
                        output.place(),
                        shown.fields());
            }
            case Statement.If branch -> {
                Line condition = conditions.condition(branch.condition(), Scope.EMPTY);
                List<Line> parts = new ArrayList<>(condition.parts());
                parts.add(new Line(
                        messages.text("statement.then"), branch.place(), List.of(), block(branch.block(true))));
                if (branch.otherwise() != null) {
                    parts.add(new Line(
                            messages.text("statement.else"), branch.place(), List.of(), block(branch.otherwise())));
                }
                yield new Line(
                        messages.text("statement.if", "condition", condition.text()),
                        branch.place(),
                        condition.fields(),
                        parts);
            }
        };
    }

    private Line operand(Operand operand) {
        String text = conditions.operand(operand, Scope.EMPTY, null, false);
        List<String> fields = operand instanceof DataVar dataVar ? List.of(dataVar.text()) : List.of();
        return new Line(text, operand.place(), fields);
    }

    /** The conditions that an evaluation lists, in its order. */
    public List<Line> conditions(Evaluation evaluation) {
        Map<Place, Scope> scopes =
                Explanation.taken(query, evaluation.branches()).scopes();
        return evaluation.conditions().stream()
                .map(condition -> conditions.condition(
                        condition.expression(), scopes.getOrDefault(condition.place(), Scope.EMPTY)))
                .toList();
    }

    /** Whether {@link #branches} has every way; if not, {@link #outputs} has every output that any of them can have. */
    public boolean complete() {
        return explanation.complete();
    }

    /** Each way through the query. */
    public List<BranchText> branches() {
        return explanation.branches().stream().map(this::branch).toList();
    }

    /** Each way through the query, and in any case the one that an evaluation took, first where it is beyond those listed. */
    public List<BranchText> branches(Evaluation.Evaluated evaluated) {
        List<BranchText> all = branches();
        if (all.stream().anyMatch(branch -> branch.isTakenBy(evaluated))) {
            return all;
        }
        List<BranchText> more = new ArrayList<>(List.of(branch(evaluated)));
        more.addAll(all);
        return List.copyOf(more);
    }

    /** The way that an evaluation took. */
    public BranchText branch(Evaluation evaluation) {
        return branch(Explanation.taken(query, evaluation.branches()));
    }

    /** Every output statement, wherever it stands. */
    public List<Line> outputs() {
        return block(List.copyOf(explanation.outputs()));
    }

    private BranchText branch(Branch branch) {
        List<Line> when = branch.decisions().stream()
                .filter(Decision::open)
                .map(this::decision)
                .toList();
        SequencedSet<String> kept = new LinkedHashSet<>();
        branch.readButNotShown().forEach(dataVar -> kept.add(conditions.names().phrase(dataVar, null, false)));
        List<Line> learns = branch.learns().stream()
                .map(learned -> learned(learned, !when.isEmpty()))
                .toList();
        return new BranchText(branch, when, learns, List.copyOf(kept));
    }

    private Line decision(Decision decision) {
        Line condition = conditions.condition(decision.condition());
        return condition.reworded(
                messages.text(decision.then() ? "branch.if" : "branch.if-not", "condition", condition.text()));
    }

    /** @param cases whether this way is one of several */
    private Line learned(Learned learned, boolean cases) {
        String key = phrases.quoted(learned.key());
        return switch (learned.what()) {
            case Explanation.Fixed fixed ->
                line(
                        learned,
                        cases ? "learn.fixed-case" : "learn.fixed",
                        List.of(),
                        "key",
                        key,
                        "value",
                        phrases.value(fixed.value()));
            case Explanation.FieldValue value ->
                line(
                        learned,
                        "learn.field",
                        List.of(value.field()),
                        "key",
                        key,
                        "field",
                        conditions.names().phrase(value.field(), null, false));
            case Explanation.FromDates dates ->
                line(
                        learned,
                        "learn.number",
                        dates.fields(),
                        "key",
                        key,
                        "number",
                        conditions.operand(
                                (Operand) dates.number().term(), dates.number().scope(), null, false));
            case Explanation.YesOrNo yesOrNo -> {
                Line condition = conditions.condition(yesOrNo.condition());
                String sentence = yesOrNo.known() == null
                        ? messages.text("learn.yes-no", "key", key, "condition", condition.text())
                        : messages.text(
                                "learn.answered",
                                "key",
                                key,
                                "answer",
                                phrases.value(new Value.Bool(yesOrNo.known())),
                                "condition",
                                condition.text());
                yield new Line(
                        sentence,
                        learned.output().place(),
                        yesOrNo.fields().stream().map(DataVar::text).toList(),
                        condition.parts());
            }
            case Explanation.Unassigned unassigned ->
                line(learned, "learn.unassigned", List.of(), "key", key, "name", phrases.quoted(unassigned.name()));
        };
    }

    private Line line(Learned learned, String sentence, List<DataVar> fields, Object... arguments) {
        return new Line(
                messages.text(sentence, arguments),
                learned.output().place(),
                fields.stream().map(DataVar::text).toList());
    }

    /** That a "no" is an answer as well; empty where no output is a yes or no. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        boolean yesOrNo = explanation.branches().stream()
                .flatMap(branch -> branch.learns().stream())
                .anyMatch(learned -> learned.what() instanceof Explanation.YesOrNo);
        if (yesOrNo) {
            notes.add(messages.text("note.no-is-an-answer"));
        }
        if (explanation.branches().size() > 1) {
            notes.add(messages.text("note.branch-is-seen"));
        }
        if (!explanation.complete()) {
            notes.add(messages.text("note.incomplete"));
        }
        return List.copyOf(notes);
    }
}
