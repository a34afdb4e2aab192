package holdfast.zk.ligero;

import holdfast.zk.field.Field;
import holdfast.zk.merkle.MerkleTree;
import org.jspecify.annotations.Nullable;

/**
 * The sizes that follow from the parameters and the numbers of witnesses and quadratic constraints.
 *
 * <p>A row is a block of random elements (as many as there are queries) and witnesses, extended to a double block, on
 * which products of rows are defined, and beyond it; only the part beyond is committed. Rows 0, 1 and 2 blind the
 * low-degree, the linear and the quadratic test; then come the witness rows, then the x, the y and the z of the quadratic
 * constraints.
 *
 * @param witnesses committed witnesses ("nw")
 * @param quadratics quadratic constraints ("nq")
 * @param queries opened columns, and random elements of a row
 * @param block length of a block
 * @param doubleBlock 2 · block − 1
 * @param encoded length of a row ("block_enc")
 * @param perRow witnesses in a row ("w")
 * @param witnessRows rows of witnesses
 * @param quadraticRows rows for each of x, y and z ("nqtriples")
 */
public record LigeroGeometry(
        int witnesses,
        int quadratics,
        int queries,
        int block,
        int doubleBlock,
        int encoded,
        int perRow,
        int witnessRows,
        int quadraticRows) {
    static final int LOW_DEGREE_ROW = 0;
    static final int LINEAR_ROW = 1;
    static final int QUADRATIC_ROW = 2;
    static final int FIRST_WITNESS_ROW = 3;
    private static final int HASH_BYTES = 32;

    /**
     * Works out the sizes.
     *
     * @throws IllegalArgumentException if the parameters leave no room
     */
    public static LigeroGeometry of(LigeroParameters parameters, int witnesses, int quadratics, Field field) {
        if (parameters.encodedLength() != 0) {
            LigeroGeometry geometry = layout(parameters, parameters.encodedLength(), witnesses, quadratics, field);
            if (geometry != null) {
                return geometry;
            }
        } else {
            LigeroGeometry best = null;
            long least = Long.MAX_VALUE;
            for (int encoded = 1; encoded < LigeroParameters.MOST; encoded *= 2) {
                LigeroGeometry geometry = layout(parameters, encoded, witnesses, quadratics, field);
                if (geometry != null) {
                    long size = geometry.estimate(field);
                    if (size < least) {
                        least = size;
                        best = geometry;
                    }
                }
            }
            if (best != null) {
                return best;
            }
        }
        throw new IllegalArgumentException(
                "%d witnesses do not fit a commitment in %s with rate 1/%d, %d queries and rows of %d"
                        .formatted(
                                witnesses,
                                field.name(),
                                parameters.rateInverse(),
                                parameters.queries(),
                                parameters.encodedLength()));
    }

    private static @Nullable LigeroGeometry layout(
            LigeroParameters parameters, int encoded, int witnesses, int quadratics, Field field) {
        int subfieldBits = 8 * field.subfieldByteLength();
        if (subfieldBits <= 28 && encoded >= 1 << subfieldBits) {
            return null;
        }
        int block = (encoded + 1) / (2 + parameters.rateInverse());
        int perRow = block - parameters.queries();
        // At least as many witnesses as random elements: anything less would waste the rows.
        if (block < 1 || perRow < parameters.queries() || perRow < 1) {
            return null;
        }
        int doubleBlock = 2 * block - 1;
        if (encoded - doubleBlock < parameters.queries()) {
            return null;
        }
        int witnessRows = (int) (((long) witnesses + perRow - 1) / perRow);
        int quadraticRows = (int) (((long) quadratics + perRow - 1) / perRow);
        LigeroGeometry geometry = new LigeroGeometry(
                witnesses,
                quadratics,
                parameters.queries(),
                block,
                doubleBlock,
                encoded,
                perRow,
                witnessRows,
                quadraticRows);
        return geometry.rows() < LigeroParameters.MOST / encoded ? geometry : null;
    }

    /** Witness rows and quadratic rows. */
    public int innerRows() {
        return witnessRows + 3 * quadraticRows;
    }

    /** All rows. */
    public int rows() {
        return FIRST_WITNESS_ROW + innerRows();
    }

    /** Committed columns ("block_ext"): leaves of the tree. */
    public int columns() {
        return encoded - doubleBlock;
    }

    /** First row of x, y or z (0, 1, 2), counted from the first witness row. */
    int quadraticStart(int which) {
        return witnessRows + which * quadraticRows;
    }

    /** Upper bound of the siblings in the Merkle path. */
    public int mostSiblings() {
        return queries * MerkleTree.levels(columns());
    }

    /** The reference's estimate of a proof's bytes, by which it chooses the length of a row. */
    public long estimate(Field field) {
        long element = field.byteLength();
        long size = HASH_BYTES;
        size += (long) (MerkleTree.levels(columns()) / 2) * queries * HASH_BYTES;
        size += block * element + doubleBlock * element + (doubleBlock - perRow) * element;
        size += (long) queries * HASH_BYTES;
        return size + (long) rows() * queries * field.subfieldByteLength();
    }
}
