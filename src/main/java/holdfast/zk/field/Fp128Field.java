package holdfast.zk.field;

/**
 * The prime field of p = 2^128 − 2^108 + 1 in five limbs of 26 bits. Since p = 1 modulo 2^108, a Montgomery step needs no product: the quotient
 * digit m is the negated low limb, and m·p = m·2^128 − m·2^108 + m.
 */
final class Fp128Field extends PrimeField {
    private static final int LIMBS = 5;
    private static final int BITS = 26;
    private static final long MASK = (1 << BITS) - 1;

    Fp128Field() {
        super(
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
    void montgomery(long[] out, long[] a, long[] b) {
        long[] t = new long[2 * LIMBS];
        for (int i = 0; i < LIMBS; i++) {
            for (int j = 0; j < LIMBS; j++) {
                t[i + j] += a[i] * b[j];
            }
        }
        for (int i = 0; i < LIMBS; i++) {
            long m = -t[i] & MASK;
            t[i + 1] += (t[i] + m) >> BITS;
            t[i + 4] += (m << 24) - (m << 4);
        }
        for (int i = LIMBS; i < 2 * LIMBS - 1; i++) {
            t[i + 1] += t[i] >> BITS;
            out[i - LIMBS] = t[i] & MASK;
        }
        out[LIMBS - 1] = t[2 * LIMBS - 1];
    }
}
