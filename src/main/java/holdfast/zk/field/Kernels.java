package holdfast.zk.field;

/** Which kernels this Java runtime can use; decided once. */
public final class Kernels {
    private static final boolean VECTORS =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                    && !Boolean.getBoolean("holdfast.zk.scalar");

    private Kernels() {}

    /** Whether field arithmetic runs on vectors. Without the module {@code jdk.incubator.vector} everything works, several times slower. */
    public static boolean vectors() {
        return VECTORS;
    }

    /** One line for people: what field arithmetic runs on. */
    public static String describe() {
        return VECTORS
                ? VectorKernels.describe()
                : "plain 64-bit arithmetic (start Java with --add-modules jdk.incubator.vector for the fast kernels)";
    }

    static PrimeKernel p256() {
        return VECTORS ? VectorKernels.p256() : new P256Scalar();
    }

    static PrimeKernel fp128() {
        return VECTORS ? VectorKernels.fp128() : new Fp128Scalar();
    }

    static Carryless carryless() {
        return VECTORS ? VectorKernels.carryless() : new CarrylessScalar();
    }
}
