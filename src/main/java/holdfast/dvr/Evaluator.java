package holdfast.dvr;

import holdfast.credential.Tag;
import holdfast.dvr.Evaluation.Condition;
import holdfast.dvr.Evaluation.OutputValue;
import holdfast.dvr.Evaluation.Taken;
import holdfast.dvr.Value.Bool;
import holdfast.dvr.Value.Int;
import holdfast.dvr.Value.Text;
import holdfast.json.JsonValue.JsonObject;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs a query on data. It is a function of its arguments: no clock, no randomness, nothing outside. Statements run in
 * order; nothing is short-circuited, so that a proof's circuit, which computes everything, agrees with it.
 */
public final class Evaluator {
    private final DataReader data;
    private final LocalDate reference;
    private final DayCount days;

    private final Map<String, Bound> locals = new HashMap<>();
    private final SequencedMap<String, OutputValue> outputs = new LinkedHashMap<>();
    private final List<Condition> conditions = new ArrayList<>();
    private final List<Taken> branches = new ArrayList<>();

    /**
     * A value and where it comes from.
     *
     * @param shows the fields that one would learn by seeing it: none for literals and conditions
     * @param notPublic the first of those without its marker; null when it may be output
     * @param read what it read itself
     * @param inputs the values it was computed from
     */
    private record Bound(
            Value value,
            List<FieldPath> shows,
            @Nullable FieldPath notPublic,
            List<FieldRead> read,
            List<Bound> inputs) {

        static Bound free(Value value, List<Bound> inputs) {
            return new Bound(value, List.of(), null, List.of(), inputs);
        }
    }

    private Evaluator(DataReader data, LocalDate reference, DayCount days) {
        this.data = data;
        this.reference = reference;
        this.days = days;
    }

    /**
     * Runs a query.
     *
     * @param data the object under {@code data} of each credential's token
     * @param reference the date that counts as today; a public input of a proof
     * @param days how {@code get_day_diff} counts; see {@link DayCount#of}
     */
    public static Evaluation evaluate(Query query, Map<Tag, JsonObject> data, LocalDate reference, DayCount days) {
        DataReader reader = new DataReader(data);
        Evaluator evaluator = new Evaluator(reader, reference, days);
        try {
            evaluator.run(query.statements());
        } catch (EvaluationError e) {
            return new Evaluation.Failed(
                    e.problem(), fieldProblems(query, data), evaluator.conditions, evaluator.branches);
        }
        return new Evaluation.Evaluated(
                List.copyOf(evaluator.outputs.values()), evaluator.conditions, evaluator.branches, reader.read());
    }

    /** What is wrong with the fields that a query names, on any branch; one problem at most for each spelling. */
    public static List<Problem> fieldProblems(Query query, Map<Tag, JsonObject> data) {
        DataReader reader = new DataReader(data);
        SequencedMap<String, Problem> problems = new LinkedHashMap<>();
        for (Operand.DataVar dataVar : query.dataVars()) {
            try {
                reader.read(dataVar);
            } catch (EvaluationError e) {
                problems.putIfAbsent(dataVar.text(), e.problem());
            }
        }
        return List.copyOf(problems.values());
    }

    private void run(List<Statement> statements) throws EvaluationError {
        for (Statement statement : statements) {
            switch (statement) {
                case Statement.Assign assign -> locals.put(assign.name(), value(assign.value()));
                case Statement.Output output -> output(output);
                case Statement.If branch -> {
                    boolean held = holds(branch.condition(), value(branch.condition()));
                    branches.add(new Taken(branch.place(), held));
                    run(branch.block(held));
                }
            }
        }
    }

    private void output(Statement.Output output) throws EvaluationError {
        Bound bound = value(output.value());
        if (bound.notPublic() != null) {
            throw new EvaluationError(
                    Problem.of(Fault.FIELD_NOT_PUBLIC, output.value().place(), bound.notPublic(), output.key()));
        }
        // A key that is output again keeps its first position: LinkedHashMap does.
        outputs.put(
                output.key(),
                new OutputValue(output.key(), bound.value(), output.place(), bound.shows(), fields(reads(bound))));
    }

    private Bound value(Term term) throws EvaluationError {
        return switch (term) {
            case Operand.Literal literal -> Bound.free(literal.value(), List.of());
            case Operand.LocalVar localVar -> local(localVar);
            case Operand.DataVar dataVar -> {
                DataReader.Found found = data.read(dataVar);
                yield new Bound(found.value(), found.sources(), found.notPublic(), found.reads(), List.of());
            }
            case Operand.DateFunction function -> date(function);
            case Expression.And and -> junction(and, and.operands(), false);
            case Expression.Or or -> junction(or, or.operands(), true);
            case Expression.Relation relation -> relation(relation);
        };
    }

    private Bound local(Operand.LocalVar localVar) throws EvaluationError {
        Bound bound = locals.get(localVar.name());
        if (bound == null) {
            throw new EvaluationError(Problem.of(Fault.LOCAL_UNASSIGNED, localVar.place(), localVar.name()));
        }
        return bound;
    }

    /** An {@code or} when {@code decisive} is true: one operand of that value decides. */
    private Bound junction(Expression junction, List<Expression> operands, boolean decisive) throws EvaluationError {
        boolean held = !decisive;
        List<Bound> inputs = new ArrayList<>();
        for (Expression operand : operands) {
            Bound bound = value(operand);
            if (holds(operand, bound) == decisive) {
                held = decisive;
            }
            inputs.add(bound);
        }
        conditions.add(new Condition(junction, held, null, null, List.of()));
        return Bound.free(new Bool(held), inputs);
    }

    private static boolean holds(Expression condition, Bound bound) throws EvaluationError {
        if (bound.value() instanceof Bool(boolean held)) {
            return held;
        }
        throw new EvaluationError(Problem.of(
                Fault.CONDITION_NOT_BOOLEAN,
                condition.place(),
                condition instanceof Operand.LocalVar localVar ? localVar.name() : "",
                bound.value().type().name()));
    }

    private Bound relation(Expression.Relation relation) throws EvaluationError {
        Bound left = value(relation.left());
        Bound right = value(relation.right());
        boolean held = Comparison.holds(relation, left.value(), right.value());
        List<Bound> inputs = List.of(left, right);
        Bound bound = Bound.free(new Bool(held), inputs);
        conditions.add(new Condition(relation, held, left.value(), right.value(), reads(bound)));
        return bound;
    }

    private Bound date(Operand.DateFunction function) throws EvaluationError {
        Bound first = value(function.date());
        LocalDate date = parse(function.date(), first, function.format());
        return switch (function) {
            case Operand.GetAge ignored -> number(yearsBetween(date, reference), List.of(first));
            case Operand.GetDayDiff diff -> {
                if (diff.reference() == null) {
                    yield number(days.between(date, reference), List.of(first));
                }
                Bound second = value(diff.reference());
                LocalDate other = parse(diff.reference(), second, diff.format());
                yield number(days.between(date, other), List.of(first, second));
            }
        };
    }

    /** A number computed from dates shows them as far as an output is concerned: it needs their markers. */
    private static Bound number(long value, List<Bound> dates) {
        List<FieldPath> shows = new ArrayList<>();
        FieldPath notPublic = null;
        for (Bound date : dates) {
            shows.addAll(date.shows());
            notPublic = notPublic == null ? date.notPublic() : notPublic;
        }
        return new Bound(new Int(value), List.copyOf(shows), notPublic, List.of(), dates);
    }

    private static LocalDate parse(Operand operand, Bound bound, DateFormat format) throws EvaluationError {
        FieldPath field = bound.shows().isEmpty() ? null : bound.shows().getFirst();
        if (!(bound.value() instanceof Text(String text))) {
            throw new EvaluationError(new Problem(
                    Fault.DATE_NOT_TEXT,
                    operand.place(),
                    field,
                    List.of(bound.value().type().name())));
        }
        return format.parse(text)
                .orElseThrow(() -> new EvaluationError(
                        new Problem(Fault.DATE_INVALID, operand.place(), field, List.of(format.symbol()))));
    }

    /** Whole years from the earlier of two dates to the later; a birthday on 29 February counts from 1 March. */
    static long yearsBetween(LocalDate one, LocalDate other) {
        LocalDate earlier = one.isAfter(other) ? other : one;
        LocalDate later = one.isAfter(other) ? one : other;
        boolean before = later.getMonthValue() < earlier.getMonthValue()
                || (later.getMonthValue() == earlier.getMonthValue()
                        && later.getDayOfMonth() < earlier.getDayOfMonth());
        return (long) later.getYear() - earlier.getYear() - (before ? 1 : 0);
    }

    /** Everything that a value depends on, each field once. */
    private static List<FieldRead> reads(Bound bound) {
        List<List<FieldRead>> lists = new ArrayList<>();
        // By identity: the same path is read once and its list shared. Not by recursion: names that use names may form
        // a chain as long as the query.
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Bound> open = new ArrayDeque<>(List.of(bound));
        while (!open.isEmpty()) {
            Bound next = open.removeFirst();
            if (seen.add(next)) {
                if (!next.read().isEmpty() && seen.add(next.read())) {
                    lists.add(next.read());
                }
                next.inputs().reversed().forEach(open::addFirst);
            }
        }
        // A long list that many conditions read is kept once.
        return lists.size() == 1
                ? lists.getFirst()
                : lists.stream().flatMap(List::stream).distinct().toList();
    }

    private static List<FieldPath> fields(List<FieldRead> reads) {
        return reads.stream().map(FieldRead::field).toList();
    }
}
