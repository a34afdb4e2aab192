package holdfast.zk.field;

import java.util.Arrays;

/**
 * The arithmetic that a prime field spends its time in. Operands are Montgomery limbs below 2p as {@link PrimeField} stores them, and so are
 * results. Destinations may be operands. An operand is an array, the place of its first limb, and the way from one limb to the next; {@code n}
 * elements lie side by side.
 */
abstract class PrimeKernel {
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
     * Sums table entries for the {@link SparseRows#TILE} rows of a chunk.
     *
     * @param out receives the sums limb by limb, lane by lane
     * @param column positions in {@code x}, of which {@code from … to − 1} are used
     * @param x packed elements, see {@link GatherTable}
     */
    final void sumTiles(int[] out, int[] column, long[] x, int from, int to) {
        for (int lane = 0; lane < SparseRows.TILE; lane += lanes) {
            sumChunk(out, column, x, from, to, lane);
        }
    }

    /** {@link #sumTiles} for the rows from {@code lane} on that are worked on at once. */
    abstract void sumChunk(int[] out, int[] column, long[] x, int from, int to, int lane);

    /**
     * Sums products of two runs of tiles, limb by limb and lane by lane.
     *
     * @param columns room for twice as many columns as there are limbs, lane by lane
     * @param v first factors, from {@code vFrom} on
     * @param x second factors
     * @param steps number of tiles
     */
    final void multiplyTiles(int[] out, long[] columns, int[] v, int vFrom, int[] x, int steps) {
        // Most rows have no term or one, whose product has its reduction worked in.
        if (steps == 0) {
            Arrays.fill(out, 0);
            return;
        }
        if (steps == 1) {
            int tile = SparseRows.TILE;
            mul(out, 0, tile, v, vFrom, tile, x, 0, tile, tile);
            return;
        }
        for (int lane = 0; lane < SparseRows.TILE; lane += lanes) {
            multiplyChunk(columns, v, vFrom, x, steps, lane);
            reduceChunk(out, columns, lane);
        }
    }

    /** The columns of the sums of {@link #multiplyTiles}, for the rows from {@code lane} on that are worked on at once. */
    abstract void multiplyChunk(long[] columns, int[] v, int vFrom, int[] x, int steps, int lane);

    /** Reduces those columns to limbs. */
    abstract void reduceChunk(int[] out, long[] columns, int lane);

    /** Fetches table entries for the slots of a chunk, as tiles. */
    abstract void fetchTiles(int[] tiles, int[] position, long[] table, int from, int to);

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
