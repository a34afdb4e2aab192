package holdfast.zk.poly;

import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The additive Fourier transform of Lin, Chung and Han (2014) over the 16-bit subfield, between the coefficients in their polynomial basis and
 * the values at the points of a coset. Butterfly for butterfly the algorithm of Diamond and Posen (2024), algorithm 2.
 */
final class AdditiveFourier {
    private static final int BITS = 16;
    private static final int TAIL = 6;

    private final Field field;

    /** {@code vanishing[i][j]}: the normalised subspace polynomial Ŵ_i at the j-th basis element. */
    private final Element[][] vanishing = new Element[BITS][BITS];

    private final Map<Long, Tail> tails = new ConcurrentHashMap<>();

    AdditiveFourier(Field field) {
        this.field = field;
        Element[] w = new Element[BITS];
        for (int j = 0; j < BITS; j++) {
            w[j] = field.fromLong(1L << j);
        }
        for (int i = 0; i < BITS; i++) {
            Element own = w[i];
            Element scale = field.inverse(own);
            for (int j = 0; j < BITS; j++) {
                vanishing[i][j] = field.mul(scale, w[j]);
                // W_{i+1}(x) = W_i(x)·(W_i(x) + W_i(β_i))
                w[j] = field.mul(w[j], field.add(w[j], own));
            }
        }
    }

    /** The twiddle factor of level i at position u: Ŵ_i of the u-th point. */
    private Element twiddle(int i, int u) {
        Element t = Element.ZERO;
        for (int k = 0; u >> k != 0; k++) {
            if (((u >> k) & 1) != 0) {
                t = field.add(t, vanishing[i][k]);
            }
        }
        return t;
    }

    /** Coefficients to values at the points {@code coset … coset + 2^log − 1}. */
    void forward(FieldArray b, int log, int coset) {
        int tail = tail(log);
        for (int i = log - 1; i >= tail; i--) {
            int s = 1 << i;
            for (int u = 0; u < b.length(); u += 2 * s) {
                down(b.slice(u, s), b.slice(u + s, s), twiddle(i, coset + u));
            }
        }
        if (tail > 0) {
            Tail t = tails.computeIfAbsent(((long) log << 32) | coset, k -> new Tail(log, coset));
            FieldArray c = t.transposed(b);
            for (int i = tail - 1; i >= 0; i--) {
                for (int u = 0; u < b.length() / 2; u += t.run(i)) {
                    FieldArray high = c.slice(2 * u + t.run(i), t.run(i));
                    FieldArray low = c.slice(2 * u, t.run(i));
                    field.mulAdd(low, t.twiddles[i].slice(u, t.run(i)), high);
                    field.add(high, high, low);
                }
            }
            t.transposeBack(b, c);
        }
    }

    /** Undoes {@link #forward}. */
    void backward(FieldArray b, int log, int coset) {
        int tail = tail(log);
        if (tail > 0) {
            Tail t = tails.computeIfAbsent(((long) log << 32) | coset, k -> new Tail(log, coset));
            FieldArray c = t.transposed(b);
            for (int i = 0; i < tail; i++) {
                for (int u = 0; u < b.length() / 2; u += t.run(i)) {
                    FieldArray high = c.slice(2 * u + t.run(i), t.run(i));
                    FieldArray low = c.slice(2 * u, t.run(i));
                    field.add(high, high, low);
                    field.mulAdd(low, t.twiddles[i].slice(u, t.run(i)), high);
                }
            }
            t.transposeBack(b, c);
        }
        for (int i = tail; i < log; i++) {
            int s = 1 << i;
            for (int u = 0; u < b.length(); u += 2 * s) {
                FieldArray low = b.slice(u, s);
                FieldArray high = b.slice(u + s, s);
                field.add(high, high, low);
                field.axpy(low, twiddle(i, coset + u), high);
            }
        }
    }

    private void down(FieldArray low, FieldArray high, Element t) {
        field.axpy(low, t, high);
        field.add(high, high, low);
    }

    /** How many of the lowest levels work on the transposed row; a short row is not worth it. */
    private static int tail(int log) {
        return log > TAIL + 1 ? TAIL : 0;
    }

    /**
     * The lowest levels, whose runs would be short, on the row seen as a matrix of {@code 2^TAIL} columns and transposed: then neighbours take
     * part in neighbouring butterflies, and only their factors differ.
     */
    private final class Tail {
        private final int rows;
        private final int[] there;
        private final int[] back;

        /** Per level the factors in the order of the lower halves. */
        final FieldArray[] twiddles = new FieldArray[TAIL];

        Tail(int log, int coset) {
            int columns = 1 << TAIL;
            rows = 1 << (log - TAIL);
            there = new int[rows * columns];
            back = new int[rows * columns];
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    there[c * rows + r] = r * columns + c;
                    back[r * columns + c] = c * rows + r;
                }
            }
            for (int i = 0; i < TAIL; i++) {
                twiddles[i] = field.newArray(there.length / 2);
                int at = 0;
                for (int c = 0; c < columns; c += 2 << i) {
                    for (int k = 0; k < 1 << i; k++) {
                        for (int r = 0; r < rows; r++) {
                            field.set(twiddles[i], at++, twiddle(i, coset + r * columns + c));
                        }
                    }
                }
            }
        }

        /** Length of the lower half of a group of butterflies of level i. */
        int run(int i) {
            return rows << i;
        }

        FieldArray transposed(FieldArray b) {
            FieldArray c = field.newArray(b.length());
            field.gather(c, b, there, 0);
            return c;
        }

        void transposeBack(FieldArray b, FieldArray c) {
            field.gather(b, c, back, 0);
        }
    }

    /**
     * Completes a mixture: the first {@code known} places hold values, the others coefficients; afterwards the first hold coefficients and the
     * others values (van der Hoeven's truncated transform).
     */
    void exchange(FieldArray b, int log, int coset, int known) {
        if (log == 0) {
            return;
        }
        int i = log - 1;
        int s = 1 << i;
        Element t = twiddle(i, coset);
        FieldArray low = b.slice(0, s);
        FieldArray high = b.slice(s, s);
        if (known < s) {
            FieldArray restLow = low.slice(known);
            FieldArray restHigh = high.slice(known);
            field.axpy(restLow, t, restHigh);
            field.add(restHigh, restHigh, restLow);
            exchange(low, i, coset, known);
            diagonal(low.slice(0, known), high.slice(0, known), t);
            forward(high, i, coset + s);
        } else {
            int more = known - s;
            backward(low, i, coset);
            diagonal(low.slice(more), high.slice(more), t);
            exchange(high, i, coset + s, more);
            FieldArray doneLow = low.slice(0, more);
            FieldArray doneHigh = high.slice(0, more);
            field.add(doneHigh, doneHigh, doneLow);
            field.axpy(doneLow, t, doneHigh);
        }
    }

    /** A butterfly with a value in the lower place and a coefficient in the upper: they change roles. */
    private void diagonal(FieldArray low, FieldArray high, Element t) {
        FieldArray was = field.newArray(high.length());
        field.copy(was, high);
        field.add(high, high, low);
        field.axpy(low, t, was);
    }
}
