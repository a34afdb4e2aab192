package holdfast.zk.compiler;

import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values for the inputs of a finished program. Gadgets set the inputs they made; values that follow from others can be read on
 * the way ({@link #value}). An assignment may be wrong: {@link #violations} says what it violates.
 */
public final class Assignment {
    private final Program program;
    private final Values values;
    private final Template.@Nullable Copy copy;

    Assignment(Program program, Runnable check) {
        this(program, new Values(program, check), null);
    }

    private Assignment(Program program, Values values, Template.@Nullable Copy copy) {
        this.program = program;
        this.values = values;
        this.copy = copy;
    }

    /** The same assignment, in which setting an input of the part that was copied sets the input of the copy. */
    public Assignment of(Template.Copy part) {
        return new Assignment(program, values, part);
    }

    /** Sets an input to a signed number. */
    public Assignment set(Expr input, long value) {
        values.set(beforeSetting(input), value);
        return this;
    }

    /** Sets an input. */
    public Assignment set(Expr input, Element value) {
        values.set(beforeSetting(input), value);
        return this;
    }

    private int beforeSetting(Expr input) {
        int node = inputNode(input);
        // What was computed so far cannot depend on an input that was not set.
        if (values.isKnown(node)) {
            values.forgetSums();
        }
        return node;
    }

    private int inputNode(Expr input) {
        if (input.program != program
                || input.pairs.length != 1
                || input.coefficients[0] != Coefficients.ONE
                || Expr.first(input.pairs[0]) != 0
                || input.pairs[0] == 0
                || program.nodes.from((int) input.pairs[0]) != program.nodes.to((int) input.pairs[0])) {
            throw new IllegalArgumentException("only an input of this program can be set, not an expression");
        }
        int node = Expr.second(input.pairs[0]);
        return copy == null ? node : copy.node(node);
    }

    /**
     * The value of an expression.
     *
     * @throws IllegalStateException if an input it needs is not set yet
     */
    public Element value(Expr expr) {
        Field field = program.field();
        Element total = Element.ZERO;
        for (int i = 0; i < expr.pairs.length; i++) {
            int a = Expr.first(expr.pairs[i]);
            int b = Expr.second(expr.pairs[i]);
            values.computeWithOperands(a);
            values.computeWithOperands(b);
            Element product = field.mul(values.get(a), values.get(b));
            total = field.add(total, field.mul(product, program.coefficients.get(expr.coefficients[i])));
        }
        return total;
    }

    /**
     * All inputs in the order of the circuit.
     *
     * @throws IllegalStateException if an input is not set; names it
     */
    public FieldArray inputs() {
        Field field = program.field();
        FieldArray known = publicInputs();
        FieldArray secret = privateInputs();
        FieldArray result = field.newArray(known.length() + secret.length());
        field.copy(result.slice(0, known.length()), known);
        field.copy(result.slice(known.length()), secret);
        return result;
    }

    /**
     * The constant 1 and the public inputs; private ones need not be set.
     *
     * @throws IllegalStateException if one is not set; names it
     */
    public FieldArray publicInputs() {
        return read(true);
    }

    /**
     * The private inputs; public ones need not be set, for they may depend on the commitment to these.
     *
     * @throws IllegalStateException if one is not set; names it
     */
    public FieldArray privateInputs() {
        return read(false);
    }

    private FieldArray read(boolean isPublic) {
        List<Program.Input> inputs =
                program.inputs().stream().filter(i -> i.isPublic() == isPublic).toList();
        int first = isPublic ? 1 : 0;
        FieldArray result = program.field().newArray(first + inputs.size());
        if (isPublic) {
            program.field().set(result, 0, Element.ONE);
        }
        for (int i = 0; i < inputs.size(); i++) {
            requireSet(inputs.get(i));
            program.field().set(result, first + i, values.get(inputs.get(i).node()));
        }
        return result;
    }

    /**
     * The assertions that do not hold, in the order of their making.
     *
     * @throws IllegalStateException if an input is not set; names it
     */
    public List<Violation> violations() {
        List<Violation> result = new ArrayList<>();
        Values all = computed();
        for (Program.Assertion a : program.assertions()) {
            if (!all.isZero(Expr.first(a.pair())) && !all.isZero(Expr.second(a.pair()))) {
                result.add(new Violation(program.fullName(a.name(), a.section())));
            }
        }
        return result;
    }

    /** All values, for this package's own tools. */
    Values computed() {
        requireComplete();
        values.computeAll();
        return values;
    }

    private void requireComplete() {
        program.inputs().forEach(this::requireSet);
    }

    private void requireSet(Program.Input input) {
        if (!values.isKnown(input.node())) {
            throw new IllegalStateException(
                    "the input \"" + program.fullName(input.name(), input.section()) + "\" is not set");
        }
    }
}
