package holdfast.zk.field;

/**
 * A snapshot of an array for random access, made by {@link Field#table}: the words of an element lie together, so that fetching it costs one
 * cache line. One more element, 0, follows the last.
 */
public final class GatherTable {
    final long[] words;
    private final int length;

    GatherTable(long[] words, int length) {
        this.words = words;
        this.length = length;
    }

    /** Number of elements. */
    public int length() {
        return length;
    }
}
