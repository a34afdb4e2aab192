package holdfast.zk.field;

/** A snapshot of an array, laid out so that elements can be fetched in random order; made by {@link Field#table}. */
public final class GatherTable {
    final FieldArray source;

    GatherTable(FieldArray source) {
        this.source = source;
    }

    /** Number of elements. */
    public int length() {
        return source.length();
    }
}
