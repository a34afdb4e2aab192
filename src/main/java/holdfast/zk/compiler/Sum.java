package holdfast.zk.compiler;

import holdfast.zk.field.Element;
import java.util.Arrays;

/** A sum of many expressions under construction; adding n terms costs n log n instead of n². */
public final class Sum {
    private final Program program;
    private long[] pairs = new long[16];
    private int[] coefficients = new int[16];
    private int size;

    Sum(Program program) {
        this.program = program;
    }

    /** Adds an expression. */
    public Sum add(Expr expr) {
        return addScaled(expr, Coefficients.ONE);
    }

    /** Adds a multiple of an expression. */
    public Sum add(Expr expr, long factor) {
        return addScaled(expr, program.coefficients.of(factor));
    }

    /** Adds a multiple of an expression. */
    public Sum add(Expr expr, Element factor) {
        return addScaled(expr, program.coefficients.of(factor));
    }

    /** Adds a constant. */
    public Sum add(long constant) {
        addTerm(0, program.coefficients.of(constant));
        return this;
    }

    /** Subtracts an expression. */
    public Sum subtract(Expr expr) {
        return addScaled(expr, Coefficients.MINUS_ONE);
    }

    private Sum addScaled(Expr expr, int factor) {
        if (expr.program != program) {
            throw new IllegalArgumentException("the expression belongs to another program");
        }
        for (int i = 0; i < expr.pairs.length; i++) {
            addTerm(expr.pairs[i], program.coefficients.multiply(expr.coefficients[i], factor));
        }
        return this;
    }

    void addTerm(long pair, int coefficient) {
        if (size == pairs.length) {
            pairs = Arrays.copyOf(pairs, 2 * size);
            coefficients = Arrays.copyOf(coefficients, 2 * size);
        }
        pairs[size] = pair;
        coefficients[size++] = coefficient;
    }

    /** The sum so far; more may be added afterwards. */
    public Expr expr() {
        sort();
        int n = 0;
        for (int i = 0; i < size; ) {
            long pair = pairs[i];
            int value = coefficients[i++];
            while (i < size && pairs[i] == pair) {
                value = program.coefficients.add(value, coefficients[i++]);
            }
            if (value != Coefficients.ZERO) {
                pairs[n] = pair;
                coefficients[n++] = value;
            }
        }
        size = n;
        return program.expr(pairs, coefficients, n);
    }

    /** The sum as one wire. */
    public Expr wire() {
        return expr().wire();
    }

    private void sort() {
        if (size <= 24) {
            for (int i = 1; i < size; i++) {
                long pair = pairs[i];
                int value = coefficients[i];
                int j = i;
                for (; j > 0 && pairs[j - 1] > pair; j--) {
                    pairs[j] = pairs[j - 1];
                    coefficients[j] = coefficients[j - 1];
                }
                pairs[j] = pair;
                coefficients[j] = value;
            }
            return;
        }
        // Equal pairs are added up, so their order does not matter: the sorted pairs find their coefficients by
        // position.
        long[] sorted = Arrays.copyOf(pairs, size);
        Arrays.sort(sorted);
        int[] next = new int[size];
        int[] values = new int[size];
        for (int i = 0; i < size; i++) {
            int at = firstIndex(sorted, pairs[i]);
            values[at + next[at]++] = coefficients[i];
        }
        System.arraycopy(sorted, 0, pairs, 0, size);
        System.arraycopy(values, 0, coefficients, 0, size);
    }

    private static int firstIndex(long[] sorted, long key) {
        int low = 0;
        int high = sorted.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
