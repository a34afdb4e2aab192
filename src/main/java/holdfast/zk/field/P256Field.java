package holdfast.zk.field;

/**
 * The base field of P-256 in nine limbs of 29 bits. Since p = −1 modulo 2^96, a Montgomery step is shifts and additions: the low limb itself is
 * the quotient digit m, and m·p = m·2^256 − m·2^224 + m·2^192 + m·2^96 − m.
 */
final class P256Field extends PrimeArrays {
    private static final int LIMBS = 9;
    private static final int BITS = 29;
    private static final long MASK = (1 << BITS) - 1;

    P256Field(PrimeKernel kernel) {
        super(
                kernel,
                new Element(-1L, 0xFFFFFFFFL, 0, 0xFFFFFFFF00000001L),
                32,
                LIMBS,
                BITS,
                // 2^522 mod p
                new Element(0x0000000000000c00L, 0xffffeffffffffc00L, 0xfffffffffffffbffL, 0x000013fffffff7ffL));
    }

    @Override
    public String name() {
        return "p256";
    }

    @Override
    void reduceLow(long[] t) {
        for (int i = 0; i < LIMBS; i++) {
            long m = t[i] & MASK;
            t[i + 1] += t[i] >> BITS;
            t[i + 3] += m << 9;
            t[i + 6] += m << 18;
            t[i + 7] -= m << 21;
            t[i + 8] += m << 24;
        }
    }

    @Override
    void unpack(IntPlanes target, int index, long[] words, int at) {
        int[] d = target.data;
        int i = target.base + index;
        int s = target.stride;
        long w0 = words[at];
        long w1 = words[at + 1];
        long w2 = words[at + 2];
        long w3 = words[at + 3];
        d[i] = (int) (w0 & MASK);
        d[i + s] = (int) ((w0 >>> 29) & MASK);
        d[i + 2 * s] = (int) (((w0 >>> 58) | (w1 << 6)) & MASK);
        d[i + 3 * s] = (int) ((w1 >>> 23) & MASK);
        d[i + 4 * s] = (int) (((w1 >>> 52) | (w2 << 12)) & MASK);
        d[i + 5 * s] = (int) ((w2 >>> 17) & MASK);
        d[i + 6 * s] = (int) (((w2 >>> 46) | (w3 << 18)) & MASK);
        d[i + 7 * s] = (int) ((w3 >>> 11) & MASK);
        d[i + 8 * s] = (int) (w3 >>> 40);
    }
}
