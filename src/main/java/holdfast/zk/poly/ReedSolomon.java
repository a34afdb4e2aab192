package holdfast.zk.poly;

import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;

/**
 * Extends evaluations: from the values of a polynomial of degree below n at the field's points 0, 1, …, n−1 (see {@link Field#fromLong}) to its
 * values at n, …, m−1. Immutable and safe to share between threads.
 */
public final class ReedSolomon {
    private final Field field;
    private final int known;
    private final int total;

    /**
     * @param known n, the number of given values
     * @param total m, the length of a row
     * @throws IllegalArgumentException unless {@code 0 < n ≤ m}, and m fits the field's points
     */
    public ReedSolomon(Field field, int known, int total) {
        if (known <= 0 || total < known || (field.characteristicTwo() && total > 1 << 16)) {
            throw new IllegalArgumentException(
                    "no Reed–Solomon extension of " + known + " values to " + total + " in " + field.name());
        }
        this.field = field;
        this.known = known;
        this.total = total;
    }

    /** Number of given values. */
    public int known() {
        return known;
    }

    /** Length of an extended row. */
    public int total() {
        return total;
    }

    /** Fills the elements from {@link #known} on of a row of {@link #total} elements. */
    public void extend(FieldArray row) {
        extend(new FieldArray[] {row}, 0, 1);
    }

    /** Extends the rows {@code from ≤ i < to}; many rows at once are faster than one after the other. */
    public void extend(FieldArray[] rows, int from, int to) {
        for (int i = from; i < to; i++) {
            if (rows[i].length() != total) {
                throw new IllegalArgumentException(
                        "a row of " + rows[i].length() + " elements where the code has " + total);
            }
            naive(rows[i]);
        }
    }

    private void naive(FieldArray row) {
        // Newton's divided differences over the points, then evaluation.
        Element[] x = new Element[total];
        for (int i = 0; i < total; i++) {
            x[i] = field.fromLong(i);
        }
        Element[] c = new Element[known];
        for (int i = 0; i < known; i++) {
            c[i] = field.get(row, i);
        }
        for (int i = 1; i < known; i++) {
            FieldArray d = field.newArray(known - i);
            for (int k = i; k < known; k++) {
                field.set(d, k - i, field.sub(x[k], x[k - i]));
            }
            field.invert(d, d);
            for (int k = known - 1; k >= i; k--) {
                c[k] = field.mul(field.sub(c[k], c[k - 1]), field.get(d, k - i));
            }
        }
        for (int j = known; j < total; j++) {
            Element e = c[known - 1];
            for (int i = known - 2; i >= 0; i--) {
                e = field.add(c[i], field.mul(e, field.sub(x[j], x[i])));
            }
            field.set(row, j, e);
        }
    }
}
