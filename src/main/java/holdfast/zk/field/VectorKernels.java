package holdfast.zk.field;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The shapes the vector kernels work with. This class and the kernels are only ever loaded when the module {@code jdk.incubator.vector} is
 * there; see {@link Kernels}.
 */
final class VectorKernels {
    /** At most 512 bits, so that a vector never spans more than one tile of eight rows. */
    static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED.length() <= SparseRows.TILE
            ? LongVector.SPECIES_PREFERRED
            : LongVector.SPECIES_512;

    /** As many ints as there are longs in {@link #LONGS}. */
    static final VectorSpecies<Integer> HALF_INTS =
            VectorSpecies.of(int.class, VectorShape.forBitSize(LONGS.vectorBitSize() / 2));

    static final VectorSpecies<Integer> INTS =
            IntVector.SPECIES_PREFERRED.vectorBitSize() <= 512 ? IntVector.SPECIES_PREFERRED : IntVector.SPECIES_512;

    private VectorKernels() {}

    static PrimeKernel p256() {
        return new P256Vector();
    }

    static PrimeKernel fp128() {
        return new Fp128Vector();
    }

    static Carryless carryless() {
        return new CarrylessVector();
    }

    static String describe() {
        return "vectors of " + LONGS.vectorBitSize() + " bits";
    }
}
