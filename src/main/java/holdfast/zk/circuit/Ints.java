package holdfast.zk.circuit;

import java.util.Arrays;

/** A growing list of ints: a file's claim of a size is never allocated before the bytes are there. */
final class Ints {
    private int[] values;
    private int size;

    Ints(int expected) {
        values = new int[Math.max(16, Math.min(expected, 1 << 16))];
    }

    /** The first values of an array, which is kept. */
    Ints(int[] values, int size) {
        this.values = values;
        this.size = size;
    }

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1) + 1);
        }
        values[size++] = value;
    }

    int get(int index) {
        return values[index];
    }

    int size() {
        return size;
    }

    /** Returns the values; this list must not be used afterwards. */
    int[] take() {
        int[] taken = values.length == size ? values : Arrays.copyOf(values, size);
        values = new int[0];
        size = 0;
        return taken;
    }
}
