package holdfast.proving.embedded;

import holdfast.dvr.Expression;
import holdfast.dvr.Operand;
import holdfast.dvr.Query;
import holdfast.dvr.Statement;
import holdfast.dvr.Term;
import holdfast.dvr.Value;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Section;
import holdfast.zk.gadget.CalendarDate;
import holdfast.zk.gadget.Junction;
import holdfast.zk.gadget.WitnessSteps;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Runs a query with wires for values, as the evaluator runs it with data: statements in order, every operand of a condition, and of
 * each {@code if} the side that the branches say, whose condition is asserted.
 */
final class QueryCircuit {
    private final Program program;
    private final WitnessSteps steps;
    private final DataPaths data;
    private final PublicInputs inputs;
    private final List<Boolean> branches;
    private final RelationCircuit relations;
    private int nextBranch;
    private final Map<String, Bound> locals = new HashMap<>();
    private final SequencedMap<String, Wired> outputs = new LinkedHashMap<>();

    /** A value, and the fields that one would learn by seeing it. */
    private record Bound(Wired value, List<DataPaths.Marker> shows) {
        Bound {
            shows = List.copyOf(shows);
        }
    }

    QueryCircuit(Program program, WitnessSteps steps, DataPaths data, PublicInputs inputs, List<Boolean> branches) {
        this.program = program;
        this.steps = steps;
        this.data = data;
        this.inputs = inputs;
        this.branches = List.copyOf(branches);
        relations = new RelationCircuit(program, steps);
    }

    /**
     * Runs the query.
     *
     * @return the outputs in their order
     */
    SequencedMap<String, Wired> run(Query query) throws UnfitException {
        run(query.statements());
        if (nextBranch != branches.size()) {
            throw new UnfitException("there are more branches than the query takes");
        }
        if (!data.usesAllOfShape()) {
            throw new UnfitException("the shape speaks of what the query does not read");
        }
        OutputCircuit circuit = new OutputCircuit(program, steps, inputs);
        outputs.forEach(circuit::add);
        return outputs;
    }

    private void run(List<Statement> statements) throws UnfitException {
        for (Statement statement : statements) {
            switch (statement) {
                case Statement.Assign assign -> locals.put(assign.name(), value(assign.value()));
                case Statement.Output output -> {
                    Bound bound = value(output.value());
                    for (DataPaths.Marker marker : bound.shows()) {
                        data.show(marker);
                    }
                    outputs.put(output.key(), bound.value());
                }
                case Statement.If branch -> {
                    Expr held = condition(value(branch.condition()));
                    if (nextBranch == branches.size()) {
                        throw new UnfitException("the query takes more branches");
                    }
                    boolean side = branches.get(nextBranch++);
                    Expr wrong = side ? held.complement() : held;
                    if (wrong.isConstant() && !wrong.isZero()) {
                        throw new UnfitException("a branch is never taken");
                    }
                    program.assertZero("branch", wrong);
                    run(branch.block(side));
                }
            }
        }
    }

    private Bound value(Term term) throws UnfitException {
        return switch (term) {
            case Operand.Literal literal -> new Bound(new Wired.Known(literal.value()), List.of());
            case Operand.LocalVar local -> {
                Bound bound = locals.get(local.name());
                if (bound == null) {
                    throw new UnfitException("the name " + local.name() + " has no value");
                }
                yield bound;
            }
            case Operand.DataVar dataVar -> {
                DataPaths.Reading reading = data.read(dataVar);
                yield new Bound(reading.value(), List.of(reading.marker()));
            }
            case Operand.DateFunction function -> date(function);
            case Expression.And and -> junction(and.operands(), true);
            case Expression.Or or -> junction(or.operands(), false);
            case Expression.Relation relation -> {
                Wired left = value(relation.left()).value();
                Wired right = value(relation.right()).value();
                yield new Bound(new Wired.Bool(relations.holds(relation, left, right)), List.of());
            }
        };
    }

    private Bound junction(List<Expression> operands, boolean all) throws UnfitException {
        List<Expr> values = new ArrayList<>();
        for (Expression operand : operands) {
            values.add(condition(value(operand)));
        }
        try (Section _ = program.section("condition")) {
            Expr held = all ? Junction.all(program, steps, "all", values) : Junction.any(program, steps, "any", values);
            return new Bound(new Wired.Bool(held), List.of());
        }
    }

    private Expr condition(Bound bound) throws UnfitException {
        return switch (bound.value()) {
            case Wired.Bool(Expr held) -> held;
            case Wired.Known(Value.Bool(boolean held)) -> held ? program.one() : program.zero();
            case Wired.Known _, Wired.Text _, Wired.Int _, Wired.Items _ ->
                throw new UnfitException("a condition is neither true nor false");
        };
    }

    private Bound date(Operand.DateFunction function) throws UnfitException {
        List<DataPaths.Marker> shows = new ArrayList<>();
        CalendarDate date = day(function.date(), function, shows);
        Expr number = switch (function) {
            case Operand.GetAge _ -> date.yearsTo(program, steps, inputs.reference());
            case Operand.GetDayDiff diff -> {
                Operand other = diff.reference();
                CalendarDate to = other == null ? inputs.reference() : day(other, function, shows);
                yield to.number().minus(date.number()).wire();
            }
        };
        return new Bound(new Wired.Int(number), shows);
    }

    private CalendarDate day(Operand operand, Operand.DateFunction function, List<DataPaths.Marker> shows)
            throws UnfitException {
        Bound bound = value(operand);
        shows.addAll(bound.shows());
        return switch (bound.value()) {
            case Wired.Text(var text) ->
                CalendarDate.read(program, steps, text, function.format() == holdfast.dvr.DateFormat.DAY_FIRST);
            case Wired.Known(Value.Text(String text)) -> {
                Optional<LocalDate> known = function.format().parse(text);
                if (known.isEmpty()) {
                    throw new UnfitException("a date of the query does not exist");
                }
                yield CalendarDate.of(program, known.get());
            }
            case Wired.Known _, Wired.Int _, Wired.Bool _, Wired.Items _ ->
                throw new UnfitException("a date is not text");
        };
    }
}
