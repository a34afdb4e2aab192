package holdfast.zk.field;

import java.util.Arrays;
import java.util.Objects;

/**
 * The pattern of a sparse matrix, laid out for products with dense vectors.
 *
 * <p>Rows are sorted by length and taken {@value #TILE} at a time: a chunk. Its terms are stored step by step, one term of every row, so that a
 * vector lane is a row and no two lanes write to the same place. Rows of more than {@value #SEGMENT} terms are cut into segments, each with an
 * output of its own; the extra outputs come after the rows and are added to them by {@link Field#collect}.
 */
public final class SparseRows {
    /** Rows of a chunk. */
    static final int TILE = 8;

    /** Longest run of terms that goes to one output. */
    static final int SEGMENT = 32;

    /**
     * Most slots whose operands are fetched together, so that the processor waits for many of them at the same time; their tiles stay in the
     * first cache.
     */
    static final int BATCH = TILE * SEGMENT;

    private final int rows;
    private final int columns;
    private final int terms;
    private final int outputs;

    /** Slots of chunk c: {@code chunkStart[c] … chunkStart[c + 1] − 1}; slot {@code s} belongs to lane {@code s % TILE}. */
    final int[] chunkStart;

    /** Per lane of each chunk: its output (−1 if none), its first term and its number of terms. */
    final int[] laneOutput;

    private final int[] laneTerm;
    private final byte[] laneLength;

    /** Per slot its column; unused slots point one past the last column, where every table has a 0. */
    final int[] slotColumn;

    /** Rows with more than one output, and where their extra outputs start (with the end of the last). */
    final int[] longRow;

    final int[] longStart;

    /**
     * The columns of row {@code i} are {@code column[rowStart[i]] … column[rowStart[i + 1] - 1]}, in any order, repeats allowed.
     *
     * @throws IllegalArgumentException if the row starts do not rise from 0 to the number of terms, or a column is out of range
     */
    public SparseRows(int[] rowStart, int[] column, int columns) {
        check(rowStart, column, columns);
        this.rows = rowStart.length - 1;
        this.columns = columns;
        this.terms = column.length;

        int extra = 0;
        int longRows = 0;
        for (int r = 0; r < rows; r++) {
            int more = Math.max(0, rowStart[r + 1] - rowStart[r] - 1) / SEGMENT;
            extra += more;
            longRows += more > 0 ? 1 : 0;
        }
        this.outputs = Math.addExact(rows, extra);
        this.longRow = new int[longRows];
        this.longStart = new int[longRows + 1];

        int[] first = new int[outputs];
        byte[] length = new byte[outputs];
        int[] ofLength = new int[SEGMENT + 2];
        int next = rows;
        int which = 0;
        for (int r = 0; r < rows; r++) {
            int n = rowStart[r + 1] - rowStart[r];
            if (n > SEGMENT) {
                longRow[which] = r;
                longStart[which++] = next;
            }
            int output = r;
            int from = rowStart[r];
            do {
                int part = Math.min(n, SEGMENT);
                first[output] = from;
                length[output] = (byte) part;
                ofLength[SEGMENT - part + 1]++;
                from += part;
                n -= part;
                output = n > 0 ? next++ : output;
            } while (n > 0);
        }
        longStart[which] = next;

        // Longest first; a counting sort keeps neighbours together.
        for (int i = 1; i < ofLength.length; i++) {
            ofLength[i] += ofLength[i - 1];
        }
        int chunks = (outputs + TILE - 1) / TILE;
        this.laneOutput = new int[chunks * TILE];
        this.laneTerm = new int[chunks * TILE];
        this.laneLength = new byte[chunks * TILE];
        Arrays.fill(laneOutput, -1);
        for (int output = 0; output < outputs; output++) {
            int lane = ofLength[SEGMENT - length[output]]++;
            laneOutput[lane] = output;
            laneTerm[lane] = first[output];
            laneLength[lane] = length[output];
        }
        this.chunkStart = new int[chunks + 1];
        for (int c = 0; c < chunks; c++) {
            chunkStart[c + 1] = Math.addExact(chunkStart[c], laneLength[c * TILE] * TILE);
        }
        this.slotColumn = arrange(column, columns);
    }

    private static void check(int[] rowStart, int[] column, int columns) {
        if (rowStart.length == 0 || rowStart[0] != 0 || rowStart[rowStart.length - 1] != column.length) {
            throw new IllegalArgumentException("sparse pattern: row starts must run from 0 to the number of terms");
        }
        for (int i = 1; i < rowStart.length; i++) {
            if (rowStart[i] < rowStart[i - 1]) {
                throw new IllegalArgumentException("sparse pattern: row " + i + " starts before its predecessor");
            }
        }
        for (int c : column) {
            if (c < 0 || c >= columns) {
                throw new IllegalArgumentException("sparse pattern: column " + c + " is outside 0.." + (columns - 1));
            }
        }
    }

    /** A number per term, arranged per slot. */
    int[] arrange(int[] ofTerm, int unused) {
        if (ofTerm.length != terms) {
            throw new IllegalArgumentException(
                    "a pattern of " + terms + " terms does not fit " + ofTerm.length + " numbers");
        }
        int[] out = new int[slots()];
        Arrays.fill(out, unused);
        for (int c = 0; c + 1 < chunkStart.length; c++) {
            for (int lane = 0; lane < TILE; lane++) {
                int term = laneTerm[c * TILE + lane];
                int slot = chunkStart[c] + lane;
                for (int i = laneLength[c * TILE + lane]; i > 0; i--, slot += TILE) {
                    out[slot] = ofTerm[term++];
                }
            }
        }
        return out;
    }

    /** The value of term t is element {@code index[t]} of a table. */
    public SparseIndices indices(int[] index) {
        int largest = 0;
        for (int i : index) {
            if (i < 0) {
                throw new IllegalArgumentException("sparse pattern: negative index " + i);
            }
            largest = Math.max(largest, i);
        }
        return new SparseIndices(this, arrange(index, 0), largest);
    }

    /** The value of term t is element t of a table. */
    public SparseIndices inOrder() {
        int[] index = new int[terms];
        Arrays.setAll(index, i -> i);
        return indices(index);
    }

    /** The end of the chunks from {@code chunk} on that are worked on together: up to {@link #BATCH} slots, at least one chunk. */
    int batchEnd(int chunk, int to) {
        int end = chunk + 1;
        while (end < to && chunkStart[end + 1] - chunkStart[chunk] <= BATCH) {
            end++;
        }
        return end;
    }

    int slots() {
        return chunkStart[chunkStart.length - 1];
    }

    int chunks() {
        return chunkStart.length - 1;
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** Number of columns. */
    public int columns() {
        return columns;
    }

    /** Number of terms. */
    public int terms() {
        return terms;
    }

    /** Length of the result of a product: the rows, and then the extra outputs of long rows. */
    public int outputs() {
        return outputs;
    }

    /**
     * Boundaries that cut the work into {@code parts} pieces of about equal cost: {@code parts + 1} rising values, for the ranges of
     * {@link Field#multiplySparse} and its like. They count pieces of work, not rows.
     */
    public int[] split(int parts) {
        Objects.checkIndex(parts - 1, Integer.MAX_VALUE);
        // Reducing and storing a row costs about as much as two of its terms.
        int perChunk = 2 * TILE;
        long total = slots() + (long) chunks() * perChunk;
        int[] cuts = new int[parts + 1];
        int c = 0;
        for (int p = 1; p < parts; p++) {
            while (c < chunks() && chunkStart[c] + (long) c * perChunk < total * p / parts) {
                c++;
            }
            cuts[p] = c;
        }
        cuts[parts] = chunks();
        return cuts;
    }
}
