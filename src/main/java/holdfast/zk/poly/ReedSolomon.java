package holdfast.zk.poly;

import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;

/**
 * Extends evaluations: from the values of a polynomial of degree below n at the field's points 0, 1, …, n−1 (see {@link Field#fromLong}) to its
 * values at n, …, m−1. Immutable and safe to share between threads.
 */
public final class ReedSolomon {
    private final Extension extension;
    private final int known;
    private final int total;

    /**
     * @param known n, the number of given values
     * @param total m, the length of a row
     * @throws IllegalArgumentException unless {@code 0 < n ≤ m}, and m fits the field's points
     */
    public ReedSolomon(Field field, int known, int total) {
        this(field, known, total, () -> {});
    }

    /**
     * @param known n, the number of given values
     * @param total m, the length of a row
     * @param check called between parts of the tables; ends the work by throwing
     * @throws IllegalArgumentException unless {@code 0 < n ≤ m}, and m fits the field's points
     */
    public ReedSolomon(Field field, int known, int total, Runnable check) {
        if (known <= 0 || total < known || (field.characteristicTwo() && total > 1 << 16)) {
            throw new IllegalArgumentException(
                    "no Reed–Solomon extension of " + known + " values to " + total + " in " + field.name());
        }
        this.extension = field.characteristicTwo()
                ? new BinaryExtension(field, known, total)
                : new PrimeExtension(field, known, total, check);
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
        }
        extension.extend(rows, from, to);
    }

    /**
     * The values of a row at some places beyond the known ones; cheaper than to extend it where these are few.
     *
     * @param row of which only the first {@link #known} elements are looked at
     * @param places from {@link #known} on and below {@link #total}
     * @return an element per place
     */
    public FieldArray evaluate(FieldArray row, int[] places) {
        for (int place : places) {
            if (place < known || place >= total) {
                throw new IllegalArgumentException("place " + place + " is not among " + known + " … " + (total - 1));
            }
        }
        return extension.evaluate(row.slice(0, known), places);
    }

    /** A way to extend rows. */
    sealed interface Extension permits PrimeExtension, BinaryExtension {
        void extend(FieldArray[] rows, int from, int to);

        FieldArray evaluate(FieldArray row, int[] places);
    }
}
