package holdfast.zk.field;

/**
 * The prime field of p = 2^128 − 2^108 + 1 in five limbs of 26 bits. Since p = 1 modulo 2^108, a Montgomery step needs no product: the quotient
 * digit m is the negated low limb, and m·p = m·2^128 − m·2^108 + m.
 */
final class Fp128Field extends PrimeArrays {
    private static final int LIMBS = 5;
    private static final int BITS = 26;
    private static final long MASK = (1 << BITS) - 1;

    Fp128Field(PrimeKernel kernel) {
        super(
                kernel,
                new Element(1, 0xFFFFF00000000000L),
                16,
                LIMBS,
                BITS,
                new Element(0xffeffffefffff010L, 0x00fdffffeffffeffL));
    }

    @Override
    public String name() {
        return "fp128";
    }

    @Override
    void reduceLow(long[] t) {
        for (int i = 0; i < LIMBS; i++) {
            long m = -t[i] & MASK;
            t[i + 1] += (t[i] + m) >> BITS;
            t[i + 4] += (m << 24) - (m << 4);
        }
    }

    @Override
    void unpack(IntPlanes target, int index, long[] words, int at) {
        int[] d = target.data;
        int i = target.base + index;
        int s = target.stride;
        long w0 = words[at];
        long w1 = words[at + 1];
        d[i] = (int) (w0 & MASK);
        d[i + s] = (int) ((w0 >>> 26) & MASK);
        d[i + 2 * s] = (int) (((w0 >>> 52) | (w1 << 12)) & MASK);
        d[i + 3 * s] = (int) ((w1 >>> 14) & MASK);
        d[i + 4 * s] = (int) (w1 >>> 40);
    }
}
