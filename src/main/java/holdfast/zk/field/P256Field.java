package holdfast.zk.field;

/**
 * The base field of P-256 in nine limbs of 29 bits. Since p = −1 modulo 2^96, a Montgomery step is shifts and additions: the low limb itself is
 * the quotient digit m, and m·p = m·2^256 − m·2^224 + m·2^192 + m·2^96 − m.
 */
final class P256Field extends PrimeField {
    private static final int LIMBS = 9;
    private static final int BITS = 29;
    private static final long MASK = (1 << BITS) - 1;

    P256Field() {
        super(
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
    void montgomery(long[] out, long[] a, long[] b) {
        long[] t = new long[2 * LIMBS];
        for (int i = 0; i < LIMBS; i++) {
            for (int j = 0; j < LIMBS; j++) {
                t[i + j] += a[i] * b[j];
            }
        }
        for (int i = 0; i < LIMBS; i++) {
            long m = t[i] & MASK;
            t[i + 1] += t[i] >> BITS;
            t[i + 3] += m << 9;
            t[i + 6] += m << 18;
            t[i + 7] -= m << 21;
            t[i + 8] += m << 24;
        }
        for (int i = LIMBS; i < 2 * LIMBS - 1; i++) {
            t[i + 1] += t[i] >> BITS;
            out[i - LIMBS] = t[i] & MASK;
        }
        out[LIMBS - 1] = t[2 * LIMBS - 1];
    }
}
