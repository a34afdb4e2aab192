package holdfast.zk.field;

/**
 * The arithmetic that a prime field spends its time in. Operands are Montgomery limbs below 2p as {@link PrimeField} stores them, and so are
 * results. Destinations may be operands.
 */
abstract class PrimeKernel {
    /** {@code d = a · b / R}. */
    abstract void mul(IntPlanes d, IntPlanes a, IntPlanes b);

    /** {@code d = a + b}. */
    abstract void add(IntPlanes d, IntPlanes a, IntPlanes b);

    /** {@code d = a − b}. */
    abstract void sub(IntPlanes d, IntPlanes a, IntPlanes b);

    /** Adds {@code Σ a·b}, not yet reduced, to twice as many columns as there are limbs. */
    abstract void dot(long[] columns, IntPlanes a, IntPlanes b);

    /**
     * Sums table entries for the {@link SparseRows#TILE} rows of a chunk.
     *
     * @param out receives the sums limb by limb, lane by lane
     * @param column positions in {@code x}, of which {@code from … to − 1} are used
     * @param x packed elements, see {@link GatherTable}
     */
    abstract void sumTiles(int[] out, int[] column, long[] x, int from, int to);

    /**
     * Sums products of two runs of tiles, limb by limb and lane by lane.
     *
     * @param columns room for twice as many columns as there are limbs, lane by lane
     * @param v first factors, from {@code vFrom} on
     * @param x second factors
     * @param steps number of tiles
     */
    abstract void multiplyTiles(int[] out, long[] columns, int[] v, int vFrom, int[] x, int steps);

    /** Fetches table entries for the slots of a chunk, as tiles. */
    abstract void fetchTiles(int[] tiles, int[] position, long[] table, int from, int to);

    /** Packs numbers into as many 64-bit words as the field's bytes fill: word w of number i goes to {@code words[w · wordStride + i]}. */
    abstract void pack(long[] words, int wordStride, IntPlanes a);

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
