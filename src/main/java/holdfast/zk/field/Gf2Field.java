package holdfast.zk.field;

import java.util.Arrays;
import java.util.Objects;

/** The array operations of GF(2^128), piece by piece in a buffer that stays in the first cache. */
final class Gf2Field extends Gf2Elements {
    private static final int PIECE = 256;

    private final Carryless carryless;

    Gf2Field(Carryless carryless) {
        this.carryless = carryless;
    }

    private static LongPlanes planes(FieldArray a) {
        if (a instanceof LongPlanes p) {
            return p;
        }
        throw new IllegalArgumentException("the array does not belong to the field gf2_128");
    }

    @Override
    public FieldArray newArray(int length) {
        return LongPlanes.allocate(2, length);
    }

    @Override
    public Element get(FieldArray a, int index) {
        LongPlanes p = planes(a);
        int at = p.base + Objects.checkIndex(index, p.length);
        return new Element(p.data[at], p.data[at + p.stride]);
    }

    @Override
    public void set(FieldArray a, int index, Element value) {
        LongPlanes p = planes(a);
        int at = p.base + Objects.checkIndex(index, p.length);
        p.data[at] = value.w0();
        p.data[at + p.stride] = value.w1();
    }

    @Override
    public void fill(FieldArray a, Element value) {
        LongPlanes p = planes(a);
        Arrays.fill(p.data, p.base, p.base + p.length, value.w0());
        Arrays.fill(p.data, p.base + p.stride, p.base + p.stride + p.length, value.w1());
    }

    @Override
    public void copy(FieldArray target, FieldArray source) {
        sameLength(target, source);
        LongPlanes t = planes(target);
        LongPlanes s = planes(source);
        System.arraycopy(s.data, s.base, t.data, t.base, t.length);
        System.arraycopy(s.data, s.base + s.stride, t.data, t.base + t.stride, t.length);
    }

    @Override
    public void gather(FieldArray target, FieldArray source, int[] index, int from) {
        LongPlanes t = planes(target);
        LongPlanes s = planes(source);
        for (int i = 0; i < t.length; i++) {
            int at = s.base + Objects.checkIndex(index[from + i], s.length);
            t.data[t.base + i] = s.data[at];
            t.data[t.base + t.stride + i] = s.data[at + s.stride];
        }
    }

    // ---- arithmetic ----

    @Override
    public void add(FieldArray target, FieldArray a, FieldArray b) {
        sameLength(target, a, b);
        LongPlanes t = planes(target);
        LongPlanes x = planes(a);
        LongPlanes y = planes(b);
        for (int w = 0; w < 2; w++) {
            xor(t.data, t.base + w * t.stride, x.data, x.base + w * x.stride, y.data, y.base + w * y.stride, t.length);
        }
    }

    private static void xor(long[] d, int dAt, long[] a, int aAt, long[] b, int bAt, int n) {
        for (int i = 0; i < n; i++) {
            d[dAt + i] = a[aAt + i] ^ b[bAt + i];
        }
    }

    @Override
    public void sub(FieldArray target, FieldArray a, FieldArray b) {
        add(target, a, b);
    }

    @Override
    public boolean isZero(FieldArray a) {
        LongPlanes p = planes(a);
        long any = 0;
        for (int i = 0; i < p.length; i++) {
            any |= p.data[p.base + i] | p.data[p.base + p.stride + i];
        }
        return any == 0;
    }

    /** Products of a piece, not yet reduced: words 0 to 3 in planes of {@link #PIECE}, with room for the steps between. */
    private static final class Product {
        final int room;
        final long[] words;
        final long[] a;
        final long[] b;

        Product(int length) {
            room = Math.min(length, PIECE);
            words = new long[6 * room];
            a = new long[room];
            b = new long[room];
        }
    }

    /** {@code words = a · b} as polynomials of up to 255 degrees, by Karatsuba. */
    private void multiply(Product p, LongPlanes a, int aAt, LongPlanes b, int bAt, int n) {
        int r = p.room;
        long[] w = p.words;
        int x = a.base + aAt;
        int y = b.base + bAt;
        xor(p.a, 0, a.data, x, a.data, x + a.stride, n);
        xor(p.b, 0, b.data, y, b.data, y + b.stride, n);
        carryless.multiply(w, 0, w, r, a.data, x, b.data, y, n);
        carryless.multiply(w, 2 * r, w, 3 * r, a.data, x + a.stride, b.data, y + b.stride, n);
        carryless.multiply(w, 4 * r, w, 5 * r, p.a, 0, p.b, 0, n);
        for (int i = 0; i < n; i++) {
            long w0 = w[i];
            long w1 = w[r + i];
            long w2 = w[2 * r + i];
            long w3 = w[3 * r + i];
            w[r + i] = w1 ^ w[4 * r + i] ^ w0 ^ w2;
            w[2 * r + i] = w2 ^ w[5 * r + i] ^ w1 ^ w3;
        }
    }

    /** Reduces modulo x^128 + x^7 + x^2 + x + 1, into the first two words. */
    private static void reduce(Product p, int n) {
        int r = p.room;
        long[] w = p.words;
        for (int i = 0; i < n; i++) {
            long w3 = w[3 * r + i];
            long w2 = w[2 * r + i] ^ (w3 >>> 63) ^ (w3 >>> 62) ^ (w3 >>> 57);
            w[r + i] ^= w3 ^ (w3 << 1) ^ (w3 << 2) ^ (w3 << 7) ^ (w2 >>> 63) ^ (w2 >>> 62) ^ (w2 >>> 57);
            w[i] ^= w2 ^ (w2 << 1) ^ (w2 << 2) ^ (w2 << 7);
        }
    }

    private static Element reduced(long w0, long w1, long w2, long w3) {
        long v2 = w2 ^ (w3 >>> 63) ^ (w3 >>> 62) ^ (w3 >>> 57);
        long v1 = w1 ^ w3 ^ (w3 << 1) ^ (w3 << 2) ^ (w3 << 7) ^ (v2 >>> 63) ^ (v2 >>> 62) ^ (v2 >>> 57);
        return new Element(w0 ^ v2 ^ (v2 << 1) ^ (v2 << 2) ^ (v2 << 7), v1);
    }

    @Override
    public void mul(FieldArray target, FieldArray a, FieldArray b) {
        sameLength(target, a, b);
        products(planes(target), planes(a), planes(b), true, false);
    }

    @Override
    public void mulAdd(FieldArray y, FieldArray a, FieldArray x) {
        sameLength(y, a, x);
        products(planes(y), planes(a), planes(x), true, true);
    }

    @Override
    public void mulSub(FieldArray y, FieldArray a, FieldArray x) {
        mulAdd(y, a, x);
    }

    @Override
    public void scale(FieldArray target, FieldArray a, Element k) {
        sameLength(target, a);
        products(planes(target), planes(a), constant(k, a.length), false, false);
    }

    @Override
    public void axpy(FieldArray y, Element k, FieldArray x) {
        sameLength(y, x);
        products(planes(y), planes(x), constant(k, x.length), false, true);
    }

    private static LongPlanes constant(Element k, int length) {
        LongPlanes p = LongPlanes.allocate(2, Math.min(length, PIECE));
        Arrays.fill(p.data, 0, p.length, k.w0());
        Arrays.fill(p.data, p.stride, p.stride + p.length, k.w1());
        return p;
    }

    private void products(LongPlanes t, LongPlanes a, LongPlanes b, boolean advance, boolean accumulate) {
        Product p = new Product(t.length);
        for (int from = 0; from < t.length; from += PIECE) {
            int n = Math.min(PIECE, t.length - from);
            multiply(p, a, from, b, advance ? from : 0, n);
            reduce(p, n);
            for (int w = 0; w < 2; w++) {
                int to = t.base + from + w * t.stride;
                if (accumulate) {
                    xor(t.data, to, t.data, to, p.words, w * p.room, n);
                } else {
                    System.arraycopy(p.words, w * p.room, t.data, to, n);
                }
            }
        }
    }

    @Override
    public Element sum(FieldArray a) {
        LongPlanes p = planes(a);
        long w0 = 0;
        long w1 = 0;
        for (int i = 0; i < p.length; i++) {
            w0 ^= p.data[p.base + i];
            w1 ^= p.data[p.base + p.stride + i];
        }
        return new Element(w0, w1);
    }

    @Override
    public Element dot(FieldArray a, FieldArray b) {
        sameLength(a, b);
        LongPlanes x = planes(a);
        LongPlanes y = planes(b);
        Product p = new Product(x.length);
        long[] sums = new long[4];
        for (int from = 0; from < x.length; from += PIECE) {
            int n = Math.min(PIECE, x.length - from);
            multiply(p, x, from, y, from, n);
            fold(sums, p, 0, n);
        }
        return reduced(sums[0], sums[1], sums[2], sums[3]);
    }

    private static void fold(long[] sums, Product p, int from, int to) {
        for (int w = 0; w < 4; w++) {
            long s = sums[w];
            for (int i = from + w * p.room; i < to + w * p.room; i++) {
                s ^= p.words[i];
            }
            sums[w] = s;
        }
    }

    // ---- sumcheck ----

    @Override
    public void bind(FieldArray target, FieldArray source, Element r) {
        checkHalf(target, source);
        LongPlanes t = planes(target);
        LongPlanes s = planes(source);
        LongPlanes k = constant(r, t.length);
        LongPlanes even = LongPlanes.allocate(2, Math.min(PIECE, t.length));
        LongPlanes odd = LongPlanes.allocate(2, Math.min(PIECE, t.length));
        Product p = new Product(t.length);
        for (int from = 0; from < t.length; from += PIECE) {
            int n = Math.min(PIECE, t.length - from);
            split(even, odd, s, 2 * from, n);
            add(odd.view(0, n), odd.view(0, n), even.view(0, n));
            multiply(p, odd, 0, k, 0, n);
            reduce(p, n);
            for (int w = 0; w < 2; w++) {
                xor(t.data, t.base + from + w * t.stride, even.data, w * even.stride, p.words, w * p.room, n);
            }
        }
    }

    /** Takes n pairs from a position of the source apart; the partner of an odd last element is 0. */
    private static void split(LongPlanes even, LongPlanes odd, LongPlanes source, int position, int n) {
        int pairs = Math.min(n, (source.length - position) / 2);
        for (int w = 0; w < 2; w++) {
            int s = w * source.stride + source.base + position;
            int e = w * even.stride;
            int o = w * odd.stride;
            for (int i = 0; i < pairs; i++) {
                even.data[e + i] = source.data[s + 2 * i];
                odd.data[o + i] = source.data[s + 2 * i + 1];
            }
            if (pairs < n) {
                even.data[e + pairs] = source.data[s + 2 * pairs];
                odd.data[o + pairs] = 0;
            }
        }
    }

    @Override
    public void expand(FieldArray target, FieldArray source, Element r) {
        checkHalf(source, target);
        LongPlanes t = planes(target);
        LongPlanes s = planes(source);
        LongPlanes k = constant(r, s.length);
        Product p = new Product(s.length);
        long[] low = new long[p.room];
        for (int from = (s.length - 1) / PIECE * PIECE; from >= 0; from -= PIECE) {
            int n = Math.min(PIECE, s.length - from);
            multiply(p, s, from, k, 0, n);
            reduce(p, n);
            int pairs = Math.min(n, (t.length - 2 * from) / 2);
            for (int w = 0; w < 2; w++) {
                xor(low, 0, s.data, s.base + from + w * s.stride, p.words, w * p.room, n);
                int to = w * t.stride + t.base + 2 * from;
                for (int i = 0; i < pairs; i++) {
                    t.data[to + 2 * i] = low[i];
                    t.data[to + 2 * i + 1] = p.words[w * p.room + i];
                }
                if (pairs < n) {
                    t.data[to + 2 * pairs] = low[pairs];
                }
            }
        }
    }

    @Override
    public Pair roundSums(FieldArray p, FieldArray q) {
        sameLength(p, q);
        LongPlanes x = planes(p);
        LongPlanes y = planes(q);
        int half = (x.length + 1) / 2;
        int room = Math.min(PIECE, half);
        LongPlanes x0 = LongPlanes.allocate(2, room);
        LongPlanes x1 = LongPlanes.allocate(2, room);
        LongPlanes y0 = LongPlanes.allocate(2, room);
        LongPlanes y1 = LongPlanes.allocate(2, room);
        Product product = new Product(half);
        long[] even = new long[4];
        long[] difference = new long[4];
        for (int from = 0; from < half; from += PIECE) {
            int n = Math.min(PIECE, half - from);
            split(x0, x1, x, 2 * from, n);
            split(y0, y1, y, 2 * from, n);
            multiply(product, x0, 0, y0, 0, n);
            fold(even, product, 0, n);
            add(x1.view(0, n), x1.view(0, n), x0.view(0, n));
            add(y1.view(0, n), y1.view(0, n), y0.view(0, n));
            multiply(product, x1, 0, y1, 0, n);
            fold(difference, product, 0, n);
        }
        return new Pair(
                reduced(even[0], even[1], even[2], even[3]),
                reduced(difference[0], difference[1], difference[2], difference[3]));
    }

    // ---- random access ----

    @Override
    void fetch(FieldArray target, int at, GatherTable table, int index) {
        set(target, at, new Element(table.words[2 * index], table.words[2 * index + 1]));
    }

    @Override
    public void gatherMul(GatherTable target, GatherTable a, int[] ia, GatherTable b, int[] ib, int from, int count) {
        Objects.checkFromIndexSize(from, count, target.length());
        LongPlanes piece = LongPlanes.allocate(2, Math.min(PIECE, count));
        for (int at = from; at < from + count; at += PIECE) {
            int n = Math.min(PIECE, from + count - at);
            gatherMul(piece.view(0, n), a, ia, b, ib, at);
            for (int i = 0; i < n; i++) {
                target.words[2 * (at + i)] = piece.data[i];
                target.words[2 * (at + i) + 1] = piece.data[i + piece.stride];
            }
        }
    }

    @Override
    public void store(GatherTable target, int at, FieldArray source) {
        LongPlanes s = planes(source);
        Objects.checkFromIndexSize(at, s.length, target.length());
        for (int i = 0; i < s.length; i++) {
            target.words[2 * (at + i)] = s.data[s.base + i];
            target.words[2 * (at + i) + 1] = s.data[s.base + s.stride + i];
        }
    }

    /** Fetches the entries {@code index[from] … index[from + n − 1]}. */
    private static void fetch(LongPlanes target, GatherTable table, int[] index, int from, int n) {
        for (int i = 0; i < n; i++) {
            int at = 2 * index[from + i];
            target.data[i] = table.words[at];
            target.data[i + target.stride] = table.words[at + 1];
        }
    }

    @Override
    public void gatherMul(FieldArray target, GatherTable a, int[] ia, GatherTable b, int[] ib, int from) {
        LongPlanes t = planes(target);
        checkIndices(ia, from, t.length, a);
        checkIndices(ib, from, t.length, b);
        LongPlanes x = LongPlanes.allocate(2, Math.min(PIECE, t.length));
        LongPlanes y = LongPlanes.allocate(2, Math.min(PIECE, t.length));
        for (int at = 0; at < t.length; at += PIECE) {
            int n = Math.min(PIECE, t.length - at);
            fetch(x, a, ia, from + at, n);
            fetch(y, b, ib, from + at, n);
            mul(t.view(t.base + at, n), x.view(0, n), y.view(0, n));
        }
    }

    @Override
    public void multiplySparse(FieldArray y, int from, int to, SparseIndices v, GatherTable k, GatherTable x) {
        checkSparse(y.length, v.pattern, x);
        LongPlanes target = planes(y);
        products(
                (output, w0, w1) -> {
                    target.data[target.base + output] = w0;
                    target.data[target.base + target.stride + output] = w1;
                },
                from,
                to,
                v,
                k,
                x);
    }

    @Override
    public void multiplySparse(GatherTable y, int from, int to, SparseIndices v, GatherTable k, GatherTable x) {
        checkSparse(y.length(), v.pattern, x);
        products(
                (output, w0, w1) -> {
                    y.words[2 * output] = w0;
                    y.words[2 * output + 1] = w1;
                },
                from,
                to,
                v,
                k,
                x);
    }

    /** Where results go. */
    private interface Sink {
        void put(int output, long w0, long w1);
    }

    private void products(Sink sink, int from, int to, SparseIndices v, GatherTable k, GatherTable x) {
        checkIndices(v, k);
        SparseRows p = v.pattern;
        int tile = SparseRows.TILE;
        LongPlanes a = LongPlanes.allocate(2, SparseRows.BATCH);
        LongPlanes b = LongPlanes.allocate(2, SparseRows.BATCH);
        Product product = new Product(SparseRows.BATCH);
        long[] words = product.words;
        int end;
        for (int c = from; c < to; c = end) {
            end = p.batchEnd(c, to);
            int first = p.chunkStart[c];
            int slots = p.chunkStart[end] - first;
            if (slots == 0) {
                return; // the longest rows come first: what follows is 0
            }
            fetch(a, k, v.slots, first, slots);
            fetch(b, x, p.slotColumn, first, slots);
            multiply(product, a, 0, b, 0, slots);
            // A chunk's sums go to where the first of its products would be if every chunk had one step.
            int sums = 0;
            for (int at = c; at < end && p.chunkStart[at] < p.chunkStart[at + 1]; at++, sums += tile) {
                sum(words, product.room, sums, p.chunkStart[at] - first, p.chunkStart[at + 1] - first);
            }
            reduce(product, sums);
            for (int i = 0; i < sums; i++) {
                int output = p.laneOutput[c * tile + i];
                if (output >= 0) {
                    sink.put(output, words[i], words[product.room + i]);
                }
            }
        }
    }

    /** Adds the products from {@code from} to {@code last − 1} up lane by lane. */
    private static void sum(long[] words, int stride, int target, int from, int last) {
        int tile = SparseRows.TILE;
        for (int w = 0; w < 4 * stride; w += stride) {
            System.arraycopy(words, w + from, words, w + target, tile);
            for (int at = from + tile; at < last; at += tile) {
                xor(words, w + target, words, w + target, words, w + at, tile);
            }
        }
    }
}
