package holdfast.zk.field;

/** Which of a table's elements is the value of each term of a sparse matrix, arranged for its pattern by {@link SparseRows#indices}. */
public final class SparseIndices {
    final SparseRows pattern;
    final int largest;
    private final int[] slots;
    private int scale = 1;

    SparseIndices(SparseRows pattern, int[] slots, int largest) {
        this.pattern = pattern;
        this.slots = slots;
        this.largest = largest;
    }

    /** The pattern the indices belong to. */
    public SparseRows pattern() {
        return pattern;
    }

    /** Per slot the position in a table of {@code words} words an element. */
    synchronized int[] positions(int words) {
        scale = SparseRows.rescale(slots, scale, words);
        return slots;
    }
}
