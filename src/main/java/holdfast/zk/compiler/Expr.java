package holdfast.zk.compiler;

import holdfast.zk.field.Element;

/**
 * A quadratic expression over the wires of a program: a sum of terms {@code k·u·v}, where u and v are wires and wire 0 is the
 * constant 1. Immutable. It costs nothing until it becomes a wire ({@link #wire}) or is asserted; one wire or assertion costs
 * its number of terms.
 *
 * <p>A product of two expressions is expanded while that is cheap; otherwise the factors become wires first.
 */
public final class Expr {
    /** Expansions above this many terms cost more than the wires they save. */
    private static final int MOST_EXPANDED_TERMS = 6;

    final Program program;
    /** Wire pairs, smaller wire in the high half; ascending, distinct. */
    final long[] pairs;
    /** The coefficient's number of each pair; never that of 0. */
    final int[] coefficients;

    Expr(Program program, long[] pairs, int[] coefficients) {
        this.program = program;
        this.pairs = pairs;
        this.coefficients = coefficients;
    }

    static long pair(int a, int b) {
        return a < b ? (long) a << 32 | b : (long) b << 32 | a;
    }

    /** The wire with the smaller number: 0 in a linear term. */
    static int first(long pair) {
        return (int) (pair >>> 32);
    }

    static int second(long pair) {
        return (int) pair;
    }

    /** Number of terms: what a wire or an assertion made of this costs. */
    public int terms() {
        return pairs.length;
    }

    /** Whether no product of two wires occurs in it. */
    public boolean isLinear() {
        return pairs.length == 0 || first(pairs[pairs.length - 1]) == 0;
    }

    /** Whether it is a known number. */
    public boolean isConstant() {
        return pairs.length == 0 || (pairs.length == 1 && pairs[0] == 0);
    }

    /** Whether it is the number 0. */
    public boolean isZero() {
        return pairs.length == 0;
    }

    /**
     * The number it is.
     *
     * @throws IllegalStateException if it is not constant
     */
    public Element constantValue() {
        if (!isConstant()) {
            throw new IllegalStateException("the expression is not constant");
        }
        return pairs.length == 0 ? Element.ZERO : program.coefficients.get(coefficients[0]);
    }

    /** The sum. */
    public Expr plus(Expr other) {
        return combine(other, Coefficients.ONE);
    }

    /** The sum with a signed constant. */
    public Expr plus(long constant) {
        return plus(program.constant(constant));
    }

    /** The difference. */
    public Expr minus(Expr other) {
        return combine(other, Coefficients.MINUS_ONE);
    }

    /** The difference to a signed constant. */
    public Expr minus(long constant) {
        return minus(program.constant(constant));
    }

    /** The expression times −1. */
    public Expr negate() {
        return scale(Coefficients.MINUS_ONE);
    }

    /** The expression times a signed constant. */
    public Expr times(long constant) {
        return scale(program.coefficients.of(constant));
    }

    /** The expression times a constant. */
    public Expr times(Element constant) {
        return scale(program.coefficients.of(constant));
    }

    /** The expression divided by a non-zero constant. */
    public Expr dividedBy(long constant) {
        return scale(program.coefficients.inverse(constant));
    }

    /** One minus the expression: the negation of a 0/1 value. */
    public Expr complement() {
        return program.one().minus(this);
    }

    /** The product. */
    public Expr times(Expr other) {
        if (isConstant()) {
            return other.times(constantValue());
        }
        if (other.isConstant()) {
            return times(other.constantValue());
        }
        Expr a = isLinear() ? this : wire();
        Expr b = other.isLinear() ? other : other.wire();
        if (a.pairs.length * b.pairs.length > MOST_EXPANDED_TERMS && a.pairs.length > 2) {
            a = a.wire();
        }
        if (a.pairs.length * b.pairs.length > MOST_EXPANDED_TERMS && b.pairs.length > 2) {
            b = b.wire();
        }
        if (a.pairs.length == 1 || b.pairs.length == 1) {
            return a.pairs.length == 1 ? b.timesWire(a) : a.timesWire(b);
        }
        Sum sum = program.sum();
        for (int i = 0; i < a.pairs.length; i++) {
            for (int j = 0; j < b.pairs.length; j++) {
                sum.addTerm(
                        pair(second(a.pairs[i]), second(b.pairs[j])),
                        program.coefficients.multiply(a.coefficients[i], b.coefficients[j]));
            }
        }
        return sum.expr();
    }

    /** The product of a linear expression and a single term. */
    private Expr timesWire(Expr wire) {
        int factor = second(wire.pairs[0]);
        long[] products = new long[pairs.length];
        int[] values = new int[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            long product = pair(second(pairs[i]), factor);
            int value = program.coefficients.multiply(coefficients[i], wire.coefficients[0]);
            int j = i;
            for (; j > 0 && products[j - 1] > product; j--) {
                products[j] = products[j - 1];
                values[j] = values[j - 1];
            }
            products[j] = product;
            values[j] = value;
        }
        return new Expr(program, products, values);
    }

    /** The product of the expression with itself. */
    public Expr squared() {
        return times(this);
    }

    /** The same value with at most one, linear, term: makes it a wire of the circuit unless it is one already. */
    public Expr wire() {
        if (pairs.length == 0 || (pairs.length == 1 && first(pairs[0]) == 0)) {
            return this;
        }
        if (pairs.length == 1) {
            int node = program.node(pairs, new int[] {Coefficients.ONE});
            return new Expr(program, new long[] {node}, coefficients);
        }
        return program.wireOf(program.node(pairs, coefficients));
    }

    /** How many layers below the value: 0 for inputs and constants. */
    public int depth() {
        int depth = 0;
        for (long pair : pairs) {
            depth = Math.max(depth, program.termDepth(pair));
        }
        return pairs.length == 1 && first(pairs[0]) == 0 ? depth - 1 : depth;
    }

    private Expr scale(int coefficient) {
        if (coefficient == Coefficients.ONE || pairs.length == 0) {
            return this;
        }
        if (coefficient == Coefficients.ZERO) {
            return program.zero();
        }
        int[] scaled = new int[coefficients.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = program.coefficients.multiply(coefficients[i], coefficient);
        }
        return new Expr(program, pairs, scaled);
    }

    private Expr combine(Expr other, int factor) {
        if (other.program != program) {
            throw new IllegalArgumentException("the two expressions belong to different programs");
        }
        if (other.pairs.length == 0) {
            return this;
        }
        if (pairs.length == 0) {
            return other.scale(factor);
        }
        Coefficients k = program.coefficients;
        long[] merged = new long[pairs.length + other.pairs.length];
        int[] values = new int[merged.length];
        int n = 0;
        int i = 0;
        int j = 0;
        while (i < pairs.length || j < other.pairs.length) {
            int order = i == pairs.length ? 1 : j == other.pairs.length ? -1 : Long.compare(pairs[i], other.pairs[j]);
            int value;
            if (order < 0) {
                merged[n] = pairs[i];
                value = coefficients[i++];
            } else if (order > 0) {
                merged[n] = other.pairs[j];
                value = k.multiply(other.coefficients[j++], factor);
            } else {
                merged[n] = pairs[i];
                value = k.add(coefficients[i++], k.multiply(other.coefficients[j++], factor));
            }
            if (value != Coefficients.ZERO) {
                values[n++] = value;
            }
        }
        return program.expr(merged, values, n);
    }
}
