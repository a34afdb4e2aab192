package holdfast.zk.field;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Carryless} on vectors: the same steps, a lane to an element. */
final class CarrylessVector extends Carryless {
    private static final VectorSpecies<Long> L = VectorKernels.LONGS;
    private final Carryless tail = new CarrylessScalar();

    @Override
    void multiply(long[] lo, int loAt, long[] hi, int hiAt, long[] a, int aAt, long[] b, int bAt, int n) {
        int i = 0;
        for (; i + L.length() <= n; i += L.length()) {
            LongVector x = LongVector.fromArray(L, a, aAt + i);
            LongVector y = LongVector.fromArray(L, b, bAt + i);
            LongVector xh = x.lanewise(VectorOperators.LSHR, 32);
            LongVector yh = y.lanewise(VectorOperators.LSHR, 32);
            LongVector xm = x.lanewise(VectorOperators.XOR, xh);
            LongVector ym = y.lanewise(VectorOperators.XOR, yh);
            LongVector lx0 = x.and(0x11111111L);
            LongVector lx1 = x.and(0x22222222L);
            LongVector lx2 = x.and(0x44444444L);
            LongVector lx3 = x.and(0x88888888L);
            LongVector ly0 = y.and(0x11111111L);
            LongVector ly1 = y.and(0x22222222L);
            LongVector ly2 = y.and(0x44444444L);
            LongVector ly3 = y.and(0x88888888L);
            LongVector lz0 = lx0.mul(ly0)
                    .lanewise(VectorOperators.XOR, lx1.mul(ly3))
                    .lanewise(VectorOperators.XOR, lx2.mul(ly2))
                    .lanewise(VectorOperators.XOR, lx3.mul(ly1))
                    .and(0x1111111111111111L);
            LongVector lz1 = lx0.mul(ly1)
                    .lanewise(VectorOperators.XOR, lx1.mul(ly0))
                    .lanewise(VectorOperators.XOR, lx2.mul(ly3))
                    .lanewise(VectorOperators.XOR, lx3.mul(ly2))
                    .and(0x2222222222222222L);
            LongVector lz2 = lx0.mul(ly2)
                    .lanewise(VectorOperators.XOR, lx1.mul(ly1))
                    .lanewise(VectorOperators.XOR, lx2.mul(ly0))
                    .lanewise(VectorOperators.XOR, lx3.mul(ly3))
                    .and(0x4444444444444444L);
            LongVector lz3 = lx0.mul(ly3)
                    .lanewise(VectorOperators.XOR, lx1.mul(ly2))
                    .lanewise(VectorOperators.XOR, lx2.mul(ly1))
                    .lanewise(VectorOperators.XOR, lx3.mul(ly0))
                    .and(0x8888888888888888L);
            LongVector low = lz0.or(lz1).or(lz2).or(lz3);
            LongVector hx0 = xh.and(0x11111111L);
            LongVector hx1 = xh.and(0x22222222L);
            LongVector hx2 = xh.and(0x44444444L);
            LongVector hx3 = xh.and(0x88888888L);
            LongVector hy0 = yh.and(0x11111111L);
            LongVector hy1 = yh.and(0x22222222L);
            LongVector hy2 = yh.and(0x44444444L);
            LongVector hy3 = yh.and(0x88888888L);
            LongVector hz0 = hx0.mul(hy0)
                    .lanewise(VectorOperators.XOR, hx1.mul(hy3))
                    .lanewise(VectorOperators.XOR, hx2.mul(hy2))
                    .lanewise(VectorOperators.XOR, hx3.mul(hy1))
                    .and(0x1111111111111111L);
            LongVector hz1 = hx0.mul(hy1)
                    .lanewise(VectorOperators.XOR, hx1.mul(hy0))
                    .lanewise(VectorOperators.XOR, hx2.mul(hy3))
                    .lanewise(VectorOperators.XOR, hx3.mul(hy2))
                    .and(0x2222222222222222L);
            LongVector hz2 = hx0.mul(hy2)
                    .lanewise(VectorOperators.XOR, hx1.mul(hy1))
                    .lanewise(VectorOperators.XOR, hx2.mul(hy0))
                    .lanewise(VectorOperators.XOR, hx3.mul(hy3))
                    .and(0x4444444444444444L);
            LongVector hz3 = hx0.mul(hy3)
                    .lanewise(VectorOperators.XOR, hx1.mul(hy2))
                    .lanewise(VectorOperators.XOR, hx2.mul(hy1))
                    .lanewise(VectorOperators.XOR, hx3.mul(hy0))
                    .and(0x8888888888888888L);
            LongVector high = hz0.or(hz1).or(hz2).or(hz3);
            LongVector mx0 = xm.and(0x11111111L);
            LongVector mx1 = xm.and(0x22222222L);
            LongVector mx2 = xm.and(0x44444444L);
            LongVector mx3 = xm.and(0x88888888L);
            LongVector my0 = ym.and(0x11111111L);
            LongVector my1 = ym.and(0x22222222L);
            LongVector my2 = ym.and(0x44444444L);
            LongVector my3 = ym.and(0x88888888L);
            LongVector mz0 = mx0.mul(my0)
                    .lanewise(VectorOperators.XOR, mx1.mul(my3))
                    .lanewise(VectorOperators.XOR, mx2.mul(my2))
                    .lanewise(VectorOperators.XOR, mx3.mul(my1))
                    .and(0x1111111111111111L);
            LongVector mz1 = mx0.mul(my1)
                    .lanewise(VectorOperators.XOR, mx1.mul(my0))
                    .lanewise(VectorOperators.XOR, mx2.mul(my3))
                    .lanewise(VectorOperators.XOR, mx3.mul(my2))
                    .and(0x2222222222222222L);
            LongVector mz2 = mx0.mul(my2)
                    .lanewise(VectorOperators.XOR, mx1.mul(my1))
                    .lanewise(VectorOperators.XOR, mx2.mul(my0))
                    .lanewise(VectorOperators.XOR, mx3.mul(my3))
                    .and(0x4444444444444444L);
            LongVector mz3 = mx0.mul(my3)
                    .lanewise(VectorOperators.XOR, mx1.mul(my2))
                    .lanewise(VectorOperators.XOR, mx2.mul(my1))
                    .lanewise(VectorOperators.XOR, mx3.mul(my0))
                    .and(0x8888888888888888L);
            LongVector middle = mz0.or(mz1).or(mz2).or(mz3);
            middle = middle.lanewise(VectorOperators.XOR, low).lanewise(VectorOperators.XOR, high);
            low.lanewise(VectorOperators.XOR, middle.lanewise(VectorOperators.LSHL, 32))
                    .intoArray(lo, loAt + i);
            high.lanewise(VectorOperators.XOR, middle.lanewise(VectorOperators.LSHR, 32))
                    .intoArray(hi, hiAt + i);
        }
        tail.multiply(lo, loAt + i, hi, hiAt + i, a, aAt + i, b, bAt + i, n - i);
    }
}
