package holdfast.zk.field;

import java.util.Objects;

/**
 * A run of elements of one field, mutable, in whatever layout its field's kernels like best. A slice shares the storage of its parent, so a row
 * of a matrix or one thread's part of a loop is an array like any other. Made by {@link Field#newArray}.
 */
public abstract sealed class FieldArray permits IntPlanes, LongPlanes {
    final int base;
    final int length;

    FieldArray(int base, int length) {
        this.base = base;
        this.length = length;
    }

    /** Number of elements. */
    public final int length() {
        return length;
    }

    /**
     * The {@code count} elements from {@code from} on, sharing storage.
     *
     * @throws IndexOutOfBoundsException if the range leaves this array
     */
    public final FieldArray slice(int from, int count) {
        Objects.checkFromIndexSize(from, count, length);
        return view(base + from, count);
    }

    /** The elements from {@code from} to the end, sharing storage. */
    public final FieldArray slice(int from) {
        return slice(from, length - from);
    }

    abstract FieldArray view(int newBase, int newLength);
}
