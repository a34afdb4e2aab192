package holdfast.zk.field;

import org.jspecify.annotations.Nullable;

/**
 * A field of the proof system. Single elements are values ({@link Element}); the work is done on whole arrays ({@link FieldArray}).
 *
 * <p>Array operations take slices of equal length unless said otherwise, and throw {@link IllegalArgumentException} when lengths differ or an
 * array belongs to another field. The destination may be one of the operands (same slice); other overlaps are only allowed where said. A field
 * is immutable and safe to share; arrays are not guarded against concurrent use.
 *
 * <p>The three fields are in {@link Fields}. The numbering of evaluation points and the byte forms are those of the libzk draft.
 */
public abstract sealed class Field permits GenericField {
    /** Number of evaluation points that {@link #evaluationPoint} knows. */
    public static final int EVALUATION_POINTS = 6;

    Field() {}

    // ---- the field ----

    /** A short name: {@code p256}, {@code gf2_128} or {@code fp128}. */
    public abstract String name();

    /** Length of an element's canonical little-endian form, in bytes. */
    public abstract int byteLength();

    /** Length of a subfield element's form, in bytes; for a prime field the subfield is the field. */
    public abstract int subfieldByteLength();

    /** Whether 1 + 1 = 0. */
    public abstract boolean characteristicTwo();

    // ---- single elements ----

    /**
     * The image of a small number under the draft's injection: the integer itself in a prime field (unsigned), the subfield element with those
     * coordinates in a binary one.
     *
     * @throws IllegalArgumentException if a binary field's subfield has fewer bits
     */
    public abstract Element fromLong(long number);

    /** {@code a + b}. */
    public abstract Element add(Element a, Element b);

    /** {@code a − b}. */
    public abstract Element sub(Element a, Element b);

    /** {@code −a}. */
    public abstract Element negate(Element a);

    /** {@code a · b}. */
    public abstract Element mul(Element a, Element b);

    /**
     * {@code 1 / a}.
     *
     * @throws ArithmeticException if {@code a} is 0
     */
    public abstract Element inverse(Element a);

    /** The i-th point at which round polynomials are given, {@code 0 ≤ i < 6}: i in a prime field; 0, 1, g, g², … in a binary one. */
    public abstract Element evaluationPoint(int i);

    /** Reads a canonical element of {@link #byteLength} bytes; null if the number is not below the modulus. */
    public abstract @Nullable Element fromBytes(byte[] source, int offset);

    /** Writes the canonical form of {@link #byteLength} bytes. */
    public abstract void toBytes(Element a, byte[] target, int offset);

    /** Whether the element lies in the subfield. */
    public abstract boolean inSubfield(Element a);

    /** Reads a subfield element of {@link #subfieldByteLength} bytes; null if not canonical. */
    public abstract @Nullable Element fromSubfieldBytes(byte[] source, int offset);

    /**
     * Writes a subfield element in {@link #subfieldByteLength} bytes.
     *
     * @throws IllegalArgumentException if it is not in the subfield
     */
    public abstract void toSubfieldBytes(Element a, byte[] target, int offset);

    /** A uniform element, by rejection; takes the same bytes from the stream as the reference. */
    public abstract Element sample(ByteSource random);

    /** A uniform subfield element. */
    public abstract Element sampleSubfield(ByteSource random);

    // ---- arrays: making, reading, writing ----

    /** A new array of zeros. */
    public abstract FieldArray newArray(int length);

    /** Element {@code index}. */
    public abstract Element get(FieldArray a, int index);

    /** Sets element {@code index}. */
    public abstract void set(FieldArray a, int index, Element value);

    /** Sets every element. */
    public abstract void fill(FieldArray a, Element value);

    /** {@code target = source}; the two may overlap in any way. */
    public abstract void copy(FieldArray target, FieldArray source);

    /** {@code target[i] = source[index[from + i]]} for every i of the target. */
    public abstract void gather(FieldArray target, FieldArray source, int[] index, int from);

    /**
     * Reads canonical elements, one after the other.
     *
     * @return −1, or the position of the first element that is not canonical (the target is then unspecified)
     */
    public abstract int readBytes(FieldArray target, byte[] source, int offset);

    /** Writes canonical elements; element i goes to {@code offset + i * step}, so a matrix can be written by columns from its rows. */
    public abstract void writeBytes(FieldArray source, byte[] target, int offset, int step);

    /** Fills an array with uniform elements, in order. */
    public abstract void sample(FieldArray target, ByteSource random);

    /** Fills an array with uniform subfield elements, in order. */
    public abstract void sampleSubfield(FieldArray target, ByteSource random);

    /** Whether all elements are 0. */
    public abstract boolean isZero(FieldArray a);

    /** Whether two arrays hold the same elements. */
    public abstract boolean equal(FieldArray a, FieldArray b);

    /** Whether all elements lie in the subfield. */
    public abstract boolean inSubfield(FieldArray a);

    // ---- arrays: arithmetic ----

    /** {@code target = a + b}. */
    public abstract void add(FieldArray target, FieldArray a, FieldArray b);

    /** {@code target = a − b}. */
    public abstract void sub(FieldArray target, FieldArray a, FieldArray b);

    /** {@code target = a · b}, element by element. */
    public abstract void mul(FieldArray target, FieldArray a, FieldArray b);

    /** {@code target = k · a}. */
    public abstract void scale(FieldArray target, FieldArray a, Element k);

    /** {@code y = y + k · x}. */
    public abstract void axpy(FieldArray y, Element k, FieldArray x);

    /** {@code y = y + a · x}, element by element. */
    public abstract void mulAdd(FieldArray y, FieldArray a, FieldArray x);

    /** {@code y = y − a · x}, element by element. */
    public abstract void mulSub(FieldArray y, FieldArray a, FieldArray x);

    /** {@code Σ a[i]}. */
    public abstract Element sum(FieldArray a);

    /** {@code Σ a[i] · b[i]}. */
    public abstract Element dot(FieldArray a, FieldArray b);

    /**
     * {@code target[i] = 1 / a[i]}, with one inversion.
     *
     * @throws ArithmeticException if one of them is 0
     */
    public abstract void invert(FieldArray target, FieldArray a);

    // ---- sumcheck ----

    /**
     * Binds the lowest variable: {@code target[i] = source[2i] + r · (source[2i+1] − source[2i])}, with 0 after an odd end.
     * The target has ⌈n/2⌉ elements and may be the source's own first half.
     */
    public abstract void bind(FieldArray target, FieldArray source, Element r);

    /**
     * The transpose of {@link #bind}: {@code target[2i] = (1 − r) · source[i]} and {@code target[2i+1] = r · source[i]}. The source has ⌈n/2⌉
     * elements for a target of n, and may be its first half.
     */
    public abstract void expand(FieldArray target, FieldArray source, Element r);

    /**
     * The two sums a round polynomial is made of: {@code a₀ = Σ p[2i]·q[2i]} and {@code a₂ = Σ (p[2i+1]−p[2i])·(q[2i+1]−q[2i])}, with 0 after
     * an odd end.
     */
    public abstract Pair roundSums(FieldArray p, FieldArray q);

    /** Two elements. */
    public record Pair(Element first, Element second) {}

    /**
     * The table {@code target[i] = scale · EQ(point, i)}; bit l of i belongs to {@code point[l]}. The target may be shorter than
     * {@code 2^point.length}.
     */
    public abstract void eq(FieldArray target, Element scale, Element... point);

    /** Products of fetched elements: {@code target[i] = a[ia[from + i]] · b[ib[from + i]]}. */
    public abstract void gatherMul(FieldArray target, GatherTable a, int[] ia, GatherTable b, int[] ib, int from);

    /** A snapshot of an array for random access; made once, read by all threads. */
    public final GatherTable table(FieldArray source) {
        GatherTable table = newTable(source.length());
        store(table, 0, source);
        return table;
    }

    /** Copies an array to the table's elements from {@code at} on; parts may be copied at the same time. */
    public abstract void store(GatherTable target, int at, FieldArray source);

    /** A table of zeros, for results that are only going to be fetched again. */
    public abstract GatherTable newTable(int length);

    /** Element {@code index} of a table. */
    public abstract Element get(GatherTable table, int index);

    /** Whether the elements at these places of a table are 0. */
    public abstract boolean isZero(GatherTable table, int[] index);

    /** Like the other product of fetched elements, for the {@code count} table entries from {@code from} on, which use the same range of indices. */
    public abstract void gatherMul(
            GatherTable target, GatherTable a, int[] ia, GatherTable b, int[] ib, int from, int count);

    /**
     * Sparse matrix times vector, for one of the ranges of {@link SparseRows#split}: {@code y[i] = Σ k[v[t]] · x[column[t]]} over the terms t of
     * row i. {@code y} has {@link SparseRows#outputs} elements, all 0, of which a range writes its own; ranges may run at the same time. After the
     * last of them {@link #collect} completes the rows.
     */
    public abstract void multiplySparse(FieldArray y, int from, int to, SparseIndices v, GatherTable k, GatherTable x);

    /** Like the other product, into a table of {@link SparseRows#outputs} elements. */
    public abstract void multiplySparse(GatherTable y, int from, int to, SparseIndices v, GatherTable k, GatherTable x);

    /** Adds the extra outputs of long rows to their rows, and returns the rows; {@code y} is used up. */
    public abstract GatherTable collect(GatherTable y, SparseRows pattern);

    /** Adds the extra outputs of long rows to their rows; the first {@link SparseRows#rows} elements of y are then the product. */
    public abstract void collect(FieldArray y, SparseRows pattern);
}
