package holdfast.zk.field;

/** Which of a table's elements is the value of each term of a sparse matrix, arranged for its pattern by {@link SparseRows#indices}. */
public final class SparseIndices {
    final SparseRows pattern;
    final int largest;
    final int[] slots;

    SparseIndices(SparseRows pattern, int[] slots, int largest) {
        this.pattern = pattern;
        this.slots = slots;
        this.largest = largest;
    }

    /** The pattern the indices belong to. */
    public SparseRows pattern() {
        return pattern;
    }
}
