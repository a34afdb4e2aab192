package holdfast.zk.field;

/**
 * One field element as a value: its canonical integer in little-endian 64-bit words (for a binary field the coefficients of its polynomial).
 * It is never in Montgomery form, so two elements of one field are equal exactly when the records are. Only a {@link Field} makes them.
 */
public record Element(long w0, long w1, long w2, long w3) {
    /** The element 0, in every field. */
    public static final Element ZERO = new Element(0, 0, 0, 0);

    /** The element 1, in every field. */
    public static final Element ONE = new Element(1, 0, 0, 0);

    Element(long w0, long w1) {
        this(w0, w1, 0, 0);
    }

    /** Whether this is 0. */
    public boolean isZero() {
        return (w0 | w1 | w2 | w3) == 0;
    }

    /** Whether this is 1. */
    public boolean isOne() {
        return ((w0 ^ 1) | w1 | w2 | w3) == 0;
    }
}
