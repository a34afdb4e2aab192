package holdfast.zk.field;

/**
 * The Fp128 kernels on plain integers: the same steps as the vector kernels with one lane, unrolled so that all limbs stay in registers.
 */
final class Fp128Scalar extends PrimeKernel {
    private static final int TILE = SparseRows.TILE;
    private static final int STRIDE = PrimeKernel.STRIDE;
    private static final int MASK = (1 << 26) - 1;
    private static final int TOP_MASK = (1 << 24) - 1;

    Fp128Scalar() {
        super(1);
    }

    /** The Montgomery product, element by element. */
    @Override
    void mul(int[] d, int dO, int dS, int[] a, int aO, int aS, int[] b, int bO, int bS, int n) {
        for (int i = 0; i < n; i++) {
            long b0 = b[bO + i];
            long b1 = b[bO + bS + i];
            long b2 = b[bO + 2 * bS + i];
            long b3 = b[bO + 3 * bS + i];
            long b4 = b[bO + 4 * bS + i];
            long x = a[aO + i];
            long t0 = x * b0;
            long t1 = x * b1;
            long t2 = x * b2;
            long t3 = x * b3;
            long t4 = x * b4;
            long m = -t0 & MASK;
            t1 += (t0 + m) >> 26;
            t4 += (m << 24) - (m << 4);
            x = a[aO + aS + i];
            t1 += x * b0;
            t2 += x * b1;
            t3 += x * b2;
            t4 += x * b3;
            long t5 = x * b4;
            m = -t1 & MASK;
            t2 += (t1 + m) >> 26;
            t5 += (m << 24) - (m << 4);
            x = a[aO + 2 * aS + i];
            t2 += x * b0;
            t3 += x * b1;
            t4 += x * b2;
            t5 += x * b3;
            long t6 = x * b4;
            m = -t2 & MASK;
            t3 += (t2 + m) >> 26;
            t6 += (m << 24) - (m << 4);
            x = a[aO + 3 * aS + i];
            t3 += x * b0;
            t4 += x * b1;
            t5 += x * b2;
            t6 += x * b3;
            long t7 = x * b4;
            m = -t3 & MASK;
            t4 += (t3 + m) >> 26;
            t7 += (m << 24) - (m << 4);
            x = a[aO + 4 * aS + i];
            t4 += x * b0;
            t5 += x * b1;
            t6 += x * b2;
            t7 += x * b3;
            long t8 = x * b4;
            m = -t4 & MASK;
            t5 += (t4 + m) >> 26;
            t8 += (m << 24) - (m << 4);
            t6 += t5 >> 26;
            t5 &= MASK;
            t7 += t6 >> 26;
            t6 &= MASK;
            t8 += t7 >> 26;
            t7 &= MASK;
            long t9 = t8 >> 26;
            t8 &= MASK;
            d[dO + i] = (int) t5;
            d[dO + dS + i] = (int) t6;
            d[dO + 2 * dS + i] = (int) t7;
            d[dO + 3 * dS + i] = (int) t8;
            d[dO + 4 * dS + i] = (int) t9;
        }
    }

    /** The sum, brought below 2p by folding the bits above the modulus's width. */
    @Override
    void add(int[] d, int dO, int dS, int[] a, int aO, int aS, int[] b, int bO, int bS, int n) {
        for (int i = 0; i < n; i++) {
            int s0 = a[aO + i] + b[bO + i];
            int s1 = a[aO + aS + i] + b[bO + bS + i];
            int s2 = a[aO + 2 * aS + i] + b[bO + 2 * bS + i];
            int s3 = a[aO + 3 * aS + i] + b[bO + 3 * bS + i];
            int s4 = a[aO + 4 * aS + i] + b[bO + 4 * bS + i];
            int q = s4 >>> 24;
            s4 &= TOP_MASK;
            s4 += q << 4;
            s0 -= q;
            s1 += s0 >> 26;
            s0 &= MASK;
            s2 += s1 >> 26;
            s1 &= MASK;
            s3 += s2 >> 26;
            s2 &= MASK;
            s4 += s3 >> 26;
            s3 &= MASK;
            d[dO + i] = s0;
            d[dO + dS + i] = s1;
            d[dO + 2 * dS + i] = s2;
            d[dO + 3 * dS + i] = s3;
            d[dO + 4 * dS + i] = s4;
        }
    }

    /** The difference: 4p is added first, spread so that no limb turns negative, and then folded like a sum. */
    @Override
    void sub(int[] d, int dO, int dS, int[] a, int aO, int aS, int[] b, int bO, int bS, int n) {
        for (int i = 0; i < n; i++) {
            int s0 = a[aO + i] - b[bO + i] + 0x4000004;
            int s1 = a[aO + aS + i] - b[bO + bS + i] + 0x3FFFFFF;
            int s2 = a[aO + 2 * aS + i] - b[bO + 2 * bS + i] + 0x3FFFFFF;
            int s3 = a[aO + 3 * aS + i] - b[bO + 3 * bS + i] + 0x3FFFFFF;
            int s4 = a[aO + 4 * aS + i] - b[bO + 4 * bS + i] + 0x3FFFFBF;
            int q = s4 >>> 24;
            s4 &= TOP_MASK;
            s4 += q << 4;
            s0 -= q;
            s1 += s0 >> 26;
            s0 &= MASK;
            s2 += s1 >> 26;
            s1 &= MASK;
            s3 += s2 >> 26;
            s2 &= MASK;
            s4 += s3 >> 26;
            s3 &= MASK;
            d[dO + i] = s0;
            d[dO + dS + i] = s1;
            d[dO + 2 * dS + i] = s2;
            d[dO + 3 * dS + i] = s3;
            d[dO + 4 * dS + i] = s4;
        }
    }

    /** Adds the inner product, as columns of limb products with the carries passed on, to {@code columns}. */
    @Override
    void dot(long[] columns, int[] a, int aO, int aS, int[] b, int bO, int bS, int n) {
        long t0 = 0;
        long t1 = 0;
        long t2 = 0;
        long t3 = 0;
        long t4 = 0;
        long t5 = 0;
        long t6 = 0;
        long t7 = 0;
        long t8 = 0;
        long t9 = 0;
        int i = 0;
        while (i < n) {
            int end = Math.min(n, i + 256);
            for (; i < end; i++) {
                long b0 = b[bO + i];
                long b1 = b[bO + bS + i];
                long b2 = b[bO + 2 * bS + i];
                long b3 = b[bO + 3 * bS + i];
                long b4 = b[bO + 4 * bS + i];
                long x = a[aO + i];
                t0 += x * b0;
                t1 += x * b1;
                t2 += x * b2;
                t3 += x * b3;
                t4 += x * b4;
                x = a[aO + aS + i];
                t1 += x * b0;
                t2 += x * b1;
                t3 += x * b2;
                t4 += x * b3;
                t5 += x * b4;
                x = a[aO + 2 * aS + i];
                t2 += x * b0;
                t3 += x * b1;
                t4 += x * b2;
                t5 += x * b3;
                t6 += x * b4;
                x = a[aO + 3 * aS + i];
                t3 += x * b0;
                t4 += x * b1;
                t5 += x * b2;
                t6 += x * b3;
                t7 += x * b4;
                x = a[aO + 4 * aS + i];
                t4 += x * b0;
                t5 += x * b1;
                t6 += x * b2;
                t7 += x * b3;
                t8 += x * b4;
            }
            t1 += t0 >>> 26;
            t0 &= MASK;
            t2 += t1 >>> 26;
            t1 &= MASK;
            t3 += t2 >>> 26;
            t2 &= MASK;
            t4 += t3 >>> 26;
            t3 &= MASK;
            t5 += t4 >>> 26;
            t4 &= MASK;
            t6 += t5 >>> 26;
            t5 &= MASK;
            t7 += t6 >>> 26;
            t6 &= MASK;
            t8 += t7 >>> 26;
            t7 &= MASK;
            t9 += t8 >>> 26;
            t8 &= MASK;
        }
        columns[0] += t0;
        columns[1] += t1;
        columns[2] += t2;
        columns[3] += t3;
        columns[4] += t4;
        columns[5] += t5;
        columns[6] += t6;
        columns[7] += t7;
        columns[8] += t8;
        columns[9] += t9;
    }

    /** One chunk of {@link Field#multiplySparse}: lanes are rows, each step adds one product to every row, as columns of limb products. */
    @Override
    void multiplyChunk(long[] columns, int[] v, int[] x, int from, int steps, int lane) {
        long t0 = 0;
        long t1 = 0;
        long t2 = 0;
        long t3 = 0;
        long t4 = 0;
        long t5 = 0;
        long t6 = 0;
        long t7 = 0;
        long t8 = 0;
        long t9 = 0;
        int at = from + lane;
        int room = 256;
        for (int step = 0; step < steps; step++) {
            long b0 = x[at];
            long b1 = x[at + 1 * STRIDE];
            long b2 = x[at + 2 * STRIDE];
            long b3 = x[at + 3 * STRIDE];
            long b4 = x[at + 4 * STRIDE];
            long a = v[at];
            t0 += a * b0;
            t1 += a * b1;
            t2 += a * b2;
            t3 += a * b3;
            t4 += a * b4;
            a = v[at + 1 * STRIDE];
            t1 += a * b0;
            t2 += a * b1;
            t3 += a * b2;
            t4 += a * b3;
            t5 += a * b4;
            a = v[at + 2 * STRIDE];
            t2 += a * b0;
            t3 += a * b1;
            t4 += a * b2;
            t5 += a * b3;
            t6 += a * b4;
            a = v[at + 3 * STRIDE];
            t3 += a * b0;
            t4 += a * b1;
            t5 += a * b2;
            t6 += a * b3;
            t7 += a * b4;
            a = v[at + 4 * STRIDE];
            t4 += a * b0;
            t5 += a * b1;
            t6 += a * b2;
            t7 += a * b3;
            t8 += a * b4;
            at += TILE;
            if (--room == 0) {
                room = 256;
                t1 += t0 >>> 26;
                t0 &= MASK;
                t2 += t1 >>> 26;
                t1 &= MASK;
                t3 += t2 >>> 26;
                t2 &= MASK;
                t4 += t3 >>> 26;
                t3 &= MASK;
                t5 += t4 >>> 26;
                t4 &= MASK;
                t6 += t5 >>> 26;
                t5 &= MASK;
                t7 += t6 >>> 26;
                t6 &= MASK;
                t8 += t7 >>> 26;
                t7 &= MASK;
                t9 += t8 >>> 26;
                t8 &= MASK;
            }
        }
        t1 += t0 >>> 26;
        t0 &= MASK;
        t2 += t1 >>> 26;
        t1 &= MASK;
        t3 += t2 >>> 26;
        t2 &= MASK;
        t4 += t3 >>> 26;
        t3 &= MASK;
        t5 += t4 >>> 26;
        t4 &= MASK;
        t6 += t5 >>> 26;
        t5 &= MASK;
        t7 += t6 >>> 26;
        t6 &= MASK;
        t8 += t7 >>> 26;
        t7 &= MASK;
        t9 += t8 >>> 26;
        t8 &= MASK;
        columns[lane] = t0;
        columns[1 * TILE + lane] = t1;
        columns[2 * TILE + lane] = t2;
        columns[3 * TILE + lane] = t3;
        columns[4 * TILE + lane] = t4;
        columns[5 * TILE + lane] = t5;
        columns[6 * TILE + lane] = t6;
        columns[7 * TILE + lane] = t7;
        columns[8 * TILE + lane] = t8;
        columns[9 * TILE + lane] = t9;
    }

    /** The Montgomery reduction of a chunk's columns, brought below 2p. */
    @Override
    void reduceChunk(int[] out, int to, long[] columns, int lane) {
        long t0 = columns[lane];
        long t1 = columns[1 * TILE + lane];
        long t2 = columns[2 * TILE + lane];
        long t3 = columns[3 * TILE + lane];
        long t4 = columns[4 * TILE + lane];
        long t5 = columns[5 * TILE + lane];
        long t6 = columns[6 * TILE + lane];
        long t7 = columns[7 * TILE + lane];
        long t8 = columns[8 * TILE + lane];
        long t9 = columns[9 * TILE + lane];
        long m = -t0 & MASK;
        t1 += (t0 + m) >> 26;
        t4 += (m << 24) - (m << 4);
        m = -t1 & MASK;
        t2 += (t1 + m) >> 26;
        t5 += (m << 24) - (m << 4);
        m = -t2 & MASK;
        t3 += (t2 + m) >> 26;
        t6 += (m << 24) - (m << 4);
        m = -t3 & MASK;
        t4 += (t3 + m) >> 26;
        t7 += (m << 24) - (m << 4);
        m = -t4 & MASK;
        t5 += (t4 + m) >> 26;
        t8 += (m << 24) - (m << 4);
        t6 += t5 >> 26;
        t5 &= MASK;
        t7 += t6 >> 26;
        t6 &= MASK;
        t8 += t7 >> 26;
        t7 &= MASK;
        t9 += t8 >> 26;
        t8 &= MASK;
        long q = t9 >>> 24;
        t9 &= TOP_MASK;
        t9 += q << 4;
        t5 -= q;
        t6 += t5 >> 26;
        t5 &= MASK;
        t7 += t6 >> 26;
        t6 &= MASK;
        t8 += t7 >> 26;
        t7 &= MASK;
        t9 += t8 >> 26;
        t8 &= MASK;
        q = t9 >>> 24;
        t9 &= TOP_MASK;
        t9 += q << 4;
        t5 -= q;
        t6 += t5 >> 26;
        t5 &= MASK;
        t7 += t6 >> 26;
        t6 &= MASK;
        t8 += t7 >> 26;
        t7 &= MASK;
        t9 += t8 >> 26;
        t8 &= MASK;
        out[to + lane] = (int) t5;
        out[to + 1 * STRIDE + lane] = (int) t6;
        out[to + 2 * STRIDE + lane] = (int) t7;
        out[to + 3 * STRIDE + lane] = (int) t8;
        out[to + 4 * STRIDE + lane] = (int) t9;
    }

    /** Copies entries of a table word by word into planes, where vectors can load them. */
    static void lay(long[] words, int[] index, int from, int n, long[] table) {
        for (int i = 0; i < n; i++) {
            int at = index[from + i] * 2;
            words[i] = table[at];
            words[1 * STRIDE + i] = table[at + 1];
        }
    }

    @Override
    void fetch(int[] planes, long[] words, int[] index, int from, int n, long[] table) {
        lay(words, index, from, n, table);
        for (int i = 0; i < n; i++) {
            long g0 = words[i];
            long g1 = words[1 * STRIDE + i];
            long a0 = g0 & MASK;
            long a1 = (g0 >>> 26) & MASK;
            long a2 = ((g0 >>> 52) | (g1 << 12)) & MASK;
            long a3 = (g1 >>> 14) & MASK;
            long a4 = g1 >>> 40;
            planes[i] = (int) a0;
            planes[1 * STRIDE + i] = (int) a1;
            planes[2 * STRIDE + i] = (int) a2;
            planes[3 * STRIDE + i] = (int) a3;
            planes[4 * STRIDE + i] = (int) a4;
        }
    }

    /** Packs limbs into words, word by word in planes; numbers of more bits than the words have are folded first. */
    @Override
    void pack(long[] words, int wS, int[] a, int aO, int aS, int n) {
        for (int i = 0; i < n; i++) {
            packOne(words, i, wS, a, aO + i, aS);
        }
    }

    static void packOne(long[] words, int at, int wS, int[] a, int aO, int aS) {
        long s0 = a[aO];
        long s1 = a[aO + aS];
        long s2 = a[aO + 2 * aS];
        long s3 = a[aO + 3 * aS];
        long s4 = a[aO + 4 * aS];
        long q = s4 >>> 24;
        s4 &= TOP_MASK;
        s4 += q << 4;
        s0 -= q;
        s1 += s0 >> 26;
        s0 &= MASK;
        s2 += s1 >> 26;
        s1 &= MASK;
        s3 += s2 >> 26;
        s2 &= MASK;
        s4 += s3 >> 26;
        s3 &= MASK;
        words[at] = s0 | (s1 << 26) | (s2 << 52);
        words[wS + at] = (s2 >>> 12) | (s3 << 14) | (s4 << 40);
    }
}
