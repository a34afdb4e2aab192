package holdfast.zk.field;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** What the kernels on vectors share: how wide they are, who does the rest that fills no vector, and the moving of limbs. */
abstract class VectorPrimeKernel extends PrimeKernel {
    private static final VectorSpecies<Long> L = VectorKernels.LONGS;
    private static final VectorSpecies<Integer> H = VectorKernels.HALF_INTS;
    private static final VectorSpecies<Integer> I = VectorKernels.INTS;
    private static final int W = L.length();

    /** Does what is left over at the end of an array. */
    final PrimeKernel rest;

    VectorPrimeKernel(PrimeKernel rest) {
        super(W);
        this.rest = rest;
    }

    @Override
    final void split(int[] even, int evenAt, int[] odd, int oddAt, int[] source, int at, int pairs) {
        int i = 0;
        for (; i + W <= pairs; i += W) {
            // A pair of ints is a long: its halves are the two elements.
            LongVector pair = IntVector.fromArray(I, source, at + 2 * i).reinterpretAsLongs();
            ((IntVector) pair.convertShape(VectorOperators.L2I, H, 0)).intoArray(even, evenAt + i);
            ((IntVector) pair.lanewise(VectorOperators.LSHR, 32).convertShape(VectorOperators.L2I, H, 0))
                    .intoArray(odd, oddAt + i);
        }
        super.split(even, evenAt + i, odd, oddAt + i, source, at + 2 * i, pairs - i);
    }

    @Override
    final void join(int[] target, int at, int[] even, int evenAt, int[] odd, int oddAt, int pairs) {
        int i = 0;
        for (; i + W <= pairs; i += W) {
            LongVector low = (LongVector)
                    IntVector.fromArray(H, even, evenAt + i).convertShape(VectorOperators.ZERO_EXTEND_I2L, L, 0);
            LongVector high = (LongVector)
                    IntVector.fromArray(H, odd, oddAt + i).convertShape(VectorOperators.ZERO_EXTEND_I2L, L, 0);
            low.or(high.lanewise(VectorOperators.LSHL, 32)).reinterpretAsInts().intoArray(target, at + 2 * i);
        }
        super.join(target, at + 2 * i, even, evenAt + i, odd, oddAt + i, pairs - i);
    }
}
