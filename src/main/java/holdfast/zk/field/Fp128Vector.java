package holdfast.zk.field;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Fp128 kernels on vectors. A lane is an element, a register a limb: the 25 products of a multiplication are independent 32 × 32 → 64 bit
 * multiplications, and carries wait until the end. Every kernel is one flat method on purpose: calls inside would box the vectors.
 */
final class Fp128Vector extends VectorPrimeKernel {
    private static final VectorSpecies<Long> L = VectorKernels.LONGS;
    private static final VectorSpecies<Integer> H = VectorKernels.HALF_INTS;
    private static final VectorSpecies<Integer> I = VectorKernels.INTS;
    private static final int W = L.length();
    private static final int IW = I.length();
    private static final int TILE = SparseRows.TILE;
    private static final int STRIDE = PrimeKernel.STRIDE;
    private static final int MASK = (1 << 26) - 1;
    private static final int TOP_MASK = (1 << 24) - 1;

    Fp128Vector() {
        super(new Fp128Scalar());
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
            LongVector x = (LongVector) IntVector.fromArray(H, a, aO + i).convertShape(VectorOperators.I2L, L, 0);
            LongVector t0 = x.mul(b0);
            LongVector t1 = x.mul(b1);
            LongVector t2 = x.mul(b2);
            LongVector t3 = x.mul(b3);
            LongVector t4 = x.mul(b4);
            LongVector m = t0.neg().and(MASK);
            t1 = t1.add(t0.add(m).lanewise(VectorOperators.ASHR, 26));
            t4 = t4.add(m.lanewise(VectorOperators.LSHL, 24).sub(m.lanewise(VectorOperators.LSHL, 4)));
            x = (LongVector) IntVector.fromArray(H, a, aO + aS + i).convertShape(VectorOperators.I2L, L, 0);
            t1 = t1.add(x.mul(b0));
            t2 = t2.add(x.mul(b1));
            t3 = t3.add(x.mul(b2));
            t4 = t4.add(x.mul(b3));
            LongVector t5 = x.mul(b4);
            m = t1.neg().and(MASK);
            t2 = t2.add(t1.add(m).lanewise(VectorOperators.ASHR, 26));
            t5 = t5.add(m.lanewise(VectorOperators.LSHL, 24).sub(m.lanewise(VectorOperators.LSHL, 4)));
            x = (LongVector) IntVector.fromArray(H, a, aO + 2 * aS + i).convertShape(VectorOperators.I2L, L, 0);
            t2 = t2.add(x.mul(b0));
            t3 = t3.add(x.mul(b1));
            t4 = t4.add(x.mul(b2));
            t5 = t5.add(x.mul(b3));
            LongVector t6 = x.mul(b4);
            m = t2.neg().and(MASK);
            t3 = t3.add(t2.add(m).lanewise(VectorOperators.ASHR, 26));
            t6 = t6.add(m.lanewise(VectorOperators.LSHL, 24).sub(m.lanewise(VectorOperators.LSHL, 4)));
            x = (LongVector) IntVector.fromArray(H, a, aO + 3 * aS + i).convertShape(VectorOperators.I2L, L, 0);
            t3 = t3.add(x.mul(b0));
            t4 = t4.add(x.mul(b1));
            t5 = t5.add(x.mul(b2));
            t6 = t6.add(x.mul(b3));
            LongVector t7 = x.mul(b4);
            m = t3.neg().and(MASK);
            t4 = t4.add(t3.add(m).lanewise(VectorOperators.ASHR, 26));
            t7 = t7.add(m.lanewise(VectorOperators.LSHL, 24).sub(m.lanewise(VectorOperators.LSHL, 4)));
            x = (LongVector) IntVector.fromArray(H, a, aO + 4 * aS + i).convertShape(VectorOperators.I2L, L, 0);
            t4 = t4.add(x.mul(b0));
            t5 = t5.add(x.mul(b1));
            t6 = t6.add(x.mul(b2));
            t7 = t7.add(x.mul(b3));
            LongVector t8 = x.mul(b4);
            m = t4.neg().and(MASK);
            t5 = t5.add(t4.add(m).lanewise(VectorOperators.ASHR, 26));
            t8 = t8.add(m.lanewise(VectorOperators.LSHL, 24).sub(m.lanewise(VectorOperators.LSHL, 4)));
            t6 = t6.add(t5.lanewise(VectorOperators.ASHR, 26));
            t5 = t5.and(MASK);
            t7 = t7.add(t6.lanewise(VectorOperators.ASHR, 26));
            t6 = t6.and(MASK);
            t8 = t8.add(t7.lanewise(VectorOperators.ASHR, 26));
            t7 = t7.and(MASK);
            LongVector t9 = t8.lanewise(VectorOperators.ASHR, 26);
            t8 = t8.and(MASK);
            ((IntVector) t5.convertShape(VectorOperators.L2I, H, 0)).intoArray(d, dO + i);
            ((IntVector) t6.convertShape(VectorOperators.L2I, H, 0)).intoArray(d, dO + dS + i);
            ((IntVector) t7.convertShape(VectorOperators.L2I, H, 0)).intoArray(d, dO + 2 * dS + i);
            ((IntVector) t8.convertShape(VectorOperators.L2I, H, 0)).intoArray(d, dO + 3 * dS + i);
            ((IntVector) t9.convertShape(VectorOperators.L2I, H, 0)).intoArray(d, dO + 4 * dS + i);
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
            IntVector q = s4.lanewise(VectorOperators.LSHR, 24);
            s4 = s4.and(TOP_MASK);
            s4 = s4.add(q.lanewise(VectorOperators.LSHL, 4));
            s0 = s0.sub(q);
            s1 = s1.add(s0.lanewise(VectorOperators.ASHR, 26));
            s0 = s0.and(MASK);
            s2 = s2.add(s1.lanewise(VectorOperators.ASHR, 26));
            s1 = s1.and(MASK);
            s3 = s3.add(s2.lanewise(VectorOperators.ASHR, 26));
            s2 = s2.and(MASK);
            s4 = s4.add(s3.lanewise(VectorOperators.ASHR, 26));
            s3 = s3.and(MASK);
            s0.intoArray(d, dO + i);
            s1.intoArray(d, dO + dS + i);
            s2.intoArray(d, dO + 2 * dS + i);
            s3.intoArray(d, dO + 3 * dS + i);
            s4.intoArray(d, dO + 4 * dS + i);
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
                    .add(0x4000004);
            IntVector s1 = IntVector.fromArray(I, a, aO + aS + i)
                    .sub(IntVector.fromArray(I, b, bO + bS + i))
                    .add(0x3FFFFFF);
            IntVector s2 = IntVector.fromArray(I, a, aO + 2 * aS + i)
                    .sub(IntVector.fromArray(I, b, bO + 2 * bS + i))
                    .add(0x3FFFFFF);
            IntVector s3 = IntVector.fromArray(I, a, aO + 3 * aS + i)
                    .sub(IntVector.fromArray(I, b, bO + 3 * bS + i))
                    .add(0x3FFFFFF);
            IntVector s4 = IntVector.fromArray(I, a, aO + 4 * aS + i)
                    .sub(IntVector.fromArray(I, b, bO + 4 * bS + i))
                    .add(0x3FFFFBF);
            IntVector q = s4.lanewise(VectorOperators.LSHR, 24);
            s4 = s4.and(TOP_MASK);
            s4 = s4.add(q.lanewise(VectorOperators.LSHL, 4));
            s0 = s0.sub(q);
            s1 = s1.add(s0.lanewise(VectorOperators.ASHR, 26));
            s0 = s0.and(MASK);
            s2 = s2.add(s1.lanewise(VectorOperators.ASHR, 26));
            s1 = s1.and(MASK);
            s3 = s3.add(s2.lanewise(VectorOperators.ASHR, 26));
            s2 = s2.and(MASK);
            s4 = s4.add(s3.lanewise(VectorOperators.ASHR, 26));
            s3 = s3.and(MASK);
            s0.intoArray(d, dO + i);
            s1.intoArray(d, dO + dS + i);
            s2.intoArray(d, dO + 2 * dS + i);
            s3.intoArray(d, dO + 3 * dS + i);
            s4.intoArray(d, dO + 4 * dS + i);
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
        int i = 0;
        while (i + W <= n) {
            int end = Math.min(n - W, i + 255 * W);
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
                LongVector x = (LongVector) IntVector.fromArray(H, a, aO + i).convertShape(VectorOperators.I2L, L, 0);
                t0 = t0.add(x.mul(b0));
                t1 = t1.add(x.mul(b1));
                t2 = t2.add(x.mul(b2));
                t3 = t3.add(x.mul(b3));
                t4 = t4.add(x.mul(b4));
                x = (LongVector) IntVector.fromArray(H, a, aO + aS + i).convertShape(VectorOperators.I2L, L, 0);
                t1 = t1.add(x.mul(b0));
                t2 = t2.add(x.mul(b1));
                t3 = t3.add(x.mul(b2));
                t4 = t4.add(x.mul(b3));
                t5 = t5.add(x.mul(b4));
                x = (LongVector) IntVector.fromArray(H, a, aO + 2 * aS + i).convertShape(VectorOperators.I2L, L, 0);
                t2 = t2.add(x.mul(b0));
                t3 = t3.add(x.mul(b1));
                t4 = t4.add(x.mul(b2));
                t5 = t5.add(x.mul(b3));
                t6 = t6.add(x.mul(b4));
                x = (LongVector) IntVector.fromArray(H, a, aO + 3 * aS + i).convertShape(VectorOperators.I2L, L, 0);
                t3 = t3.add(x.mul(b0));
                t4 = t4.add(x.mul(b1));
                t5 = t5.add(x.mul(b2));
                t6 = t6.add(x.mul(b3));
                t7 = t7.add(x.mul(b4));
                x = (LongVector) IntVector.fromArray(H, a, aO + 4 * aS + i).convertShape(VectorOperators.I2L, L, 0);
                t4 = t4.add(x.mul(b0));
                t5 = t5.add(x.mul(b1));
                t6 = t6.add(x.mul(b2));
                t7 = t7.add(x.mul(b3));
                t8 = t8.add(x.mul(b4));
            }
            t1 = t1.add(t0.lanewise(VectorOperators.LSHR, 26));
            t0 = t0.and(MASK);
            t2 = t2.add(t1.lanewise(VectorOperators.LSHR, 26));
            t1 = t1.and(MASK);
            t3 = t3.add(t2.lanewise(VectorOperators.LSHR, 26));
            t2 = t2.and(MASK);
            t4 = t4.add(t3.lanewise(VectorOperators.LSHR, 26));
            t3 = t3.and(MASK);
            t5 = t5.add(t4.lanewise(VectorOperators.LSHR, 26));
            t4 = t4.and(MASK);
            t6 = t6.add(t5.lanewise(VectorOperators.LSHR, 26));
            t5 = t5.and(MASK);
            t7 = t7.add(t6.lanewise(VectorOperators.LSHR, 26));
            t6 = t6.and(MASK);
            t8 = t8.add(t7.lanewise(VectorOperators.LSHR, 26));
            t7 = t7.and(MASK);
            t9 = t9.add(t8.lanewise(VectorOperators.LSHR, 26));
            t8 = t8.and(MASK);
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
        int at = from + lane;
        int room = 256;
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
            LongVector a = (LongVector) IntVector.fromArray(H, v, at).convertShape(VectorOperators.I2L, L, 0);
            t0 = t0.add(a.mul(b0));
            t1 = t1.add(a.mul(b1));
            t2 = t2.add(a.mul(b2));
            t3 = t3.add(a.mul(b3));
            t4 = t4.add(a.mul(b4));
            a = (LongVector) IntVector.fromArray(H, v, at + 1 * STRIDE).convertShape(VectorOperators.I2L, L, 0);
            t1 = t1.add(a.mul(b0));
            t2 = t2.add(a.mul(b1));
            t3 = t3.add(a.mul(b2));
            t4 = t4.add(a.mul(b3));
            t5 = t5.add(a.mul(b4));
            a = (LongVector) IntVector.fromArray(H, v, at + 2 * STRIDE).convertShape(VectorOperators.I2L, L, 0);
            t2 = t2.add(a.mul(b0));
            t3 = t3.add(a.mul(b1));
            t4 = t4.add(a.mul(b2));
            t5 = t5.add(a.mul(b3));
            t6 = t6.add(a.mul(b4));
            a = (LongVector) IntVector.fromArray(H, v, at + 3 * STRIDE).convertShape(VectorOperators.I2L, L, 0);
            t3 = t3.add(a.mul(b0));
            t4 = t4.add(a.mul(b1));
            t5 = t5.add(a.mul(b2));
            t6 = t6.add(a.mul(b3));
            t7 = t7.add(a.mul(b4));
            a = (LongVector) IntVector.fromArray(H, v, at + 4 * STRIDE).convertShape(VectorOperators.I2L, L, 0);
            t4 = t4.add(a.mul(b0));
            t5 = t5.add(a.mul(b1));
            t6 = t6.add(a.mul(b2));
            t7 = t7.add(a.mul(b3));
            t8 = t8.add(a.mul(b4));
            at += TILE;
            if (--room == 0) {
                room = 256;
                t1 = t1.add(t0.lanewise(VectorOperators.LSHR, 26));
                t0 = t0.and(MASK);
                t2 = t2.add(t1.lanewise(VectorOperators.LSHR, 26));
                t1 = t1.and(MASK);
                t3 = t3.add(t2.lanewise(VectorOperators.LSHR, 26));
                t2 = t2.and(MASK);
                t4 = t4.add(t3.lanewise(VectorOperators.LSHR, 26));
                t3 = t3.and(MASK);
                t5 = t5.add(t4.lanewise(VectorOperators.LSHR, 26));
                t4 = t4.and(MASK);
                t6 = t6.add(t5.lanewise(VectorOperators.LSHR, 26));
                t5 = t5.and(MASK);
                t7 = t7.add(t6.lanewise(VectorOperators.LSHR, 26));
                t6 = t6.and(MASK);
                t8 = t8.add(t7.lanewise(VectorOperators.LSHR, 26));
                t7 = t7.and(MASK);
                t9 = t9.add(t8.lanewise(VectorOperators.LSHR, 26));
                t8 = t8.and(MASK);
            }
        }
        t1 = t1.add(t0.lanewise(VectorOperators.LSHR, 26));
        t0 = t0.and(MASK);
        t2 = t2.add(t1.lanewise(VectorOperators.LSHR, 26));
        t1 = t1.and(MASK);
        t3 = t3.add(t2.lanewise(VectorOperators.LSHR, 26));
        t2 = t2.and(MASK);
        t4 = t4.add(t3.lanewise(VectorOperators.LSHR, 26));
        t3 = t3.and(MASK);
        t5 = t5.add(t4.lanewise(VectorOperators.LSHR, 26));
        t4 = t4.and(MASK);
        t6 = t6.add(t5.lanewise(VectorOperators.LSHR, 26));
        t5 = t5.and(MASK);
        t7 = t7.add(t6.lanewise(VectorOperators.LSHR, 26));
        t6 = t6.and(MASK);
        t8 = t8.add(t7.lanewise(VectorOperators.LSHR, 26));
        t7 = t7.and(MASK);
        t9 = t9.add(t8.lanewise(VectorOperators.LSHR, 26));
        t8 = t8.and(MASK);
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
        LongVector m = t0.neg().and(MASK);
        t1 = t1.add(t0.add(m).lanewise(VectorOperators.ASHR, 26));
        t4 = t4.add(m.lanewise(VectorOperators.LSHL, 24).sub(m.lanewise(VectorOperators.LSHL, 4)));
        m = t1.neg().and(MASK);
        t2 = t2.add(t1.add(m).lanewise(VectorOperators.ASHR, 26));
        t5 = t5.add(m.lanewise(VectorOperators.LSHL, 24).sub(m.lanewise(VectorOperators.LSHL, 4)));
        m = t2.neg().and(MASK);
        t3 = t3.add(t2.add(m).lanewise(VectorOperators.ASHR, 26));
        t6 = t6.add(m.lanewise(VectorOperators.LSHL, 24).sub(m.lanewise(VectorOperators.LSHL, 4)));
        m = t3.neg().and(MASK);
        t4 = t4.add(t3.add(m).lanewise(VectorOperators.ASHR, 26));
        t7 = t7.add(m.lanewise(VectorOperators.LSHL, 24).sub(m.lanewise(VectorOperators.LSHL, 4)));
        m = t4.neg().and(MASK);
        t5 = t5.add(t4.add(m).lanewise(VectorOperators.ASHR, 26));
        t8 = t8.add(m.lanewise(VectorOperators.LSHL, 24).sub(m.lanewise(VectorOperators.LSHL, 4)));
        t6 = t6.add(t5.lanewise(VectorOperators.ASHR, 26));
        t5 = t5.and(MASK);
        t7 = t7.add(t6.lanewise(VectorOperators.ASHR, 26));
        t6 = t6.and(MASK);
        t8 = t8.add(t7.lanewise(VectorOperators.ASHR, 26));
        t7 = t7.and(MASK);
        t9 = t9.add(t8.lanewise(VectorOperators.ASHR, 26));
        t8 = t8.and(MASK);
        LongVector q = t9.lanewise(VectorOperators.LSHR, 24);
        t9 = t9.and(TOP_MASK);
        t9 = t9.add(q.lanewise(VectorOperators.LSHL, 4));
        t5 = t5.sub(q);
        t6 = t6.add(t5.lanewise(VectorOperators.ASHR, 26));
        t5 = t5.and(MASK);
        t7 = t7.add(t6.lanewise(VectorOperators.ASHR, 26));
        t6 = t6.and(MASK);
        t8 = t8.add(t7.lanewise(VectorOperators.ASHR, 26));
        t7 = t7.and(MASK);
        t9 = t9.add(t8.lanewise(VectorOperators.ASHR, 26));
        t8 = t8.and(MASK);
        q = t9.lanewise(VectorOperators.LSHR, 24);
        t9 = t9.and(TOP_MASK);
        t9 = t9.add(q.lanewise(VectorOperators.LSHL, 4));
        t5 = t5.sub(q);
        t6 = t6.add(t5.lanewise(VectorOperators.ASHR, 26));
        t5 = t5.and(MASK);
        t7 = t7.add(t6.lanewise(VectorOperators.ASHR, 26));
        t6 = t6.and(MASK);
        t8 = t8.add(t7.lanewise(VectorOperators.ASHR, 26));
        t7 = t7.and(MASK);
        t9 = t9.add(t8.lanewise(VectorOperators.ASHR, 26));
        t8 = t8.and(MASK);
        ((IntVector) t5.convertShape(VectorOperators.L2I, H, 0)).intoArray(out, to + lane);
        ((IntVector) t6.convertShape(VectorOperators.L2I, H, 0)).intoArray(out, to + 1 * STRIDE + lane);
        ((IntVector) t7.convertShape(VectorOperators.L2I, H, 0)).intoArray(out, to + 2 * STRIDE + lane);
        ((IntVector) t8.convertShape(VectorOperators.L2I, H, 0)).intoArray(out, to + 3 * STRIDE + lane);
        ((IntVector) t9.convertShape(VectorOperators.L2I, H, 0)).intoArray(out, to + 4 * STRIDE + lane);
    }

    @Override
    void fetch(int[] planes, long[] words, int[] index, int from, int n, long[] table) {
        Fp128Scalar.lay(words, index, from, n, table);
        for (int i = 0; i < n; i += W) {
            LongVector g0 = LongVector.fromArray(L, words, i);
            LongVector g1 = LongVector.fromArray(L, words, 1 * STRIDE + i);
            LongVector a0 = g0.and(MASK);
            LongVector a1 = g0.lanewise(VectorOperators.LSHR, 26).and(MASK);
            LongVector a2 = g0.lanewise(VectorOperators.LSHR, 52)
                    .or(g1.lanewise(VectorOperators.LSHL, 12))
                    .and(MASK);
            LongVector a3 = g1.lanewise(VectorOperators.LSHR, 14).and(MASK);
            LongVector a4 = g1.lanewise(VectorOperators.LSHR, 40);
            ((IntVector) a0.convertShape(VectorOperators.L2I, H, 0)).intoArray(planes, i);
            ((IntVector) a1.convertShape(VectorOperators.L2I, H, 0)).intoArray(planes, 1 * STRIDE + i);
            ((IntVector) a2.convertShape(VectorOperators.L2I, H, 0)).intoArray(planes, 2 * STRIDE + i);
            ((IntVector) a3.convertShape(VectorOperators.L2I, H, 0)).intoArray(planes, 3 * STRIDE + i);
            ((IntVector) a4.convertShape(VectorOperators.L2I, H, 0)).intoArray(planes, 4 * STRIDE + i);
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
            LongVector q = s4.lanewise(VectorOperators.LSHR, 24);
            s4 = s4.and(TOP_MASK);
            s4 = s4.add(q.lanewise(VectorOperators.LSHL, 4));
            s0 = s0.sub(q);
            s1 = s1.add(s0.lanewise(VectorOperators.ASHR, 26));
            s0 = s0.and(MASK);
            s2 = s2.add(s1.lanewise(VectorOperators.ASHR, 26));
            s1 = s1.and(MASK);
            s3 = s3.add(s2.lanewise(VectorOperators.ASHR, 26));
            s2 = s2.and(MASK);
            s4 = s4.add(s3.lanewise(VectorOperators.ASHR, 26));
            s3 = s3.and(MASK);
            s0.or(s1.lanewise(VectorOperators.LSHL, 26))
                    .or(s2.lanewise(VectorOperators.LSHL, 52))
                    .intoArray(words, i);
            s2.lanewise(VectorOperators.LSHR, 12)
                    .or(s3.lanewise(VectorOperators.LSHL, 14))
                    .or(s4.lanewise(VectorOperators.LSHL, 40))
                    .intoArray(words, wS + i);
        }
        for (; i < n; i++) {
            Fp128Scalar.packOne(words, i, wS, a, aO + i, aS);
        }
    }
}
