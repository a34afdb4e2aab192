package holdfast.zk.field;

import java.util.Objects;

/**
 * The pattern of a sparse matrix, row by row: the columns of row {@code i} are {@code column[rowStart[i]] … column[rowStart[i + 1] - 1]}, in any
 * order, repeats allowed. Immutable once made; the arrays are kept, not copied, and must not be changed afterwards.
 */
public final class SparseRows {
    final int[] rowStart;
    final int[] column;
    private final int columns;

    /**
     * A pattern of {@code rowStart.length - 1} rows over {@code columns} columns.
     *
     * @throws IllegalArgumentException if the row starts do not rise from 0 to the number of terms, or a column is out of range
     */
    public SparseRows(int[] rowStart, int[] column, int columns) {
        Objects.requireNonNull(column);
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
        this.rowStart = rowStart;
        this.column = column;
        this.columns = columns;
    }

    /** Number of rows. */
    public int rows() {
        return rowStart.length - 1;
    }

    /** Number of columns. */
    public int columns() {
        return columns;
    }

    /** Number of terms. */
    public int terms() {
        return column.length;
    }

    /**
     * Row boundaries that cut the work into {@code parts} pieces of about equal cost: {@code parts + 1} values from 0 to {@link #rows()}, for
     * the ranges of {@link Field#multiplySparse} and {@link Field#sumSparse}.
     */
    public int[] split(int parts) {
        int[] cuts = new int[parts + 1];
        int row = 0;
        for (int p = 1; p < parts; p++) {
            long target = ((long) terms() + rows()) * p / parts;
            while (row < rows() && (long) rowStart[row] + row < target) {
                row++;
            }
            cuts[p] = row;
        }
        cuts[parts] = rows();
        return cuts;
    }
}
