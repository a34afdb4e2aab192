package holdfast.zk.field;

/**
 * The arithmetic that a prime field spends its time in. Operands are Montgomery limbs below 2p as {@link PrimeField} stores them, and so are
 * results. Destinations may be operands. An operand is an array, the place of its first limb, and the way from one limb to the next; {@code n}
 * elements lie side by side.
 */
abstract class PrimeKernel {
    /** From one limb, or word, to the next in the room for a batch; no power of two, so that they do not fall on the same lines of the cache. */
    static final int STRIDE = SparseRows.BATCH + 2 * SparseRows.TILE;

    /** How many rows of a tile are worked on at once. */
    private final int lanes;

    PrimeKernel(int lanes) {
        this.lanes = lanes;
    }

    /** {@code d = a · b / R}. */
    final void mul(IntPlanes d, IntPlanes a, IntPlanes b) {
        mul(d.data, d.base, d.stride, a.data, a.base, a.stride, b.data, b.base, b.stride, d.length);
    }

    abstract void mul(int[] d, int dO, int dS, int[] a, int aO, int aS, int[] b, int bO, int bS, int n);

    /** {@code d = a + b}. */
    final void add(IntPlanes d, IntPlanes a, IntPlanes b) {
        add(d.data, d.base, d.stride, a.data, a.base, a.stride, b.data, b.base, b.stride, d.length);
    }

    abstract void add(int[] d, int dO, int dS, int[] a, int aO, int aS, int[] b, int bO, int bS, int n);

    /** {@code d = a − b}. */
    final void sub(IntPlanes d, IntPlanes a, IntPlanes b) {
        sub(d.data, d.base, d.stride, a.data, a.base, a.stride, b.data, b.base, b.stride, d.length);
    }

    abstract void sub(int[] d, int dO, int dS, int[] a, int aO, int aS, int[] b, int bO, int bS, int n);

    /** Adds {@code Σ a·b}, not yet reduced, to twice as many columns as there are limbs. */
    final void dot(long[] columns, IntPlanes a, IntPlanes b) {
        dot(columns, a.data, a.base, a.stride, b.data, b.base, b.stride, a.length);
    }

    abstract void dot(long[] columns, int[] a, int aO, int aS, int[] b, int bO, int bS, int n);

    /**
     * Sums the products of the rows of a chunk: of each step's {@link SparseRows#TILE} products every row gets one.
     *
     * @param out planes of {@link #STRIDE}, which receive the sums of the rows from place {@code to} on
     * @param columns room for twice as many columns as there are limbs, lane by lane
     * @param v first factors, planes from place {@code from} on
     * @param x second factors, likewise
     * @param steps number of products a row
     */
    final void multiplyChunk(int[] out, int to, long[] columns, int[] v, int[] x, int from, int steps) {
        for (int lane = 0; lane < SparseRows.TILE; lane += lanes) {
            multiplyChunk(columns, v, x, from, steps, lane);
            reduceChunk(out, to, columns, lane);
        }
    }

    /** The columns of those sums, for the rows from {@code lane} on that are worked on at once. */
    abstract void multiplyChunk(long[] columns, int[] v, int[] x, int from, int steps, int lane);

    /** Reduces those columns to limbs. */
    abstract void reduceChunk(int[] out, int to, long[] columns, int lane);

    /**
     * Fetches the elements {@code index[from] … index[from + n − 1]} of a table. The copying of words and their taking apart are separate loops:
     * a vector's own fetching is no faster, and on some processors much slower.
     *
     * @param planes receives the limbs, in planes of {@link #STRIDE}, with any values up to the next multiple of the tile
     * @param words room for as many words
     * @param n at most {@link SparseRows#BATCH}
     */
    abstract void fetch(int[] planes, long[] words, int[] index, int from, int n, long[] table);

    /** Packs numbers into as many 64-bit words as the field's bytes fill: word w of number i goes to {@code words[w · wordStride + i]}. */
    final void pack(long[] words, int wordStride, IntPlanes a) {
        pack(words, wordStride, a.data, a.base, a.stride, a.length);
    }

    abstract void pack(long[] words, int wordStride, int[] a, int aO, int aS, int n);

    /** Takes neighbouring limbs apart: of each pair the first to {@code even}, the second to {@code odd}. */
    void split(int[] even, int evenAt, int[] odd, int oddAt, int[] source, int at, int pairs) {
        for (int i = 0; i < pairs; i++) {
            even[evenAt + i] = source[at + 2 * i];
            odd[oddAt + i] = source[at + 2 * i + 1];
        }
    }

    /** Undoes {@link #split}. */
    void join(int[] target, int at, int[] even, int evenAt, int[] odd, int oddAt, int pairs) {
        for (int i = 0; i < pairs; i++) {
            target[at + 2 * i] = even[evenAt + i];
            target[at + 2 * i + 1] = odd[oddAt + i];
        }
    }
}
