package holdfast.zk.compiler;

import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of a program's nodes. Most numbers of a circuit are small and signed; they are kept and multiplied as longs, and
 * only the others as field elements.
 */
final class Values {
    private static final long MOST_SMALL = 1L << 62;

    private final Field field;
    private final Nodes nodes;
    private final Coefficients coefficients;
    private final long[] small;
    private final @Nullable Element[] large;
    private final boolean[] known;
    private final Runnable check;
    /** Nodes set since the values were made. */
    private int steps;

    private boolean summed;
    private long[] smallCoefficient = new long[0];
    private boolean[] isSmallCoefficient = new boolean[0];

    /** @param check called once every {@link Nodes#CHECKED} values that are set */
    Values(Program program, Runnable check) {
        this.check = check;
        field = program.field();
        nodes = program.nodes;
        coefficients = program.coefficients;
        int size = nodes.size();
        small = new long[size];
        large = new @Nullable Element[size];
        known = new boolean[size];
        set(0, 1);
    }

    private Values(Values source) {
        field = source.field;
        check = source.check;
        nodes = source.nodes;
        coefficients = source.coefficients;
        small = source.small.clone();
        large = source.large.clone();
        known = source.known.clone();
        summed = source.summed;
        smallCoefficient = source.smallCoefficient;
        isSmallCoefficient = source.isSmallCoefficient;
    }

    Values copy() {
        return new Values(this);
    }

    boolean isKnown(int node) {
        return known[node];
    }

    void set(int node, long value) {
        step();
        small[node] = value;
        large[node] = null;
        known[node] = true;
    }

    private void step() {
        if (++steps % Nodes.CHECKED == 0) {
            check.run();
        }
    }

    void set(int node, Element value) {
        known[node] = true;
        if ((value.w1() | value.w2() | value.w3()) == 0 && value.w0() >= 0) {
            set(node, value.w0());
            return;
        }
        Element negative = field.negate(value);
        if ((negative.w1() | negative.w2() | negative.w3()) == 0 && negative.w0() >= 0) {
            set(node, -negative.w0());
            return;
        }
        step();
        large[node] = value;
    }

    Element get(int node) {
        Element value = large[node];
        return value != null ? value : Coefficients.element(field, small[node]);
    }

    boolean isZero(int node) {
        return large[node] == null && small[node] == 0;
    }

    boolean same(int node, Values other) {
        Element mine = large[node];
        Element theirs = other.large[node];
        return mine == null ? theirs == null && small[node] == other.small[node] : mine.equals(theirs);
    }

    /** Takes over the value of a node of a copy. */
    void take(int node, Values other) {
        small[node] = other.small[node];
        large[node] = other.large[node];
    }

    /** Forgets all values but the inputs', if there are any. */
    void forgetSums() {
        if (!summed) {
            return;
        }
        summed = false;
        for (int node = 1; node < known.length; node++) {
            if (nodes.from(node) != nodes.to(node)) {
                known[node] = false;
            }
        }
    }

    /** Computes all nodes up to one, whose inputs must be known. */
    void computeAll() {
        prepare();
        for (int node = 1; node < known.length; node++) {
            if (!known[node]) {
                compute(node);
            }
        }
    }

    /** Computes one node and what it is made of. */
    void computeWithOperands(int node) {
        prepare();
        if (known[node]) {
            return;
        }
        for (int t = nodes.from(node); t < nodes.to(node); t++) {
            long pair = nodes.pair(t);
            computeWithOperands(Expr.first(pair));
            computeWithOperands(Expr.second(pair));
        }
        compute(node);
    }

    /** Computes a node whose operands are known. */
    void compute(int node) {
        summed = true;
        if (nodes.from(node) == nodes.to(node)) {
            throw new IllegalStateException("an input is not set");
        }
        long total = 0;
        Element rest = null;
        for (int t = nodes.from(node); t < nodes.to(node); t++) {
            long pair = nodes.pair(t);
            int a = Expr.first(pair);
            int b = Expr.second(pair);
            int k = nodes.coefficient(t);
            if (isSmallCoefficient[k] && large[a] == null && large[b] == null) {
                long product = small[a] * small[b];
                long term = product * smallCoefficient[k];
                if (fits(small[a], small[b])
                        && fits(product, smallCoefficient[k])
                        && Math.abs(total + term) < MOST_SMALL
                        && Math.abs(term) < MOST_SMALL) {
                    total += term;
                    continue;
                }
            }
            Element term = field.mul(get(a), get(b));
            if (k != Coefficients.ONE) {
                term = field.mul(term, coefficients.get(k));
            }
            rest = rest == null ? term : field.add(rest, term);
        }
        if (rest == null) {
            set(node, total);
        } else {
            set(node, field.add(rest, Coefficients.element(field, total)));
        }
    }

    /** Whether the product of two numbers is far from overflowing. */
    private static boolean fits(long a, long b) {
        return 128 - Long.numberOfLeadingZeros(Math.abs(a)) - Long.numberOfLeadingZeros(Math.abs(b)) < 62;
    }

    private void prepare() {
        if (isSmallCoefficient.length == coefficients.size()) {
            return;
        }
        isSmallCoefficient = Arrays.copyOf(isSmallCoefficient, coefficients.size());
        smallCoefficient = Arrays.copyOf(smallCoefficient, coefficients.size());
        for (int i = 0; i < smallCoefficient.length; i++) {
            Element value = coefficients.get(i);
            Element negative = field.negate(value);
            if ((value.w1() | value.w2() | value.w3()) == 0 && value.w0() >= 0) {
                isSmallCoefficient[i] = true;
                smallCoefficient[i] = value.w0();
            } else if ((negative.w1() | negative.w2() | negative.w3()) == 0 && negative.w0() >= 0) {
                isSmallCoefficient[i] = true;
                smallCoefficient[i] = -negative.w0();
            }
        }
    }
}
