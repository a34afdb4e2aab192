package holdfast.zk.compiler;

import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import java.util.ArrayList;
import java.util.List;

/** What a malicious prover needs beside an assignment: inputs by name, how far assertions are from holding, and roots. */
public final class Witness {
    /** Selections by a digit and products of two of them have no higher degree. */
    private static final int MOST_DEGREE = 6;

    private Witness() {}

    /** The private inputs of a full name, in the order of their making. */
    public static List<Expr> inputs(Program program, String fullName) {
        List<Expr> result = new ArrayList<>();
        for (Program.Input input : program.inputs()) {
            if (!input.isPublic()
                    && program.fullName(input.name(), input.section()).equals(fullName)) {
                result.add(program.wireOf(input.node()));
            }
        }
        return result;
    }

    /** The full names of all private inputs. */
    public static List<String> inputNames(Program program) {
        return program.inputs().stream()
                .filter(input -> !input.isPublic())
                .map(input -> program.fullName(input.name(), input.section()))
                .toList();
    }

    /** The full names of all assertions. */
    public static List<String> assertionNames(Program program) {
        return program.assertions().stream()
                .map(a -> program.fullName(a.name(), a.section()))
                .distinct()
                .toList();
    }

    /** The places of the assertions that do not hold. */
    public static List<Integer> violated(Program program, Assignment assignment) {
        Values values = assignment.computed();
        List<Integer> result = new ArrayList<>();
        for (int i = 0; i < program.assertions().size(); i++) {
            if (!residue(program, values, i).isZero()) {
                result.add(i);
            }
        }
        return result;
    }

    private static Element residue(Program program, Values values, int assertion) {
        long pair = program.assertions().get(assertion).pair();
        return program.field().mul(values.get(Expr.first(pair)), values.get(Expr.second(pair)));
    }

    /**
     * Values of one input with which an assertion would hold, all other inputs as they are.
     *
     * @return at most one root for each degree; none if the input has no part in it
     */
    public static List<Element> solutions(Program program, Assignment assignment, int assertion, Expr input) {
        Field field = program.field();
        Element before = assignment.value(input);
        Element[] points = new Element[MOST_DEGREE + 1];
        Element[] values = new Element[MOST_DEGREE + 1];
        for (int i = 0; i <= MOST_DEGREE; i++) {
            points[i] = field.fromLong(i);
            assignment.set(input, points[i]);
            values[i] = residue(program, assignment.computed(), assertion);
        }
        assignment.set(input, before);
        return Roots.of(field, Roots.through(field, points, values));
    }
}
