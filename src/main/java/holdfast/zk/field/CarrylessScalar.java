package holdfast.zk.field;

/** {@link Carryless} on plain integers. */
final class CarrylessScalar extends Carryless {
    @Override
    void multiply(long[] lo, int loAt, long[] hi, int hiAt, long[] a, int aAt, long[] b, int bAt, int n) {
        for (int i = 0; i < n; i++) {
            long x = a[aAt + i];
            long y = b[bAt + i];
            long xh = x >>> 32;
            long yh = y >>> 32;
            long xm = x ^ xh;
            long ym = y ^ yh;
            long lx0 = x & 0x11111111L;
            long lx1 = x & 0x22222222L;
            long lx2 = x & 0x44444444L;
            long lx3 = x & 0x88888888L;
            long ly0 = y & 0x11111111L;
            long ly1 = y & 0x22222222L;
            long ly2 = y & 0x44444444L;
            long ly3 = y & 0x88888888L;
            long lz0 = ((lx0 * ly0) ^ (lx1 * ly3) ^ (lx2 * ly2) ^ (lx3 * ly1)) & 0x1111111111111111L;
            long lz1 = ((lx0 * ly1) ^ (lx1 * ly0) ^ (lx2 * ly3) ^ (lx3 * ly2)) & 0x2222222222222222L;
            long lz2 = ((lx0 * ly2) ^ (lx1 * ly1) ^ (lx2 * ly0) ^ (lx3 * ly3)) & 0x4444444444444444L;
            long lz3 = ((lx0 * ly3) ^ (lx1 * ly2) ^ (lx2 * ly1) ^ (lx3 * ly0)) & 0x8888888888888888L;
            long low = lz0 | lz1 | lz2 | lz3;
            long hx0 = xh & 0x11111111L;
            long hx1 = xh & 0x22222222L;
            long hx2 = xh & 0x44444444L;
            long hx3 = xh & 0x88888888L;
            long hy0 = yh & 0x11111111L;
            long hy1 = yh & 0x22222222L;
            long hy2 = yh & 0x44444444L;
            long hy3 = yh & 0x88888888L;
            long hz0 = ((hx0 * hy0) ^ (hx1 * hy3) ^ (hx2 * hy2) ^ (hx3 * hy1)) & 0x1111111111111111L;
            long hz1 = ((hx0 * hy1) ^ (hx1 * hy0) ^ (hx2 * hy3) ^ (hx3 * hy2)) & 0x2222222222222222L;
            long hz2 = ((hx0 * hy2) ^ (hx1 * hy1) ^ (hx2 * hy0) ^ (hx3 * hy3)) & 0x4444444444444444L;
            long hz3 = ((hx0 * hy3) ^ (hx1 * hy2) ^ (hx2 * hy1) ^ (hx3 * hy0)) & 0x8888888888888888L;
            long high = hz0 | hz1 | hz2 | hz3;
            long mx0 = xm & 0x11111111L;
            long mx1 = xm & 0x22222222L;
            long mx2 = xm & 0x44444444L;
            long mx3 = xm & 0x88888888L;
            long my0 = ym & 0x11111111L;
            long my1 = ym & 0x22222222L;
            long my2 = ym & 0x44444444L;
            long my3 = ym & 0x88888888L;
            long mz0 = ((mx0 * my0) ^ (mx1 * my3) ^ (mx2 * my2) ^ (mx3 * my1)) & 0x1111111111111111L;
            long mz1 = ((mx0 * my1) ^ (mx1 * my0) ^ (mx2 * my3) ^ (mx3 * my2)) & 0x2222222222222222L;
            long mz2 = ((mx0 * my2) ^ (mx1 * my1) ^ (mx2 * my0) ^ (mx3 * my3)) & 0x4444444444444444L;
            long mz3 = ((mx0 * my3) ^ (mx1 * my2) ^ (mx2 * my1) ^ (mx3 * my0)) & 0x8888888888888888L;
            long middle = mz0 | mz1 | mz2 | mz3;
            middle ^= low ^ high;
            lo[loAt + i] = low ^ (middle << 32);
            hi[hiAt + i] = high ^ (middle >>> 32);
        }
    }
}
