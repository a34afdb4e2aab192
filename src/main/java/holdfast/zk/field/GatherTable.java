package holdfast.zk.field;

import java.util.Arrays;

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

    /** The first elements; what follows them is overwritten. */
    GatherTable first(int count, int wordsPerElement) {
        Arrays.fill(words, count * wordsPerElement, (count + 1) * wordsPerElement, 0);
        return new GatherTable(words, count);
    }
}
