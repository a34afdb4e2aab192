package holdfast.zk.field;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The P-256 kernels on vectors. A lane is an element, a register a limb: the 81 products of a multiplication are independent 32 × 32 → 64 bit
 * multiplications, and carries wait until the end. Every kernel is one flat method on purpose: calls inside would box the vectors.
 */
final class P256Vector extends VectorPrimeKernel {
    private static final VectorSpecies<Long> L = VectorKernels.LONGS;
    private static final VectorSpecies<Integer> H = VectorKernels.HALF_INTS;
    private static final VectorSpecies<Integer> I = VectorKernels.INTS;
    private static final int W = L.length();
    private static final int IW = I.length();
    private static final int TILE = SparseRows.TILE;
    private static final int STRIDE = PrimeKernel.STRIDE;
    private static final int MASK = (1 << 29) - 1;
    private static final int TOP_MASK = (1 << 24) - 1;

    P256Vector() {
        super(new P256Scalar());
    }

    /** The Montgomery product, element by element. */
    @Override
    void mul(int[] d, int dO, int dS, int[] a, int aO, int aS, int[] b, int bO, int bS, int n) {
        int i = 0;
        for (; i + W <= n; i += W) {
            LongVector b0 = (LongVector) IntVector.fromArray(H, b, bO + i).convertShape(VectorOperators.I2L, L, 0);
            LongVector b1 = (LongVector) IntVector.fromArray(H, b, bO + bS + i).convertShape(VectorOperators.I2L, L, 0);
            LongVector b2 =
                    (LongVector) IntVector.fromArray(H, b, bO + 2 * bS + i).convertShape(VectorOperators.I2L, L, 0);
            LongVector b3 =
                    (LongVector) IntVector.fromArray(H, b, bO + 3 * bS + i).convertShape(VectorOperators.I2L, L, 0);
            LongVector b4 =
                    (LongVector) IntVector.fromArray(H, b, bO + 4 * bS + i).convertShape(VectorOperators.I2L, L, 0);
            LongVector b5 =
                    (LongVector) IntVector.fromArray(H, b, bO + 5 * bS + i).convertShape(VectorOperators.I2L, L, 0);
            LongVector b6 =
                    (LongVector) IntVector.fromArray(H, b, bO + 6 * bS + i).convertShape(VectorOperators.I2L, L, 0);
            LongVector b7 =
                    (LongVector) IntVector.fromArray(H, b, bO + 7 * bS + i).convertShape(VectorOperators.I2L, L, 0);
            LongVector b8 =
                    (LongVector) IntVector.fromArray(H, b, bO + 8 * bS + i).convertShape(VectorOperators.I2L, L, 0);
            LongVector x = (LongVector) IntVector.fromArray(H, a, aO + i).convertShape(VectorOperators.I2L, L, 0);
            LongVector t0 = x.mul(b0);
            LongVector t1 = x.mul(b1);
            LongVector t2 = x.mul(b2);
            LongVector t3 = x.mul(b3);
            LongVector t4 = x.mul(b4);
            LongVector t5 = x.mul(b5);
            LongVector t6 = x.mul(b6);
            LongVector t7 = x.mul(b7);
            LongVector t8 = x.mul(b8);
            LongVector m = t0.and(MASK);
            t1 = t1.add(t0.lanewise(VectorOperators.ASHR, 29));
            t3 = t3.add(m.lanewise(VectorOperators.LSHL, 9));
            t6 = t6.add(m.lanewise(VectorOperators.LSHL, 18));
            t7 = t7.sub(m.lanewise(VectorOperators.LSHL, 21));
            t8 = t8.add(m.lanewise(VectorOperators.LSHL, 24));
            x = (LongVector) IntVector.fromArray(H, a, aO + aS + i).convertShape(VectorOperators.I2L, L, 0);
            t1 = t1.add(x.mul(b0));
            t2 = t2.add(x.mul(b1));
            t3 = t3.add(x.mul(b2));
            t4 = t4.add(x.mul(b3));
            t5 = t5.add(x.mul(b4));
            t6 = t6.add(x.mul(b5));
            t7 = t7.add(x.mul(b6));
            t8 = t8.add(x.mul(b7));
            LongVector t9 = x.mul(b8);
            m = t1.and(MASK);
            t2 = t2.add(t1.lanewise(VectorOperators.ASHR, 29));
            t4 = t4.add(m.lanewise(VectorOperators.LSHL, 9));
            t7 = t7.add(m.lanewise(VectorOperators.LSHL, 18));
            t8 = t8.sub(m.lanewise(VectorOperators.LSHL, 21));
            t9 = t9.add(m.lanewise(VectorOperators.LSHL, 24));
            x = (LongVector) IntVector.fromArray(H, a, aO + 2 * aS + i).convertShape(VectorOperators.I2L, L, 0);
            t2 = t2.add(x.mul(b0));
            t3 = t3.add(x.mul(b1));
            t4 = t4.add(x.mul(b2));
            t5 = t5.add(x.mul(b3));
            t6 = t6.add(x.mul(b4));
            t7 = t7.add(x.mul(b5));
            t8 = t8.add(x.mul(b6));
            t9 = t9.add(x.mul(b7));
            LongVector t10 = x.mul(b8);
            m = t2.and(MASK);
            t3 = t3.add(t2.lanewise(VectorOperators.ASHR, 29));
            t5 = t5.add(m.lanewise(VectorOperators.LSHL, 9));
            t8 = t8.add(m.lanewise(VectorOperators.LSHL, 18));
            t9 = t9.sub(m.lanewise(VectorOperators.LSHL, 21));
            t10 = t10.add(m.lanewise(VectorOperators.LSHL, 24));
            x = (LongVector) IntVector.fromArray(H, a, aO + 3 * aS + i).convertShape(VectorOperators.I2L, L, 0);
            t3 = t3.add(x.mul(b0));
            t4 = t4.add(x.mul(b1));
            t5 = t5.add(x.mul(b2));
            t6 = t6.add(x.mul(b3));
            t7 = t7.add(x.mul(b4));
            t8 = t8.add(x.mul(b5));
            t9 = t9.add(x.mul(b6));
            t10 = t10.add(x.mul(b7));
            LongVector t11 = x.mul(b8);
            m = t3.and(MASK);
            t4 = t4.add(t3.lanewise(VectorOperators.ASHR, 29));
            t6 = t6.add(m.lanewise(VectorOperators.LSHL, 9));
            t9 = t9.add(m.lanewise(VectorOperators.LSHL, 18));
            t10 = t10.sub(m.lanewise(VectorOperators.LSHL, 21));
            t11 = t11.add(m.lanewise(VectorOperators.LSHL, 24));
            x = (LongVector) IntVector.fromArray(H, a, aO + 4 * aS + i).convertShape(VectorOperators.I2L, L, 0);
            t4 = t4.add(x.mul(b0));
            t5 = t5.add(x.mul(b1));
            t6 = t6.add(x.mul(b2));
            t7 = t7.add(x.mul(b3));
            t8 = t8.add(x.mul(b4));
            t9 = t9.add(x.mul(b5));
            t10 = t10.add(x.mul(b6));
            t11 = t11.add(x.mul(b7));
            LongVector t12 = x.mul(b8);
            m = t4.and(MASK);
            t5 = t5.add(t4.lanewise(VectorOperators.ASHR, 29));
            t7 = t7.add(m.lanewise(VectorOperators.LSHL, 9));
            t10 = t10.add(m.lanewise(VectorOperators.LSHL, 18));
            t11 = t11.sub(m.lanewise(VectorOperators.LSHL, 21));
            t12 = t12.add(m.lanewise(VectorOperators.LSHL, 24));
            x = (LongVector) IntVector.fromArray(H, a, aO + 5 * aS + i).convertShape(VectorOperators.I2L, L, 0);
            t5 = t5.add(x.mul(b0));
            t6 = t6.add(x.mul(b1));
            t7 = t7.add(x.mul(b2));
            t8 = t8.add(x.mul(b3));
            t9 = t9.add(x.mul(b4));
            t10 = t10.add(x.mul(b5));
            t11 = t11.add(x.mul(b6));
            t12 = t12.add(x.mul(b7));
            LongVector t13 = x.mul(b8);
            m = t5.and(MASK);
            t6 = t6.add(t5.lanewise(VectorOperators.ASHR, 29));
            t8 = t8.add(m.lanewise(VectorOperators.LSHL, 9));
            t11 = t11.add(m.lanewise(VectorOperators.LSHL, 18));
            t12 = t12.sub(m.lanewise(VectorOperators.LSHL, 21));
            t13 = t13.add(m.lanewise(VectorOperators.LSHL, 24));
            x = (LongVector) IntVector.fromArray(H, a, aO + 6 * aS + i).convertShape(VectorOperators.I2L, L, 0);
            t6 = t6.add(x.mul(b0));
            t7 = t7.add(x.mul(b1));
            t8 = t8.add(x.mul(b2));
            t9 = t9.add(x.mul(b3));
            t10 = t10.add(x.mul(b4));
            t11 = t11.add(x.mul(b5));
            t12 = t12.add(x.mul(b6));
            t13 = t13.add(x.mul(b7));
            LongVector t14 = x.mul(b8);
            m = t6.and(MASK);
            t7 = t7.add(t6.lanewise(VectorOperators.ASHR, 29));
            t9 = t9.add(m.lanewise(VectorOperators.LSHL, 9));
            t12 = t12.add(m.lanewise(VectorOperators.LSHL, 18));
            t13 = t13.sub(m.lanewise(VectorOperators.LSHL, 21));
            t14 = t14.add(m.lanewise(VectorOperators.LSHL, 24));
            x = (LongVector) IntVector.fromArray(H, a, aO + 7 * aS + i).convertShape(VectorOperators.I2L, L, 0);
            t7 = t7.add(x.mul(b0));
            t8 = t8.add(x.mul(b1));
            t9 = t9.add(x.mul(b2));
            t10 = t10.add(x.mul(b3));
            t11 = t11.add(x.mul(b4));
            t12 = t12.add(x.mul(b5));
            t13 = t13.add(x.mul(b6));
            t14 = t14.add(x.mul(b7));
            LongVector t15 = x.mul(b8);
            m = t7.and(MASK);
            t8 = t8.add(t7.lanewise(VectorOperators.ASHR, 29));
            t10 = t10.add(m.lanewise(VectorOperators.LSHL, 9));
            t13 = t13.add(m.lanewise(VectorOperators.LSHL, 18));
            t14 = t14.sub(m.lanewise(VectorOperators.LSHL, 21));
            t15 = t15.add(m.lanewise(VectorOperators.LSHL, 24));
            x = (LongVector) IntVector.fromArray(H, a, aO + 8 * aS + i).convertShape(VectorOperators.I2L, L, 0);
            t8 = t8.add(x.mul(b0));
            t9 = t9.add(x.mul(b1));
            t10 = t10.add(x.mul(b2));
            t11 = t11.add(x.mul(b3));
            t12 = t12.add(x.mul(b4));
            t13 = t13.add(x.mul(b5));
            t14 = t14.add(x.mul(b6));
            t15 = t15.add(x.mul(b7));
            LongVector t16 = x.mul(b8);
            m = t8.and(MASK);
            t9 = t9.add(t8.lanewise(VectorOperators.ASHR, 29));
            t11 = t11.add(m.lanewise(VectorOperators.LSHL, 9));
            t14 = t14.add(m.lanewise(VectorOperators.LSHL, 18));
            t15 = t15.sub(m.lanewise(VectorOperators.LSHL, 21));
            t16 = t16.add(m.lanewise(VectorOperators.LSHL, 24));
            t10 = t10.add(t9.lanewise(VectorOperators.ASHR, 29));
            t9 = t9.and(MASK);
            t11 = t11.add(t10.lanewise(VectorOperators.ASHR, 29));
            t10 = t10.and(MASK);
            t12 = t12.add(t11.lanewise(VectorOperators.ASHR, 29));
            t11 = t11.and(MASK);
            t13 = t13.add(t12.lanewise(VectorOperators.ASHR, 29));
            t12 = t12.and(MASK);
            t14 = t14.add(t13.lanewise(VectorOperators.ASHR, 29));
            t13 = t13.and(MASK);
            t15 = t15.add(t14.lanewise(VectorOperators.ASHR, 29));
            t14 = t14.and(MASK);
            t16 = t16.add(t15.lanewise(VectorOperators.ASHR, 29));
            t15 = t15.and(MASK);
            LongVector t17 = t16.lanewise(VectorOperators.ASHR, 29);
            t16 = t16.and(MASK);
            ((IntVector) t9.convertShape(VectorOperators.L2I, H, 0)).intoArray(d, dO + i);
            ((IntVector) t10.convertShape(VectorOperators.L2I, H, 0)).intoArray(d, dO + dS + i);
            ((IntVector) t11.convertShape(VectorOperators.L2I, H, 0)).intoArray(d, dO + 2 * dS + i);
            ((IntVector) t12.convertShape(VectorOperators.L2I, H, 0)).intoArray(d, dO + 3 * dS + i);
            ((IntVector) t13.convertShape(VectorOperators.L2I, H, 0)).intoArray(d, dO + 4 * dS + i);
            ((IntVector) t14.convertShape(VectorOperators.L2I, H, 0)).intoArray(d, dO + 5 * dS + i);
            ((IntVector) t15.convertShape(VectorOperators.L2I, H, 0)).intoArray(d, dO + 6 * dS + i);
            ((IntVector) t16.convertShape(VectorOperators.L2I, H, 0)).intoArray(d, dO + 7 * dS + i);
            ((IntVector) t17.convertShape(VectorOperators.L2I, H, 0)).intoArray(d, dO + 8 * dS + i);
        }
        rest.mul(d, dO + i, dS, a, aO + i, aS, b, bO + i, bS, n - i);
    }

    /** The sum, brought below 2p by folding the bits above the modulus's width. */
    @Override
    void add(int[] d, int dO, int dS, int[] a, int aO, int aS, int[] b, int bO, int bS, int n) {
        int i = 0;
        for (; i + IW <= n; i += IW) {
            IntVector s0 = IntVector.fromArray(I, a, aO + i).add(IntVector.fromArray(I, b, bO + i));
            IntVector s1 = IntVector.fromArray(I, a, aO + aS + i).add(IntVector.fromArray(I, b, bO + bS + i));
            IntVector s2 = IntVector.fromArray(I, a, aO + 2 * aS + i).add(IntVector.fromArray(I, b, bO + 2 * bS + i));
            IntVector s3 = IntVector.fromArray(I, a, aO + 3 * aS + i).add(IntVector.fromArray(I, b, bO + 3 * bS + i));
            IntVector s4 = IntVector.fromArray(I, a, aO + 4 * aS + i).add(IntVector.fromArray(I, b, bO + 4 * bS + i));
            IntVector s5 = IntVector.fromArray(I, a, aO + 5 * aS + i).add(IntVector.fromArray(I, b, bO + 5 * bS + i));
            IntVector s6 = IntVector.fromArray(I, a, aO + 6 * aS + i).add(IntVector.fromArray(I, b, bO + 6 * bS + i));
            IntVector s7 = IntVector.fromArray(I, a, aO + 7 * aS + i).add(IntVector.fromArray(I, b, bO + 7 * bS + i));
            IntVector s8 = IntVector.fromArray(I, a, aO + 8 * aS + i).add(IntVector.fromArray(I, b, bO + 8 * bS + i));
            IntVector q = s8.lanewise(VectorOperators.LSHR, 24);
            s8 = s8.and(TOP_MASK);
            s0 = s0.add(q);
            s3 = s3.sub(q.lanewise(VectorOperators.LSHL, 9));
            s6 = s6.sub(q.lanewise(VectorOperators.LSHL, 18));
            s7 = s7.add(q.lanewise(VectorOperators.LSHL, 21));
            s1 = s1.add(s0.lanewise(VectorOperators.ASHR, 29));
            s0 = s0.and(MASK);
            s2 = s2.add(s1.lanewise(VectorOperators.ASHR, 29));
            s1 = s1.and(MASK);
            s3 = s3.add(s2.lanewise(VectorOperators.ASHR, 29));
            s2 = s2.and(MASK);
            s4 = s4.add(s3.lanewise(VectorOperators.ASHR, 29));
            s3 = s3.and(MASK);
            s5 = s5.add(s4.lanewise(VectorOperators.ASHR, 29));
            s4 = s4.and(MASK);
            s6 = s6.add(s5.lanewise(VectorOperators.ASHR, 29));
            s5 = s5.and(MASK);
            s7 = s7.add(s6.lanewise(VectorOperators.ASHR, 29));
            s6 = s6.and(MASK);
            s8 = s8.add(s7.lanewise(VectorOperators.ASHR, 29));
            s7 = s7.and(MASK);
            s0.intoArray(d, dO + i);
            s1.intoArray(d, dO + dS + i);
            s2.intoArray(d, dO + 2 * dS + i);
            s3.intoArray(d, dO + 3 * dS + i);
            s4.intoArray(d, dO + 4 * dS + i);
            s5.intoArray(d, dO + 5 * dS + i);
            s6.intoArray(d, dO + 6 * dS + i);
            s7.intoArray(d, dO + 7 * dS + i);
            s8.intoArray(d, dO + 8 * dS + i);
        }
        rest.add(d, dO + i, dS, a, aO + i, aS, b, bO + i, bS, n - i);
    }

    /** The difference: 4p is added first, spread so that no limb turns negative, and then folded like a sum. */
    @Override
    void sub(int[] d, int dO, int dS, int[] a, int aO, int aS, int[] b, int bO, int bS, int n) {
        int i = 0;
        for (; i + IW <= n; i += IW) {
            IntVector s0 = IntVector.fromArray(I, a, aO + i)
                    .sub(IntVector.fromArray(I, b, bO + i))
                    .add(0x3FFFFFFC);
            IntVector s1 = IntVector.fromArray(I, a, aO + aS + i)
                    .sub(IntVector.fromArray(I, b, bO + bS + i))
                    .add(0x3FFFFFFE);
            IntVector s2 = IntVector.fromArray(I, a, aO + 2 * aS + i)
                    .sub(IntVector.fromArray(I, b, bO + 2 * bS + i))
                    .add(0x3FFFFFFE);
            IntVector s3 = IntVector.fromArray(I, a, aO + 3 * aS + i)
                    .sub(IntVector.fromArray(I, b, bO + 3 * bS + i))
                    .add(0x200007FE);
            IntVector s4 = IntVector.fromArray(I, a, aO + 4 * aS + i)
                    .sub(IntVector.fromArray(I, b, bO + 4 * bS + i))
                    .add(0x1FFFFFFF);
            IntVector s5 = IntVector.fromArray(I, a, aO + 5 * aS + i)
                    .sub(IntVector.fromArray(I, b, bO + 5 * bS + i))
                    .add(0x1FFFFFFF);
            IntVector s6 = IntVector.fromArray(I, a, aO + 6 * aS + i)
                    .sub(IntVector.fromArray(I, b, bO + 6 * bS + i))
                    .add(0x200FFFFF);
            IntVector s7 = IntVector.fromArray(I, a, aO + 7 * aS + i)
                    .sub(IntVector.fromArray(I, b, bO + 7 * bS + i))
                    .add(0x3F7FFFFF);
            IntVector s8 = IntVector.fromArray(I, a, aO + 8 * aS + i)
                    .sub(IntVector.fromArray(I, b, bO + 8 * bS + i))
                    .add(0x3FFFFFE);
            IntVector q = s8.lanewise(VectorOperators.LSHR, 24);
            s8 = s8.and(TOP_MASK);
            s0 = s0.add(q);
            s3 = s3.sub(q.lanewise(VectorOperators.LSHL, 9));
            s6 = s6.sub(q.lanewise(VectorOperators.LSHL, 18));
            s7 = s7.add(q.lanewise(VectorOperators.LSHL, 21));
            s1 = s1.add(s0.lanewise(VectorOperators.ASHR, 29));
            s0 = s0.and(MASK);
            s2 = s2.add(s1.lanewise(VectorOperators.ASHR, 29));
            s1 = s1.and(MASK);
            s3 = s3.add(s2.lanewise(VectorOperators.ASHR, 29));
            s2 = s2.and(MASK);
            s4 = s4.add(s3.lanewise(VectorOperators.ASHR, 29));
            s3 = s3.and(MASK);
            s5 = s5.add(s4.lanewise(VectorOperators.ASHR, 29));
            s4 = s4.and(MASK);
            s6 = s6.add(s5.lanewise(VectorOperators.ASHR, 29));
            s5 = s5.and(MASK);
            s7 = s7.add(s6.lanewise(VectorOperators.ASHR, 29));
            s6 = s6.and(MASK);
            s8 = s8.add(s7.lanewise(VectorOperators.ASHR, 29));
            s7 = s7.and(MASK);
            s0.intoArray(d, dO + i);
            s1.intoArray(d, dO + dS + i);
            s2.intoArray(d, dO + 2 * dS + i);
            s3.intoArray(d, dO + 3 * dS + i);
            s4.intoArray(d, dO + 4 * dS + i);
            s5.intoArray(d, dO + 5 * dS + i);
            s6.intoArray(d, dO + 6 * dS + i);
            s7.intoArray(d, dO + 7 * dS + i);
            s8.intoArray(d, dO + 8 * dS + i);
        }
        rest.sub(d, dO + i, dS, a, aO + i, aS, b, bO + i, bS, n - i);
    }

    /** Adds the inner product, as columns of limb products with the carries passed on, to {@code columns}. */
    @Override
    void dot(long[] columns, int[] a, int aO, int aS, int[] b, int bO, int bS, int n) {
        LongVector t0 = LongVector.zero(L);
        LongVector t1 = LongVector.zero(L);
        LongVector t2 = LongVector.zero(L);
        LongVector t3 = LongVector.zero(L);
        LongVector t4 = LongVector.zero(L);
        LongVector t5 = LongVector.zero(L);
        LongVector t6 = LongVector.zero(L);
        LongVector t7 = LongVector.zero(L);
        LongVector t8 = LongVector.zero(L);
        LongVector t9 = LongVector.zero(L);
        LongVector t10 = LongVector.zero(L);
        LongVector t11 = LongVector.zero(L);
        LongVector t12 = LongVector.zero(L);
        LongVector t13 = LongVector.zero(L);
        LongVector t14 = LongVector.zero(L);
        LongVector t15 = LongVector.zero(L);
        LongVector t16 = LongVector.zero(L);
        LongVector t17 = LongVector.zero(L);
        int i = 0;
        while (i + W <= n) {
            int end = Math.min(n - W, i + 4 * W);
            for (; i <= end; i += W) {
                LongVector b0 = (LongVector) IntVector.fromArray(H, b, bO + i).convertShape(VectorOperators.I2L, L, 0);
                LongVector b1 =
                        (LongVector) IntVector.fromArray(H, b, bO + bS + i).convertShape(VectorOperators.I2L, L, 0);
                LongVector b2 =
                        (LongVector) IntVector.fromArray(H, b, bO + 2 * bS + i).convertShape(VectorOperators.I2L, L, 0);
                LongVector b3 =
                        (LongVector) IntVector.fromArray(H, b, bO + 3 * bS + i).convertShape(VectorOperators.I2L, L, 0);
                LongVector b4 =
                        (LongVector) IntVector.fromArray(H, b, bO + 4 * bS + i).convertShape(VectorOperators.I2L, L, 0);
                LongVector b5 =
                        (LongVector) IntVector.fromArray(H, b, bO + 5 * bS + i).convertShape(VectorOperators.I2L, L, 0);
                LongVector b6 =
                        (LongVector) IntVector.fromArray(H, b, bO + 6 * bS + i).convertShape(VectorOperators.I2L, L, 0);
                LongVector b7 =
                        (LongVector) IntVector.fromArray(H, b, bO + 7 * bS + i).convertShape(VectorOperators.I2L, L, 0);
                LongVector b8 =
                        (LongVector) IntVector.fromArray(H, b, bO + 8 * bS + i).convertShape(VectorOperators.I2L, L, 0);
                LongVector x = (LongVector) IntVector.fromArray(H, a, aO + i).convertShape(VectorOperators.I2L, L, 0);
                t0 = t0.add(x.mul(b0));
                t1 = t1.add(x.mul(b1));
                t2 = t2.add(x.mul(b2));
                t3 = t3.add(x.mul(b3));
                t4 = t4.add(x.mul(b4));
                t5 = t5.add(x.mul(b5));
                t6 = t6.add(x.mul(b6));
                t7 = t7.add(x.mul(b7));
                t8 = t8.add(x.mul(b8));
                x = (LongVector) IntVector.fromArray(H, a, aO + aS + i).convertShape(VectorOperators.I2L, L, 0);
                t1 = t1.add(x.mul(b0));
                t2 = t2.add(x.mul(b1));
                t3 = t3.add(x.mul(b2));
                t4 = t4.add(x.mul(b3));
                t5 = t5.add(x.mul(b4));
                t6 = t6.add(x.mul(b5));
                t7 = t7.add(x.mul(b6));
                t8 = t8.add(x.mul(b7));
                t9 = t9.add(x.mul(b8));
                x = (LongVector) IntVector.fromArray(H, a, aO + 2 * aS + i).convertShape(VectorOperators.I2L, L, 0);
                t2 = t2.add(x.mul(b0));
                t3 = t3.add(x.mul(b1));
                t4 = t4.add(x.mul(b2));
                t5 = t5.add(x.mul(b3));
                t6 = t6.add(x.mul(b4));
                t7 = t7.add(x.mul(b5));
                t8 = t8.add(x.mul(b6));
                t9 = t9.add(x.mul(b7));
                t10 = t10.add(x.mul(b8));
                x = (LongVector) IntVector.fromArray(H, a, aO + 3 * aS + i).convertShape(VectorOperators.I2L, L, 0);
                t3 = t3.add(x.mul(b0));
                t4 = t4.add(x.mul(b1));
                t5 = t5.add(x.mul(b2));
                t6 = t6.add(x.mul(b3));
                t7 = t7.add(x.mul(b4));
                t8 = t8.add(x.mul(b5));
                t9 = t9.add(x.mul(b6));
                t10 = t10.add(x.mul(b7));
                t11 = t11.add(x.mul(b8));
                x = (LongVector) IntVector.fromArray(H, a, aO + 4 * aS + i).convertShape(VectorOperators.I2L, L, 0);
                t4 = t4.add(x.mul(b0));
                t5 = t5.add(x.mul(b1));
                t6 = t6.add(x.mul(b2));
                t7 = t7.add(x.mul(b3));
                t8 = t8.add(x.mul(b4));
                t9 = t9.add(x.mul(b5));
                t10 = t10.add(x.mul(b6));
                t11 = t11.add(x.mul(b7));
                t12 = t12.add(x.mul(b8));
                x = (LongVector) IntVector.fromArray(H, a, aO + 5 * aS + i).convertShape(VectorOperators.I2L, L, 0);
                t5 = t5.add(x.mul(b0));
                t6 = t6.add(x.mul(b1));
                t7 = t7.add(x.mul(b2));
                t8 = t8.add(x.mul(b3));
                t9 = t9.add(x.mul(b4));
                t10 = t10.add(x.mul(b5));
                t11 = t11.add(x.mul(b6));
                t12 = t12.add(x.mul(b7));
                t13 = t13.add(x.mul(b8));
                x = (LongVector) IntVector.fromArray(H, a, aO + 6 * aS + i).convertShape(VectorOperators.I2L, L, 0);
                t6 = t6.add(x.mul(b0));
                t7 = t7.add(x.mul(b1));
                t8 = t8.add(x.mul(b2));
                t9 = t9.add(x.mul(b3));
                t10 = t10.add(x.mul(b4));
                t11 = t11.add(x.mul(b5));
                t12 = t12.add(x.mul(b6));
                t13 = t13.add(x.mul(b7));
                t14 = t14.add(x.mul(b8));
                x = (LongVector) IntVector.fromArray(H, a, aO + 7 * aS + i).convertShape(VectorOperators.I2L, L, 0);
                t7 = t7.add(x.mul(b0));
                t8 = t8.add(x.mul(b1));
                t9 = t9.add(x.mul(b2));
                t10 = t10.add(x.mul(b3));
                t11 = t11.add(x.mul(b4));
                t12 = t12.add(x.mul(b5));
                t13 = t13.add(x.mul(b6));
                t14 = t14.add(x.mul(b7));
                t15 = t15.add(x.mul(b8));
                x = (LongVector) IntVector.fromArray(H, a, aO + 8 * aS + i).convertShape(VectorOperators.I2L, L, 0);
                t8 = t8.add(x.mul(b0));
                t9 = t9.add(x.mul(b1));
                t10 = t10.add(x.mul(b2));
                t11 = t11.add(x.mul(b3));
                t12 = t12.add(x.mul(b4));
                t13 = t13.add(x.mul(b5));
                t14 = t14.add(x.mul(b6));
                t15 = t15.add(x.mul(b7));
                t16 = t16.add(x.mul(b8));
            }
            t1 = t1.add(t0.lanewise(VectorOperators.LSHR, 29));
            t0 = t0.and(MASK);
            t2 = t2.add(t1.lanewise(VectorOperators.LSHR, 29));
            t1 = t1.and(MASK);
            t3 = t3.add(t2.lanewise(VectorOperators.LSHR, 29));
            t2 = t2.and(MASK);
            t4 = t4.add(t3.lanewise(VectorOperators.LSHR, 29));
            t3 = t3.and(MASK);
            t5 = t5.add(t4.lanewise(VectorOperators.LSHR, 29));
            t4 = t4.and(MASK);
            t6 = t6.add(t5.lanewise(VectorOperators.LSHR, 29));
            t5 = t5.and(MASK);
            t7 = t7.add(t6.lanewise(VectorOperators.LSHR, 29));
            t6 = t6.and(MASK);
            t8 = t8.add(t7.lanewise(VectorOperators.LSHR, 29));
            t7 = t7.and(MASK);
            t9 = t9.add(t8.lanewise(VectorOperators.LSHR, 29));
            t8 = t8.and(MASK);
            t10 = t10.add(t9.lanewise(VectorOperators.LSHR, 29));
            t9 = t9.and(MASK);
            t11 = t11.add(t10.lanewise(VectorOperators.LSHR, 29));
            t10 = t10.and(MASK);
            t12 = t12.add(t11.lanewise(VectorOperators.LSHR, 29));
            t11 = t11.and(MASK);
            t13 = t13.add(t12.lanewise(VectorOperators.LSHR, 29));
            t12 = t12.and(MASK);
            t14 = t14.add(t13.lanewise(VectorOperators.LSHR, 29));
            t13 = t13.and(MASK);
            t15 = t15.add(t14.lanewise(VectorOperators.LSHR, 29));
            t14 = t14.and(MASK);
            t16 = t16.add(t15.lanewise(VectorOperators.LSHR, 29));
            t15 = t15.and(MASK);
            t17 = t17.add(t16.lanewise(VectorOperators.LSHR, 29));
            t16 = t16.and(MASK);
        }
        columns[0] += t0.reduceLanes(VectorOperators.ADD);
        columns[1] += t1.reduceLanes(VectorOperators.ADD);
        columns[2] += t2.reduceLanes(VectorOperators.ADD);
        columns[3] += t3.reduceLanes(VectorOperators.ADD);
        columns[4] += t4.reduceLanes(VectorOperators.ADD);
        columns[5] += t5.reduceLanes(VectorOperators.ADD);
        columns[6] += t6.reduceLanes(VectorOperators.ADD);
        columns[7] += t7.reduceLanes(VectorOperators.ADD);
        columns[8] += t8.reduceLanes(VectorOperators.ADD);
        columns[9] += t9.reduceLanes(VectorOperators.ADD);
        columns[10] += t10.reduceLanes(VectorOperators.ADD);
        columns[11] += t11.reduceLanes(VectorOperators.ADD);
        columns[12] += t12.reduceLanes(VectorOperators.ADD);
        columns[13] += t13.reduceLanes(VectorOperators.ADD);
        columns[14] += t14.reduceLanes(VectorOperators.ADD);
        columns[15] += t15.reduceLanes(VectorOperators.ADD);
        columns[16] += t16.reduceLanes(VectorOperators.ADD);
        columns[17] += t17.reduceLanes(VectorOperators.ADD);
        rest.dot(columns, a, aO + i, aS, b, bO + i, bS, n - i);
    }

    /** One chunk of {@link Field#multiplySparse}: lanes are rows, each step adds one product to every row, as columns of limb products. */
    @Override
    void multiplyChunk(long[] columns, int[] v, int[] x, int from, int steps, int lane) {
        LongVector t0 = LongVector.zero(L);
        LongVector t1 = LongVector.zero(L);
        LongVector t2 = LongVector.zero(L);
        LongVector t3 = LongVector.zero(L);
        LongVector t4 = LongVector.zero(L);
        LongVector t5 = LongVector.zero(L);
        LongVector t6 = LongVector.zero(L);
        LongVector t7 = LongVector.zero(L);
        LongVector t8 = LongVector.zero(L);
        LongVector t9 = LongVector.zero(L);
        LongVector t10 = LongVector.zero(L);
        LongVector t11 = LongVector.zero(L);
        LongVector t12 = LongVector.zero(L);
        LongVector t13 = LongVector.zero(L);
        LongVector t14 = LongVector.zero(L);
        LongVector t15 = LongVector.zero(L);
        LongVector t16 = LongVector.zero(L);
        LongVector t17 = LongVector.zero(L);
        int at = from + lane;
        int room = 5;
        for (int step = 0; step < steps; step++) {
            LongVector b0 = (LongVector) IntVector.fromArray(H, x, at).convertShape(VectorOperators.I2L, L, 0);
            LongVector b1 =
                    (LongVector) IntVector.fromArray(H, x, at + 1 * STRIDE).convertShape(VectorOperators.I2L, L, 0);
            LongVector b2 =
                    (LongVector) IntVector.fromArray(H, x, at + 2 * STRIDE).convertShape(VectorOperators.I2L, L, 0);
            LongVector b3 =
                    (LongVector) IntVector.fromArray(H, x, at + 3 * STRIDE).convertShape(VectorOperators.I2L, L, 0);
            LongVector b4 =
                    (LongVector) IntVector.fromArray(H, x, at + 4 * STRIDE).convertShape(VectorOperators.I2L, L, 0);
            LongVector b5 =
                    (LongVector) IntVector.fromArray(H, x, at + 5 * STRIDE).convertShape(VectorOperators.I2L, L, 0);
            LongVector b6 =
                    (LongVector) IntVector.fromArray(H, x, at + 6 * STRIDE).convertShape(VectorOperators.I2L, L, 0);
            LongVector b7 =
                    (LongVector) IntVector.fromArray(H, x, at + 7 * STRIDE).convertShape(VectorOperators.I2L, L, 0);
            LongVector b8 =
                    (LongVector) IntVector.fromArray(H, x, at + 8 * STRIDE).convertShape(VectorOperators.I2L, L, 0);
            LongVector a = (LongVector) IntVector.fromArray(H, v, at).convertShape(VectorOperators.I2L, L, 0);
            t0 = t0.add(a.mul(b0));
            t1 = t1.add(a.mul(b1));
            t2 = t2.add(a.mul(b2));
            t3 = t3.add(a.mul(b3));
            t4 = t4.add(a.mul(b4));
            t5 = t5.add(a.mul(b5));
            t6 = t6.add(a.mul(b6));
            t7 = t7.add(a.mul(b7));
            t8 = t8.add(a.mul(b8));
            a = (LongVector) IntVector.fromArray(H, v, at + 1 * STRIDE).convertShape(VectorOperators.I2L, L, 0);
            t1 = t1.add(a.mul(b0));
            t2 = t2.add(a.mul(b1));
            t3 = t3.add(a.mul(b2));
            t4 = t4.add(a.mul(b3));
            t5 = t5.add(a.mul(b4));
            t6 = t6.add(a.mul(b5));
            t7 = t7.add(a.mul(b6));
            t8 = t8.add(a.mul(b7));
            t9 = t9.add(a.mul(b8));
            a = (LongVector) IntVector.fromArray(H, v, at + 2 * STRIDE).convertShape(VectorOperators.I2L, L, 0);
            t2 = t2.add(a.mul(b0));
            t3 = t3.add(a.mul(b1));
            t4 = t4.add(a.mul(b2));
            t5 = t5.add(a.mul(b3));
            t6 = t6.add(a.mul(b4));
            t7 = t7.add(a.mul(b5));
            t8 = t8.add(a.mul(b6));
            t9 = t9.add(a.mul(b7));
            t10 = t10.add(a.mul(b8));
            a = (LongVector) IntVector.fromArray(H, v, at + 3 * STRIDE).convertShape(VectorOperators.I2L, L, 0);
            t3 = t3.add(a.mul(b0));
            t4 = t4.add(a.mul(b1));
            t5 = t5.add(a.mul(b2));
            t6 = t6.add(a.mul(b3));
            t7 = t7.add(a.mul(b4));
            t8 = t8.add(a.mul(b5));
            t9 = t9.add(a.mul(b6));
            t10 = t10.add(a.mul(b7));
            t11 = t11.add(a.mul(b8));
            a = (LongVector) IntVector.fromArray(H, v, at + 4 * STRIDE).convertShape(VectorOperators.I2L, L, 0);
            t4 = t4.add(a.mul(b0));
            t5 = t5.add(a.mul(b1));
            t6 = t6.add(a.mul(b2));
            t7 = t7.add(a.mul(b3));
            t8 = t8.add(a.mul(b4));
            t9 = t9.add(a.mul(b5));
            t10 = t10.add(a.mul(b6));
            t11 = t11.add(a.mul(b7));
            t12 = t12.add(a.mul(b8));
            a = (LongVector) IntVector.fromArray(H, v, at + 5 * STRIDE).convertShape(VectorOperators.I2L, L, 0);
            t5 = t5.add(a.mul(b0));
            t6 = t6.add(a.mul(b1));
            t7 = t7.add(a.mul(b2));
            t8 = t8.add(a.mul(b3));
            t9 = t9.add(a.mul(b4));
            t10 = t10.add(a.mul(b5));
            t11 = t11.add(a.mul(b6));
            t12 = t12.add(a.mul(b7));
            t13 = t13.add(a.mul(b8));
            a = (LongVector) IntVector.fromArray(H, v, at + 6 * STRIDE).convertShape(VectorOperators.I2L, L, 0);
            t6 = t6.add(a.mul(b0));
            t7 = t7.add(a.mul(b1));
            t8 = t8.add(a.mul(b2));
            t9 = t9.add(a.mul(b3));
            t10 = t10.add(a.mul(b4));
            t11 = t11.add(a.mul(b5));
            t12 = t12.add(a.mul(b6));
            t13 = t13.add(a.mul(b7));
            t14 = t14.add(a.mul(b8));
            a = (LongVector) IntVector.fromArray(H, v, at + 7 * STRIDE).convertShape(VectorOperators.I2L, L, 0);
            t7 = t7.add(a.mul(b0));
            t8 = t8.add(a.mul(b1));
            t9 = t9.add(a.mul(b2));
            t10 = t10.add(a.mul(b3));
            t11 = t11.add(a.mul(b4));
            t12 = t12.add(a.mul(b5));
            t13 = t13.add(a.mul(b6));
            t14 = t14.add(a.mul(b7));
            t15 = t15.add(a.mul(b8));
            a = (LongVector) IntVector.fromArray(H, v, at + 8 * STRIDE).convertShape(VectorOperators.I2L, L, 0);
            t8 = t8.add(a.mul(b0));
            t9 = t9.add(a.mul(b1));
            t10 = t10.add(a.mul(b2));
            t11 = t11.add(a.mul(b3));
            t12 = t12.add(a.mul(b4));
            t13 = t13.add(a.mul(b5));
            t14 = t14.add(a.mul(b6));
            t15 = t15.add(a.mul(b7));
            t16 = t16.add(a.mul(b8));
            at += TILE;
            if (--room == 0) {
                room = 5;
                t1 = t1.add(t0.lanewise(VectorOperators.LSHR, 29));
                t0 = t0.and(MASK);
                t2 = t2.add(t1.lanewise(VectorOperators.LSHR, 29));
                t1 = t1.and(MASK);
                t3 = t3.add(t2.lanewise(VectorOperators.LSHR, 29));
                t2 = t2.and(MASK);
                t4 = t4.add(t3.lanewise(VectorOperators.LSHR, 29));
                t3 = t3.and(MASK);
                t5 = t5.add(t4.lanewise(VectorOperators.LSHR, 29));
                t4 = t4.and(MASK);
                t6 = t6.add(t5.lanewise(VectorOperators.LSHR, 29));
                t5 = t5.and(MASK);
                t7 = t7.add(t6.lanewise(VectorOperators.LSHR, 29));
                t6 = t6.and(MASK);
                t8 = t8.add(t7.lanewise(VectorOperators.LSHR, 29));
                t7 = t7.and(MASK);
                t9 = t9.add(t8.lanewise(VectorOperators.LSHR, 29));
                t8 = t8.and(MASK);
                t10 = t10.add(t9.lanewise(VectorOperators.LSHR, 29));
                t9 = t9.and(MASK);
                t11 = t11.add(t10.lanewise(VectorOperators.LSHR, 29));
                t10 = t10.and(MASK);
                t12 = t12.add(t11.lanewise(VectorOperators.LSHR, 29));
                t11 = t11.and(MASK);
                t13 = t13.add(t12.lanewise(VectorOperators.LSHR, 29));
                t12 = t12.and(MASK);
                t14 = t14.add(t13.lanewise(VectorOperators.LSHR, 29));
                t13 = t13.and(MASK);
                t15 = t15.add(t14.lanewise(VectorOperators.LSHR, 29));
                t14 = t14.and(MASK);
                t16 = t16.add(t15.lanewise(VectorOperators.LSHR, 29));
                t15 = t15.and(MASK);
                t17 = t17.add(t16.lanewise(VectorOperators.LSHR, 29));
                t16 = t16.and(MASK);
            }
        }
        t1 = t1.add(t0.lanewise(VectorOperators.LSHR, 29));
        t0 = t0.and(MASK);
        t2 = t2.add(t1.lanewise(VectorOperators.LSHR, 29));
        t1 = t1.and(MASK);
        t3 = t3.add(t2.lanewise(VectorOperators.LSHR, 29));
        t2 = t2.and(MASK);
        t4 = t4.add(t3.lanewise(VectorOperators.LSHR, 29));
        t3 = t3.and(MASK);
        t5 = t5.add(t4.lanewise(VectorOperators.LSHR, 29));
        t4 = t4.and(MASK);
        t6 = t6.add(t5.lanewise(VectorOperators.LSHR, 29));
        t5 = t5.and(MASK);
        t7 = t7.add(t6.lanewise(VectorOperators.LSHR, 29));
        t6 = t6.and(MASK);
        t8 = t8.add(t7.lanewise(VectorOperators.LSHR, 29));
        t7 = t7.and(MASK);
        t9 = t9.add(t8.lanewise(VectorOperators.LSHR, 29));
        t8 = t8.and(MASK);
        t10 = t10.add(t9.lanewise(VectorOperators.LSHR, 29));
        t9 = t9.and(MASK);
        t11 = t11.add(t10.lanewise(VectorOperators.LSHR, 29));
        t10 = t10.and(MASK);
        t12 = t12.add(t11.lanewise(VectorOperators.LSHR, 29));
        t11 = t11.and(MASK);
        t13 = t13.add(t12.lanewise(VectorOperators.LSHR, 29));
        t12 = t12.and(MASK);
        t14 = t14.add(t13.lanewise(VectorOperators.LSHR, 29));
        t13 = t13.and(MASK);
        t15 = t15.add(t14.lanewise(VectorOperators.LSHR, 29));
        t14 = t14.and(MASK);
        t16 = t16.add(t15.lanewise(VectorOperators.LSHR, 29));
        t15 = t15.and(MASK);
        t17 = t17.add(t16.lanewise(VectorOperators.LSHR, 29));
        t16 = t16.and(MASK);
        t0.intoArray(columns, lane);
        t1.intoArray(columns, 1 * TILE + lane);
        t2.intoArray(columns, 2 * TILE + lane);
        t3.intoArray(columns, 3 * TILE + lane);
        t4.intoArray(columns, 4 * TILE + lane);
        t5.intoArray(columns, 5 * TILE + lane);
        t6.intoArray(columns, 6 * TILE + lane);
        t7.intoArray(columns, 7 * TILE + lane);
        t8.intoArray(columns, 8 * TILE + lane);
        t9.intoArray(columns, 9 * TILE + lane);
        t10.intoArray(columns, 10 * TILE + lane);
        t11.intoArray(columns, 11 * TILE + lane);
        t12.intoArray(columns, 12 * TILE + lane);
        t13.intoArray(columns, 13 * TILE + lane);
        t14.intoArray(columns, 14 * TILE + lane);
        t15.intoArray(columns, 15 * TILE + lane);
        t16.intoArray(columns, 16 * TILE + lane);
        t17.intoArray(columns, 17 * TILE + lane);
    }

    /** The Montgomery reduction of a chunk's columns, brought below 2p. */
    @Override
    void reduceChunk(int[] out, int to, long[] columns, int lane) {
        LongVector t0 = LongVector.fromArray(L, columns, lane);
        LongVector t1 = LongVector.fromArray(L, columns, 1 * TILE + lane);
        LongVector t2 = LongVector.fromArray(L, columns, 2 * TILE + lane);
        LongVector t3 = LongVector.fromArray(L, columns, 3 * TILE + lane);
        LongVector t4 = LongVector.fromArray(L, columns, 4 * TILE + lane);
        LongVector t5 = LongVector.fromArray(L, columns, 5 * TILE + lane);
        LongVector t6 = LongVector.fromArray(L, columns, 6 * TILE + lane);
        LongVector t7 = LongVector.fromArray(L, columns, 7 * TILE + lane);
        LongVector t8 = LongVector.fromArray(L, columns, 8 * TILE + lane);
        LongVector t9 = LongVector.fromArray(L, columns, 9 * TILE + lane);
        LongVector t10 = LongVector.fromArray(L, columns, 10 * TILE + lane);
        LongVector t11 = LongVector.fromArray(L, columns, 11 * TILE + lane);
        LongVector t12 = LongVector.fromArray(L, columns, 12 * TILE + lane);
        LongVector t13 = LongVector.fromArray(L, columns, 13 * TILE + lane);
        LongVector t14 = LongVector.fromArray(L, columns, 14 * TILE + lane);
        LongVector t15 = LongVector.fromArray(L, columns, 15 * TILE + lane);
        LongVector t16 = LongVector.fromArray(L, columns, 16 * TILE + lane);
        LongVector t17 = LongVector.fromArray(L, columns, 17 * TILE + lane);
        LongVector m = t0.and(MASK);
        t1 = t1.add(t0.lanewise(VectorOperators.ASHR, 29));
        t3 = t3.add(m.lanewise(VectorOperators.LSHL, 9));
        t6 = t6.add(m.lanewise(VectorOperators.LSHL, 18));
        t7 = t7.sub(m.lanewise(VectorOperators.LSHL, 21));
        t8 = t8.add(m.lanewise(VectorOperators.LSHL, 24));
        m = t1.and(MASK);
        t2 = t2.add(t1.lanewise(VectorOperators.ASHR, 29));
        t4 = t4.add(m.lanewise(VectorOperators.LSHL, 9));
        t7 = t7.add(m.lanewise(VectorOperators.LSHL, 18));
        t8 = t8.sub(m.lanewise(VectorOperators.LSHL, 21));
        t9 = t9.add(m.lanewise(VectorOperators.LSHL, 24));
        m = t2.and(MASK);
        t3 = t3.add(t2.lanewise(VectorOperators.ASHR, 29));
        t5 = t5.add(m.lanewise(VectorOperators.LSHL, 9));
        t8 = t8.add(m.lanewise(VectorOperators.LSHL, 18));
        t9 = t9.sub(m.lanewise(VectorOperators.LSHL, 21));
        t10 = t10.add(m.lanewise(VectorOperators.LSHL, 24));
        m = t3.and(MASK);
        t4 = t4.add(t3.lanewise(VectorOperators.ASHR, 29));
        t6 = t6.add(m.lanewise(VectorOperators.LSHL, 9));
        t9 = t9.add(m.lanewise(VectorOperators.LSHL, 18));
        t10 = t10.sub(m.lanewise(VectorOperators.LSHL, 21));
        t11 = t11.add(m.lanewise(VectorOperators.LSHL, 24));
        m = t4.and(MASK);
        t5 = t5.add(t4.lanewise(VectorOperators.ASHR, 29));
        t7 = t7.add(m.lanewise(VectorOperators.LSHL, 9));
        t10 = t10.add(m.lanewise(VectorOperators.LSHL, 18));
        t11 = t11.sub(m.lanewise(VectorOperators.LSHL, 21));
        t12 = t12.add(m.lanewise(VectorOperators.LSHL, 24));
        m = t5.and(MASK);
        t6 = t6.add(t5.lanewise(VectorOperators.ASHR, 29));
        t8 = t8.add(m.lanewise(VectorOperators.LSHL, 9));
        t11 = t11.add(m.lanewise(VectorOperators.LSHL, 18));
        t12 = t12.sub(m.lanewise(VectorOperators.LSHL, 21));
        t13 = t13.add(m.lanewise(VectorOperators.LSHL, 24));
        m = t6.and(MASK);
        t7 = t7.add(t6.lanewise(VectorOperators.ASHR, 29));
        t9 = t9.add(m.lanewise(VectorOperators.LSHL, 9));
        t12 = t12.add(m.lanewise(VectorOperators.LSHL, 18));
        t13 = t13.sub(m.lanewise(VectorOperators.LSHL, 21));
        t14 = t14.add(m.lanewise(VectorOperators.LSHL, 24));
        m = t7.and(MASK);
        t8 = t8.add(t7.lanewise(VectorOperators.ASHR, 29));
        t10 = t10.add(m.lanewise(VectorOperators.LSHL, 9));
        t13 = t13.add(m.lanewise(VectorOperators.LSHL, 18));
        t14 = t14.sub(m.lanewise(VectorOperators.LSHL, 21));
        t15 = t15.add(m.lanewise(VectorOperators.LSHL, 24));
        m = t8.and(MASK);
        t9 = t9.add(t8.lanewise(VectorOperators.ASHR, 29));
        t11 = t11.add(m.lanewise(VectorOperators.LSHL, 9));
        t14 = t14.add(m.lanewise(VectorOperators.LSHL, 18));
        t15 = t15.sub(m.lanewise(VectorOperators.LSHL, 21));
        t16 = t16.add(m.lanewise(VectorOperators.LSHL, 24));
        t10 = t10.add(t9.lanewise(VectorOperators.ASHR, 29));
        t9 = t9.and(MASK);
        t11 = t11.add(t10.lanewise(VectorOperators.ASHR, 29));
        t10 = t10.and(MASK);
        t12 = t12.add(t11.lanewise(VectorOperators.ASHR, 29));
        t11 = t11.and(MASK);
        t13 = t13.add(t12.lanewise(VectorOperators.ASHR, 29));
        t12 = t12.and(MASK);
        t14 = t14.add(t13.lanewise(VectorOperators.ASHR, 29));
        t13 = t13.and(MASK);
        t15 = t15.add(t14.lanewise(VectorOperators.ASHR, 29));
        t14 = t14.and(MASK);
        t16 = t16.add(t15.lanewise(VectorOperators.ASHR, 29));
        t15 = t15.and(MASK);
        t17 = t17.add(t16.lanewise(VectorOperators.ASHR, 29));
        t16 = t16.and(MASK);
        LongVector q = t17.lanewise(VectorOperators.LSHR, 24);
        t17 = t17.and(TOP_MASK);
        t9 = t9.add(q);
        t12 = t12.sub(q.lanewise(VectorOperators.LSHL, 9));
        t15 = t15.sub(q.lanewise(VectorOperators.LSHL, 18));
        t16 = t16.add(q.lanewise(VectorOperators.LSHL, 21));
        t10 = t10.add(t9.lanewise(VectorOperators.ASHR, 29));
        t9 = t9.and(MASK);
        t11 = t11.add(t10.lanewise(VectorOperators.ASHR, 29));
        t10 = t10.and(MASK);
        t12 = t12.add(t11.lanewise(VectorOperators.ASHR, 29));
        t11 = t11.and(MASK);
        t13 = t13.add(t12.lanewise(VectorOperators.ASHR, 29));
        t12 = t12.and(MASK);
        t14 = t14.add(t13.lanewise(VectorOperators.ASHR, 29));
        t13 = t13.and(MASK);
        t15 = t15.add(t14.lanewise(VectorOperators.ASHR, 29));
        t14 = t14.and(MASK);
        t16 = t16.add(t15.lanewise(VectorOperators.ASHR, 29));
        t15 = t15.and(MASK);
        t17 = t17.add(t16.lanewise(VectorOperators.ASHR, 29));
        t16 = t16.and(MASK);
        q = t17.lanewise(VectorOperators.LSHR, 24);
        t17 = t17.and(TOP_MASK);
        t9 = t9.add(q);
        t12 = t12.sub(q.lanewise(VectorOperators.LSHL, 9));
        t15 = t15.sub(q.lanewise(VectorOperators.LSHL, 18));
        t16 = t16.add(q.lanewise(VectorOperators.LSHL, 21));
        t10 = t10.add(t9.lanewise(VectorOperators.ASHR, 29));
        t9 = t9.and(MASK);
        t11 = t11.add(t10.lanewise(VectorOperators.ASHR, 29));
        t10 = t10.and(MASK);
        t12 = t12.add(t11.lanewise(VectorOperators.ASHR, 29));
        t11 = t11.and(MASK);
        t13 = t13.add(t12.lanewise(VectorOperators.ASHR, 29));
        t12 = t12.and(MASK);
        t14 = t14.add(t13.lanewise(VectorOperators.ASHR, 29));
        t13 = t13.and(MASK);
        t15 = t15.add(t14.lanewise(VectorOperators.ASHR, 29));
        t14 = t14.and(MASK);
        t16 = t16.add(t15.lanewise(VectorOperators.ASHR, 29));
        t15 = t15.and(MASK);
        t17 = t17.add(t16.lanewise(VectorOperators.ASHR, 29));
        t16 = t16.and(MASK);
        ((IntVector) t9.convertShape(VectorOperators.L2I, H, 0)).intoArray(out, to + lane);
        ((IntVector) t10.convertShape(VectorOperators.L2I, H, 0)).intoArray(out, to + 1 * STRIDE + lane);
        ((IntVector) t11.convertShape(VectorOperators.L2I, H, 0)).intoArray(out, to + 2 * STRIDE + lane);
        ((IntVector) t12.convertShape(VectorOperators.L2I, H, 0)).intoArray(out, to + 3 * STRIDE + lane);
        ((IntVector) t13.convertShape(VectorOperators.L2I, H, 0)).intoArray(out, to + 4 * STRIDE + lane);
        ((IntVector) t14.convertShape(VectorOperators.L2I, H, 0)).intoArray(out, to + 5 * STRIDE + lane);
        ((IntVector) t15.convertShape(VectorOperators.L2I, H, 0)).intoArray(out, to + 6 * STRIDE + lane);
        ((IntVector) t16.convertShape(VectorOperators.L2I, H, 0)).intoArray(out, to + 7 * STRIDE + lane);
        ((IntVector) t17.convertShape(VectorOperators.L2I, H, 0)).intoArray(out, to + 8 * STRIDE + lane);
    }

    @Override
    void fetch(int[] planes, long[] words, int[] index, int from, int n, long[] table) {
        P256Scalar.lay(words, index, from, n, table);
        for (int i = 0; i < n; i += W) {
            LongVector g0 = LongVector.fromArray(L, words, i);
            LongVector g1 = LongVector.fromArray(L, words, 1 * STRIDE + i);
            LongVector g2 = LongVector.fromArray(L, words, 2 * STRIDE + i);
            LongVector g3 = LongVector.fromArray(L, words, 3 * STRIDE + i);
            LongVector a0 = g0.and(MASK);
            LongVector a1 = g0.lanewise(VectorOperators.LSHR, 29).and(MASK);
            LongVector a2 = g0.lanewise(VectorOperators.LSHR, 58)
                    .or(g1.lanewise(VectorOperators.LSHL, 6))
                    .and(MASK);
            LongVector a3 = g1.lanewise(VectorOperators.LSHR, 23).and(MASK);
            LongVector a4 = g1.lanewise(VectorOperators.LSHR, 52)
                    .or(g2.lanewise(VectorOperators.LSHL, 12))
                    .and(MASK);
            LongVector a5 = g2.lanewise(VectorOperators.LSHR, 17).and(MASK);
            LongVector a6 = g2.lanewise(VectorOperators.LSHR, 46)
                    .or(g3.lanewise(VectorOperators.LSHL, 18))
                    .and(MASK);
            LongVector a7 = g3.lanewise(VectorOperators.LSHR, 11).and(MASK);
            LongVector a8 = g3.lanewise(VectorOperators.LSHR, 40);
            ((IntVector) a0.convertShape(VectorOperators.L2I, H, 0)).intoArray(planes, i);
            ((IntVector) a1.convertShape(VectorOperators.L2I, H, 0)).intoArray(planes, 1 * STRIDE + i);
            ((IntVector) a2.convertShape(VectorOperators.L2I, H, 0)).intoArray(planes, 2 * STRIDE + i);
            ((IntVector) a3.convertShape(VectorOperators.L2I, H, 0)).intoArray(planes, 3 * STRIDE + i);
            ((IntVector) a4.convertShape(VectorOperators.L2I, H, 0)).intoArray(planes, 4 * STRIDE + i);
            ((IntVector) a5.convertShape(VectorOperators.L2I, H, 0)).intoArray(planes, 5 * STRIDE + i);
            ((IntVector) a6.convertShape(VectorOperators.L2I, H, 0)).intoArray(planes, 6 * STRIDE + i);
            ((IntVector) a7.convertShape(VectorOperators.L2I, H, 0)).intoArray(planes, 7 * STRIDE + i);
            ((IntVector) a8.convertShape(VectorOperators.L2I, H, 0)).intoArray(planes, 8 * STRIDE + i);
        }
    }

    /** Packs limbs into words, word by word in planes; numbers of more bits than the words have are folded first. */
    @Override
    void pack(long[] words, int wS, int[] a, int aO, int aS, int n) {
        int i = 0;
        for (; i + W <= n; i += W) {
            LongVector s0 = (LongVector) IntVector.fromArray(H, a, aO + i).convertShape(VectorOperators.I2L, L, 0);
            LongVector s1 = (LongVector) IntVector.fromArray(H, a, aO + aS + i).convertShape(VectorOperators.I2L, L, 0);
            LongVector s2 =
                    (LongVector) IntVector.fromArray(H, a, aO + 2 * aS + i).convertShape(VectorOperators.I2L, L, 0);
            LongVector s3 =
                    (LongVector) IntVector.fromArray(H, a, aO + 3 * aS + i).convertShape(VectorOperators.I2L, L, 0);
            LongVector s4 =
                    (LongVector) IntVector.fromArray(H, a, aO + 4 * aS + i).convertShape(VectorOperators.I2L, L, 0);
            LongVector s5 =
                    (LongVector) IntVector.fromArray(H, a, aO + 5 * aS + i).convertShape(VectorOperators.I2L, L, 0);
            LongVector s6 =
                    (LongVector) IntVector.fromArray(H, a, aO + 6 * aS + i).convertShape(VectorOperators.I2L, L, 0);
            LongVector s7 =
                    (LongVector) IntVector.fromArray(H, a, aO + 7 * aS + i).convertShape(VectorOperators.I2L, L, 0);
            LongVector s8 =
                    (LongVector) IntVector.fromArray(H, a, aO + 8 * aS + i).convertShape(VectorOperators.I2L, L, 0);
            LongVector q = s8.lanewise(VectorOperators.LSHR, 24);
            s8 = s8.and(TOP_MASK);
            s0 = s0.add(q);
            s3 = s3.sub(q.lanewise(VectorOperators.LSHL, 9));
            s6 = s6.sub(q.lanewise(VectorOperators.LSHL, 18));
            s7 = s7.add(q.lanewise(VectorOperators.LSHL, 21));
            s1 = s1.add(s0.lanewise(VectorOperators.ASHR, 29));
            s0 = s0.and(MASK);
            s2 = s2.add(s1.lanewise(VectorOperators.ASHR, 29));
            s1 = s1.and(MASK);
            s3 = s3.add(s2.lanewise(VectorOperators.ASHR, 29));
            s2 = s2.and(MASK);
            s4 = s4.add(s3.lanewise(VectorOperators.ASHR, 29));
            s3 = s3.and(MASK);
            s5 = s5.add(s4.lanewise(VectorOperators.ASHR, 29));
            s4 = s4.and(MASK);
            s6 = s6.add(s5.lanewise(VectorOperators.ASHR, 29));
            s5 = s5.and(MASK);
            s7 = s7.add(s6.lanewise(VectorOperators.ASHR, 29));
            s6 = s6.and(MASK);
            s8 = s8.add(s7.lanewise(VectorOperators.ASHR, 29));
            s7 = s7.and(MASK);
            s0.or(s1.lanewise(VectorOperators.LSHL, 29))
                    .or(s2.lanewise(VectorOperators.LSHL, 58))
                    .intoArray(words, i);
            s2.lanewise(VectorOperators.LSHR, 6)
                    .or(s3.lanewise(VectorOperators.LSHL, 23))
                    .or(s4.lanewise(VectorOperators.LSHL, 52))
                    .intoArray(words, wS + i);
            s4.lanewise(VectorOperators.LSHR, 12)
                    .or(s5.lanewise(VectorOperators.LSHL, 17))
                    .or(s6.lanewise(VectorOperators.LSHL, 46))
                    .intoArray(words, 2 * wS + i);
            s6.lanewise(VectorOperators.LSHR, 18)
                    .or(s7.lanewise(VectorOperators.LSHL, 11))
                    .or(s8.lanewise(VectorOperators.LSHL, 40))
                    .intoArray(words, 3 * wS + i);
        }
        for (; i < n; i++) {
            P256Scalar.packOne(words, i, wS, a, aO + i, aS);
        }
    }
}
