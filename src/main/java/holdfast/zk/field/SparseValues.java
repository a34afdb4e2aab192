package holdfast.zk.field;

/** The values of a sparse matrix, arranged for its pattern by {@link Field#arrange}: tile by tile, limb by limb, lane by lane. */
public final class SparseValues {
    final SparseRows pattern;
    final Object tiles;

    SparseValues(SparseRows pattern, Object tiles) {
        this.pattern = pattern;
        this.tiles = tiles;
    }

    /** The pattern the values belong to. */
    public SparseRows pattern() {
        return pattern;
    }
}
