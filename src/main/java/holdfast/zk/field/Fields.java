package holdfast.zk.field;

/** The fields of the proof system. */
public final class Fields {
    private static final Field P256 = new P256Field(Kernels.p256());
    private static final Field FP128 = new Fp128Field(Kernels.fp128());
    private static final Field GF2_128 = new Gf2Field(Kernels.carryless());

    private Fields() {}

    /** The base field of the curve P-256: p = 2^256 − 2^224 + 2^192 + 2^96 − 1. */
    public static Field p256() {
        return P256;
    }

    /** The prime field of p = 2^128 − 2^108 + 1. */
    public static Field fp128() {
        return FP128;
    }

    /** GF(2^128) as GF(2)[x]/(x^128 + x^7 + x^2 + x + 1), with its subfield of 2^16 elements. */
    public static Field gf2_128() {
        return GF2_128;
    }
}
