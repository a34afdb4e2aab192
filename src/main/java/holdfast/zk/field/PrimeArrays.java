package holdfast.zk.field;

import java.util.Arrays;
import java.util.Objects;

/** The array operations of a prime field, put together from its kernel piece by piece in a buffer that stays in the first cache. */
abstract class PrimeArrays extends PrimeField {
    private static final int PIECE = 256;

    private final PrimeKernel kernel;
    private final int[] modulusLimbs;

    /** R² and 1: products with them bring a number into Montgomery form and out of it. */
    private final IntPlanes radix;

    private final IntPlanes plain;

    PrimeArrays(PrimeKernel kernel, Element modulus, int bytes, int limbs, int limbBits, Element squaredRadix) {
        super(modulus, bytes, limbs, limbBits, squaredRadix);
        this.kernel = kernel;
        this.modulusLimbs = toInts(toLimbs(modulus));
        this.radix = constant(this.squaredRadix, 1);
        this.plain = constant(unit, 1);
    }

    private static int[] toInts(long[] x) {
        int[] out = new int[x.length];
        for (int k = 0; k < x.length; k++) {
            out[k] = (int) x[k];
        }
        return out;
    }

    final IntPlanes planes(FieldArray a) {
        if (a instanceof IntPlanes p && p.limbs == limbs) {
            return p;
        }
        throw new IllegalArgumentException("the array does not belong to the field " + name());
    }

    private IntPlanes buffer(int length) {
        return IntPlanes.allocate(limbs, Math.min(length, PIECE));
    }

    private IntPlanes constant(long[] value, int length) {
        IntPlanes p = buffer(length);
        for (int k = 0; k < limbs; k++) {
            Arrays.fill(p.data, k * p.stride, k * p.stride + p.length, (int) value[k]);
        }
        return p;
    }

    @Override
    public FieldArray newArray(int length) {
        return IntPlanes.allocate(limbs, length);
    }

    // ---- single elements, by way of the kernel ----

    @Override
    public Element mul(Element a, Element b) {
        IntPlanes x = load(a);
        kernel.mul(x, x, load(b));
        kernel.mul(x, x, radix);
        return canonical(x);
    }

    @Override
    public Element get(FieldArray a, int index) {
        IntPlanes p = planes(a);
        Objects.checkIndex(index, p.length);
        IntPlanes x = IntPlanes.single(limbs);
        kernel.mul(x, p.view(p.base + index, 1), plain);
        return canonical(x);
    }

    @Override
    public void set(FieldArray a, int index, Element value) {
        IntPlanes p = planes(a);
        Objects.checkIndex(index, p.length);
        kernel.mul(p.view(p.base + index, 1), load(value), radix);
    }

    private IntPlanes load(Element e) {
        IntPlanes x = IntPlanes.single(limbs);
        unpack(x, 0, new long[] {e.w0(), e.w1(), e.w2(), e.w3()}, 0);
        return x;
    }

    private Element canonical(IntPlanes x) {
        long[] w = new long[4];
        kernel.pack(w, 1, x);
        return reduceOnce(w[0], w[1], w[2], w[3]);
    }

    @Override
    public void fill(FieldArray a, Element value) {
        IntPlanes p = planes(a);
        long[] x = toMontgomery(value);
        for (int k = 0; k < limbs; k++) {
            int from = k * p.stride + p.base;
            Arrays.fill(p.data, from, from + p.length, (int) x[k]);
        }
    }

    @Override
    public void copy(FieldArray target, FieldArray source) {
        sameLength(target, source);
        IntPlanes t = planes(target);
        IntPlanes s = planes(source);
        for (int k = 0; k < limbs; k++) {
            System.arraycopy(s.data, k * s.stride + s.base, t.data, k * t.stride + t.base, t.length);
        }
    }

    @Override
    public void gather(FieldArray target, FieldArray source, int[] index, int from) {
        IntPlanes t = planes(target);
        IntPlanes s = planes(source);
        Objects.checkFromIndexSize(from, t.length, index.length);
        for (int i = 0; i < t.length; i++) {
            Objects.checkIndex(index[from + i], s.length);
        }
        for (int k = 0; k < limbs; k++) {
            int to = k * t.stride + t.base;
            int at = k * s.stride + s.base;
            for (int i = 0; i < t.length; i++) {
                t.data[to + i] = s.data[at + index[from + i]];
            }
        }
    }

    // ---- bytes ----

    @Override
    public int readBytes(FieldArray target, byte[] source, int offset) {
        IntPlanes t = planes(target);
        IntPlanes factors = constant(squaredRadix, t.length);
        long[] words = new long[4];
        for (int from = 0; from < t.length; from += PIECE) {
            IntPlanes piece = t.view(t.base + from, Math.min(PIECE, t.length - from));
            for (int i = 0; i < piece.length; i++) {
                Element e = fromBytes(source, offset + (from + i) * bytes);
                if (e == null) {
                    return from + i;
                }
                words[0] = e.w0();
                words[1] = e.w1();
                words[2] = e.w2();
                words[3] = e.w3();
                unpack(piece, i, words, 0);
            }
            kernel.mul(piece, piece, factors.view(0, piece.length));
        }
        return -1;
    }

    @Override
    public void writeBytes(FieldArray source, byte[] target, int offset, int step) {
        IntPlanes s = planes(source);
        IntPlanes one = constant(unit, s.length);
        IntPlanes numbers = buffer(s.length);
        long[] packed = new long[4 * PIECE];
        for (int from = 0; from < s.length; from += PIECE) {
            int n = Math.min(PIECE, s.length - from);
            kernel.mul(numbers.view(0, n), s.view(s.base + from, n), one.view(0, n));
            kernel.pack(packed, PIECE, numbers.view(0, n));
            for (int i = 0; i < n; i++) {
                Element e = reduceOnce(packed[i], packed[PIECE + i], packed[2 * PIECE + i], packed[3 * PIECE + i]);
                toBytes(e, target, offset + (from + i) * step);
            }
        }
    }

    @Override
    public void sample(FieldArray target, ByteSource random) {
        byte[] buffer = new byte[Math.min(target.length, PIECE) * bytes];
        for (int from = 0; from < target.length; from += PIECE) {
            int n = Math.min(PIECE, target.length - from);
            for (int i = 0; i < n; i++) {
                toBytes(sample(random), buffer, i * bytes);
            }
            int bad = readBytes(target.slice(from, n), buffer, 0);
            assert bad < 0;
        }
    }

    @Override
    public void sampleSubfield(FieldArray target, ByteSource random) {
        sample(target, random);
    }

    // ---- comparison: a stored number is below 2p, hence zero is 0 or p ----

    @Override
    public boolean isZero(FieldArray a) {
        IntPlanes p = planes(a);
        for (int i = 0; i < p.length; i++) {
            int zero = 0;
            int modulus = 0;
            for (int k = 0; k < limbs; k++) {
                int limb = p.data[k * p.stride + p.base + i];
                zero |= limb;
                modulus |= limb ^ modulusLimbs[k];
            }
            if (zero != 0 && modulus != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equal(FieldArray a, FieldArray b) {
        IntPlanes x = planes(a);
        IntPlanes y = planes(b);
        if (x.length != y.length) {
            return false;
        }
        IntPlanes d = buffer(x.length);
        for (int from = 0; from < x.length; from += PIECE) {
            int n = Math.min(PIECE, x.length - from);
            kernel.sub(d.view(0, n), x.view(x.base + from, n), y.view(y.base + from, n));
            if (!isZero(d.view(0, n))) {
                return false;
            }
        }
        return true;
    }

    // ---- arithmetic ----

    @Override
    public void add(FieldArray target, FieldArray a, FieldArray b) {
        sameLength(target, a, b);
        kernel.add(planes(target), planes(a), planes(b));
    }

    @Override
    public void sub(FieldArray target, FieldArray a, FieldArray b) {
        sameLength(target, a, b);
        kernel.sub(planes(target), planes(a), planes(b));
    }

    @Override
    public void mul(FieldArray target, FieldArray a, FieldArray b) {
        sameLength(target, a, b);
        kernel.mul(planes(target), planes(a), planes(b));
    }

    @Override
    public void scale(FieldArray target, FieldArray a, Element k) {
        sameLength(target, a);
        IntPlanes t = planes(target);
        IntPlanes x = planes(a);
        IntPlanes c = constant(toMontgomery(k), t.length);
        for (int from = 0; from < t.length; from += PIECE) {
            int n = Math.min(PIECE, t.length - from);
            kernel.mul(t.view(t.base + from, n), x.view(x.base + from, n), c.view(0, n));
        }
    }

    @Override
    public void axpy(FieldArray y, Element k, FieldArray x) {
        sameLength(y, x);
        accumulate(planes(y), constant(toMontgomery(k), y.length), false, planes(x), false);
    }

    @Override
    public void mulAdd(FieldArray y, FieldArray a, FieldArray x) {
        sameLength(y, a, x);
        accumulate(planes(y), planes(a), true, planes(x), false);
    }

    @Override
    public void mulSub(FieldArray y, FieldArray a, FieldArray x) {
        sameLength(y, a, x);
        accumulate(planes(y), planes(a), true, planes(x), true);
    }

    /** {@code y ± a·x}; a constant in the buffer's length does not advance. */
    private void accumulate(IntPlanes y, IntPlanes a, boolean advance, IntPlanes x, boolean minus) {
        IntPlanes product = buffer(y.length);
        for (int from = 0; from < y.length; from += PIECE) {
            int n = Math.min(PIECE, y.length - from);
            IntPlanes p = product.view(0, n);
            IntPlanes part = y.view(y.base + from, n);
            kernel.mul(p, a.view(a.base + (advance ? from : 0), n), x.view(x.base + from, n));
            if (minus) {
                kernel.sub(part, part, p);
            } else {
                kernel.add(part, part, p);
            }
        }
    }

    @Override
    public Element sum(FieldArray a) {
        IntPlanes x = planes(a);
        IntPlanes one = constant(toMontgomery(Element.ONE), x.length);
        long[] columns = new long[2 * limbs];
        for (int from = 0; from < x.length; from += PIECE) {
            int n = Math.min(PIECE, x.length - from);
            kernel.dot(columns, x.view(x.base + from, n), one.view(0, n));
        }
        return fromColumns(columns);
    }

    @Override
    public Element dot(FieldArray a, FieldArray b) {
        sameLength(a, b);
        long[] columns = new long[2 * limbs];
        kernel.dot(columns, planes(a), planes(b));
        return fromColumns(columns);
    }

    private Element fromColumns(long[] columns) {
        for (int c = 0; c + 1 < columns.length; c++) {
            columns[c + 1] += columns[c] >>> limbBits;
            columns[c] &= limbMask;
        }
        long[] x = new long[limbs];
        reduce(x, columns);
        return fromMontgomery(x);
    }

    // ---- sumcheck ----

    @Override
    public void bind(FieldArray target, FieldArray source, Element r) {
        checkHalf(target, source);
        IntPlanes t = planes(target);
        IntPlanes s = planes(source);
        IntPlanes k = constant(toMontgomery(r), t.length);
        IntPlanes even = buffer(t.length);
        IntPlanes odd = buffer(t.length);
        for (int from = 0; from < t.length; from += PIECE) {
            int n = Math.min(PIECE, t.length - from);
            IntPlanes e = even.view(0, n);
            IntPlanes o = odd.view(0, n);
            split(e, o, s, 2 * from);
            kernel.sub(o, o, e);
            kernel.mul(o, o, k.view(0, n));
            kernel.add(t.view(t.base + from, n), e, o);
        }
    }

    /** Takes pairs from a position of the source apart; the partner of an odd last element is 0. */
    private void split(IntPlanes even, IntPlanes odd, IntPlanes source, int position) {
        int pairs = Math.min(even.length, (source.length - position) / 2);
        for (int k = 0; k < limbs; k++) {
            int s = k * source.stride + source.base + position;
            int e = k * even.stride + even.base;
            int o = k * odd.stride + odd.base;
            kernel.split(even.data, e, odd.data, o, source.data, s, pairs);
            if (pairs < even.length) {
                even.data[e + pairs] = source.data[s + 2 * pairs];
                odd.data[o + pairs] = 0;
            }
        }
    }

    @Override
    public void expand(FieldArray target, FieldArray source, Element r) {
        checkHalf(source, target);
        IntPlanes t = planes(target);
        IntPlanes s = planes(source);
        IntPlanes k = constant(toMontgomery(r), s.length);
        IntPlanes low = buffer(s.length);
        IntPlanes high = buffer(s.length);
        // From the end, so that the source may be the first half of the target.
        for (int from = (s.length - 1) / PIECE * PIECE; from >= 0; from -= PIECE) {
            int n = Math.min(PIECE, s.length - from);
            IntPlanes part = s.view(s.base + from, n);
            kernel.mul(high.view(0, n), part, k.view(0, n));
            kernel.sub(low.view(0, n), part, high.view(0, n));
            int pairs = Math.min(n, (t.length - 2 * from) / 2);
            for (int l = 0; l < limbs; l++) {
                int to = l * t.stride + t.base + 2 * from;
                kernel.join(t.data, to, low.data, l * low.stride, high.data, l * high.stride, pairs);
                if (pairs < n) {
                    t.data[to + 2 * pairs] = low.data[l * low.stride + pairs];
                }
            }
        }
    }

    @Override
    public Pair roundSums(FieldArray p, FieldArray q) {
        sameLength(p, q);
        IntPlanes x = planes(p);
        IntPlanes y = planes(q);
        int half = (x.length + 1) / 2;
        IntPlanes x0 = buffer(half);
        IntPlanes x1 = buffer(half);
        IntPlanes y0 = buffer(half);
        IntPlanes y1 = buffer(half);
        long[] even = new long[2 * limbs];
        long[] difference = new long[2 * limbs];
        for (int from = 0; from < half; from += PIECE) {
            int n = Math.min(PIECE, half - from);
            split(x0.view(0, n), x1.view(0, n), x, 2 * from);
            split(y0.view(0, n), y1.view(0, n), y, 2 * from);
            kernel.dot(even, x0.view(0, n), y0.view(0, n));
            kernel.sub(x1.view(0, n), x1.view(0, n), x0.view(0, n));
            kernel.sub(y1.view(0, n), y1.view(0, n), y0.view(0, n));
            kernel.dot(difference, x1.view(0, n), y1.view(0, n));
        }
        return new Pair(fromColumns(even), fromColumns(difference));
    }

    // ---- random access ----

    /** Takes a packed number apart. */
    abstract void unpack(IntPlanes target, int index, long[] words, int at);

    @Override
    public void store(GatherTable target, int at, FieldArray source) {
        IntPlanes s = planes(source);
        Objects.checkFromIndexSize(at, s.length, target.length());
        long[] packed = new long[bytes / 8 * PIECE];
        for (int from = 0; from < s.length; from += PIECE) {
            int n = Math.min(PIECE, s.length - from);
            pack(target, at + from, s.view(s.base + from, n), packed);
        }
    }

    /** Packs at most a piece of elements into a table. */
    private void pack(GatherTable target, int at, IntPlanes source, long[] packed) {
        int words = bytes / 8;
        kernel.pack(packed, PIECE, source);
        for (int i = 0; i < source.length; i++) {
            for (int w = 0; w < words; w++) {
                target.words[(at + i) * words + w] = packed[w * PIECE + i];
            }
        }
    }

    @Override
    void fetch(FieldArray target, int at, GatherTable table, int index) {
        unpack(planes(target), Objects.checkIndex(at, target.length), table.words, index * (bytes / 8));
    }

    @Override
    public void gatherMul(FieldArray target, GatherTable a, int[] ia, GatherTable b, int[] ib, int from) {
        IntPlanes t = planes(target);
        gatherMul(t.length, a, ia, b, ib, from, (at, product) -> copy(t.view(t.base + at, product.length), product));
    }

    @Override
    public void gatherMul(GatherTable target, GatherTable a, int[] ia, GatherTable b, int[] ib, int from, int count) {
        Objects.checkFromIndexSize(from, count, target.length());
        long[] packed = new long[bytes / 8 * PIECE];
        gatherMul(count, a, ia, b, ib, from, (at, product) -> pack(target, from + at, product, packed));
    }

    /** Is given a piece of a result. */
    private interface Sink {
        void accept(int at, IntPlanes piece);
    }

    private void gatherMul(int count, GatherTable a, int[] ia, GatherTable b, int[] ib, int from, Sink sink) {
        checkIndices(ia, from, count, a);
        checkIndices(ib, from, count, b);
        Batch batch = new Batch();
        for (int at = 0; at < count; at += SparseRows.BATCH) {
            int n = Math.min(SparseRows.BATCH, count - at);
            batch.fetch(ia, a, ib, b, from + at, n);
            sink.accept(at, batch.products(0, 0, n).view(0, n));
        }
    }

    @Override
    public void multiplySparse(FieldArray y, int from, int to, SparseIndices v, GatherTable k, GatherTable x) {
        checkSparse(y.length, v.pattern, x);
        IntPlanes target = planes(y);
        int[] output = v.pattern.laneOutput;
        products(from, to, v, k, x, (lane, rows) -> {
            for (int i = 0; i < rows.length; i++) {
                if (output[lane + i] >= 0) {
                    for (int l = 0; l < limbs; l++) {
                        target.data[l * target.stride + target.base + output[lane + i]] =
                                rows.data[l * rows.stride + i];
                    }
                }
            }
        });
    }

    @Override
    public void multiplySparse(GatherTable y, int from, int to, SparseIndices v, GatherTable k, GatherTable x) {
        checkSparse(y.length(), v.pattern, x);
        int words = bytes / 8;
        long[] packed = new long[words * PIECE];
        int[] output = v.pattern.laneOutput;
        products(from, to, v, k, x, (lane, rows) -> {
            kernel.pack(packed, PIECE, rows);
            for (int i = 0; i < rows.length; i++) {
                if (output[lane + i] >= 0) {
                    for (int w = 0; w < words; w++) {
                        y.words[output[lane + i] * words + w] = packed[w * PIECE + i];
                    }
                }
            }
        });
    }

    /** Passes on the rows' sums in the order of the lanes. */
    private void products(int from, int to, SparseIndices v, GatherTable k, GatherTable x, Sink sink) {
        checkIndices(v, k);
        SparseRows p = v.pattern;
        int tile = SparseRows.TILE;
        Batch batch = new Batch();
        int end;
        for (int c = from; c < to; c = end) {
            end = p.batchEnd(c, to);
            int first = p.chunkStart[c];
            int slots = p.chunkStart[end] - first;
            if (slots == 0) {
                return; // the longest rows come first: what follows is 0
            }
            batch.fetch(v.slots, k, p.slotColumn, x, first, slots);
            int rows = 0;
            int done = 0;
            for (int at = c; done < slots; at++) {
                int steps = (p.chunkStart[at + 1] - p.chunkStart[at]) / tile;
                if (steps == 1) { // and so it is from here on: products with their reduction worked in
                    batch.products(rows, done, slots - done);
                    rows += slots - done;
                    break;
                }
                batch.sums(rows, done, steps);
                rows += tile;
                done += steps * tile;
            }
            sink.accept(c * tile, batch.out.view(0, rows));
        }
    }

    /**
     * Operands and results of as many products as are worked on together, in the first cache. Fetching and multiplying are separate kernels:
     * together they would not fit the registers, nor the compiler.
     */
    private final class Batch {
        private final long[] words = new long[bytes / 8 * PrimeKernel.STRIDE];
        private final int[] v = new int[limbs * PrimeKernel.STRIDE];
        private final int[] x = new int[limbs * PrimeKernel.STRIDE];
        private final long[] columns = new long[2 * limbs * SparseRows.TILE];
        final IntPlanes out =
                new IntPlanes(new int[limbs * PrimeKernel.STRIDE], limbs, PrimeKernel.STRIDE, 0, SparseRows.BATCH);

        void fetch(int[] first, GatherTable a, int[] second, GatherTable b, int from, int n) {
            kernel.fetch(v, words, first, from, n, a.words);
            kernel.fetch(x, words, second, from, n, b.words);
        }

        /** The products of n pairs. */
        IntPlanes products(int to, int from, int n) {
            int s = PrimeKernel.STRIDE;
            kernel.mul(out.data, to, s, v, from, s, x, from, s, n);
            return out;
        }

        /** The sums of products of a chunk's rows. */
        void sums(int to, int from, int steps) {
            kernel.multiplyChunk(out.data, to, columns, v, x, from, steps);
        }
    }
}
