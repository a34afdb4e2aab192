package holdfast.zk.field;

/** Elements as planes of 64-bit words: word {@code k} of element {@code i} is {@code data[k * stride + base + i]}. */
final class LongPlanes extends FieldArray {
    final long[] data;
    final int stride;

    LongPlanes(long[] data, int stride, int base, int length) {
        super(base, length);
        this.data = data;
        this.stride = stride;
    }

    static LongPlanes allocate(int words, int length) {
        int stride = Math.addExact(length, 7) / 8 | 1;
        stride = Math.multiplyExact(stride, 8);
        return new LongPlanes(new long[Math.multiplyExact(words, stride)], stride, 0, length);
    }

    @Override
    LongPlanes view(int newBase, int newLength) {
        return new LongPlanes(data, stride, newBase, newLength);
    }
}
