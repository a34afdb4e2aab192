package holdfast.zk.poly;

import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;

/**
 * The additive Fourier transform of Lin, Chung and Han (2014) over the 16-bit subfield, between the coefficients in their polynomial basis and
 * the values at the points of a coset. Butterfly for butterfly the algorithm of Diamond and Posen (2024), algorithm 2.
 */
final class AdditiveFourier {
    private static final int BITS = 16;

    private final Field field;

    /** {@code vanishing[i][j]}: the normalised subspace polynomial Ŵ_i at the j-th basis element. */
    private final Element[][] vanishing = new Element[BITS][BITS];

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
        for (int i = log - 1; i >= 0; i--) {
            int s = 1 << i;
            for (int u = 0; u < b.length(); u += 2 * s) {
                FieldArray low = b.slice(u, s);
                FieldArray high = b.slice(u + s, s);
                field.axpy(low, twiddle(i, coset + u), high);
                field.add(high, high, low);
            }
        }
    }

    /** Undoes {@link #forward}. */
    void backward(FieldArray b, int log, int coset) {
        for (int i = 0; i < log; i++) {
            int s = 1 << i;
            for (int u = 0; u < b.length(); u += 2 * s) {
                FieldArray low = b.slice(u, s);
                FieldArray high = b.slice(u + s, s);
                field.add(high, high, low);
                field.axpy(low, twiddle(i, coset + u), high);
            }
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
