package holdfast.zk.field;

/** Elements as planes of small limbs: limb {@code k} of element {@code i} is {@code data[k * stride + base + i]}. */
final class IntPlanes extends FieldArray {
    final int[] data;
    final int stride;
    final int limbs;

    IntPlanes(int[] data, int limbs, int stride, int base, int length) {
        super(base, length);
        this.limbs = limbs;
        this.data = data;
        this.stride = stride;
    }

    static IntPlanes allocate(int limbs, int length) {
        // An odd number of cache lines between planes, so that the limbs of one element do not all fall into one cache
        // set.
        int stride = Math.addExact(length, 15) / 16 | 1;
        stride = Math.multiplyExact(stride, 16);
        return new IntPlanes(new int[Math.multiplyExact(limbs, stride)], limbs, stride, 0, length);
    }

    /** Room for one element. */
    static IntPlanes single(int limbs) {
        return new IntPlanes(new int[limbs], limbs, 1, 0, 1);
    }

    @Override
    IntPlanes view(int newBase, int newLength) {
        return new IntPlanes(data, limbs, stride, newBase, newLength);
    }
}
