package holdfast.zk.field;

/** The values of a sparse matrix, arranged for its pattern by {@link Field#arrange}. */
public final class SparseValues {
    final SparseRows pattern;
    final FieldArray values;

    SparseValues(SparseRows pattern, FieldArray values) {
        this.pattern = pattern;
        this.values = values;
    }
}
