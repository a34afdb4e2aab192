package holdfast.zk.compiler;

import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import java.util.ArrayList;
import java.util.List;

/**
 * Values for the inputs of a finished program. Gadgets set the inputs they made; values that follow from others can be read on
 * the way ({@link #value}). An assignment may be wrong: {@link #violations} says what it violates.
 */
public final class Assignment {
    private final Program program;
    private final Values values;
    private boolean computed;

    Assignment(Program program) {
        this.program = program;
        values = new Values(program);
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
        if (computed) {
            values.forgetSums();
            computed = false;
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
        return Expr.second(input.pairs[0]);
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
            computed = true;
            Element product = field.mul(values.get(a), values.get(b));
            total = field.add(total, field.mul(product, program.coefficients.get(expr.coefficients[i])));
        }
        return total;
    }

    /**
     * The inputs in the order of the circuit.
     *
     * @throws IllegalStateException if an input is not set; names it
     */
    public FieldArray inputs() {
        requireComplete();
        List<Program.Input> inputs = program.inputs();
        FieldArray result = program.field().newArray(inputs.size() + 1);
        program.field().set(result, 0, Element.ONE);
        int at = 1;
        for (int pass = 0; pass < 2; pass++) {
            for (Program.Input input : inputs) {
                if (input.isPublic() == (pass == 0)) {
                    program.field().set(result, at++, values.get(input.node()));
                }
            }
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
        computed = true;
        return values;
    }

    private void requireComplete() {
        for (Program.Input input : program.inputs()) {
            if (!values.isKnown(input.node())) {
                throw new IllegalStateException(
                        "the input \"" + program.fullName(input.name(), input.section()) + "\" is not set");
            }
        }
    }
}
