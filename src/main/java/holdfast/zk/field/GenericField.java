package holdfast.zk.field;

import java.util.Objects;

/** The array operations in terms of single elements: correct for every field, replaced by kernels where it matters. */
abstract non-sealed class GenericField extends Field {
    static void sameLength(FieldArray a, FieldArray b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("field arrays of different length: " + a.length + " and " + b.length);
        }
    }

    static void sameLength(FieldArray a, FieldArray b, FieldArray c) {
        sameLength(a, b);
        sameLength(a, c);
    }

    @Override
    public boolean inSubfield(FieldArray a) {
        for (int i = 0; i < a.length; i++) {
            if (!inSubfield(get(a, i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void fill(FieldArray a, Element value) {
        for (int i = 0; i < a.length; i++) {
            set(a, i, value);
        }
    }

    @Override
    public void gather(FieldArray target, FieldArray source, int[] index, int from) {
        for (int i = 0; i < target.length; i++) {
            set(target, i, get(source, index[from + i]));
        }
    }

    @Override
    public int readBytes(FieldArray target, byte[] source, int offset) {
        int step = byteLength();
        for (int i = 0; i < target.length; i++) {
            Element e = fromBytes(source, offset + i * step);
            if (e == null) {
                return i;
            }
            set(target, i, e);
        }
        return -1;
    }

    @Override
    public void writeBytes(FieldArray source, byte[] target, int offset, int step) {
        for (int i = 0; i < source.length; i++) {
            toBytes(get(source, i), target, offset + i * step);
        }
    }

    @Override
    public void sample(FieldArray target, ByteSource random) {
        for (int i = 0; i < target.length; i++) {
            set(target, i, sample(random));
        }
    }

    @Override
    public void sampleSubfield(FieldArray target, ByteSource random) {
        for (int i = 0; i < target.length; i++) {
            set(target, i, sampleSubfield(random));
        }
    }

    @Override
    public boolean isZero(FieldArray a) {
        for (int i = 0; i < a.length; i++) {
            if (!get(a, i).isZero()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equal(FieldArray a, FieldArray b) {
        if (a.length != b.length) {
            return false;
        }
        for (int i = 0; i < a.length; i++) {
            if (!get(a, i).equals(get(b, i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void add(FieldArray target, FieldArray a, FieldArray b) {
        sameLength(target, a, b);
        for (int i = 0; i < target.length; i++) {
            set(target, i, add(get(a, i), get(b, i)));
        }
    }

    @Override
    public void sub(FieldArray target, FieldArray a, FieldArray b) {
        sameLength(target, a, b);
        for (int i = 0; i < target.length; i++) {
            set(target, i, sub(get(a, i), get(b, i)));
        }
    }

    @Override
    public void mul(FieldArray target, FieldArray a, FieldArray b) {
        sameLength(target, a, b);
        for (int i = 0; i < target.length; i++) {
            set(target, i, mul(get(a, i), get(b, i)));
        }
    }

    @Override
    public void scale(FieldArray target, FieldArray a, Element k) {
        sameLength(target, a);
        for (int i = 0; i < target.length; i++) {
            set(target, i, mul(get(a, i), k));
        }
    }

    @Override
    public void axpy(FieldArray y, Element k, FieldArray x) {
        sameLength(y, x);
        for (int i = 0; i < y.length; i++) {
            set(y, i, add(get(y, i), mul(k, get(x, i))));
        }
    }

    @Override
    public void mulAdd(FieldArray y, FieldArray a, FieldArray x) {
        sameLength(y, a, x);
        for (int i = 0; i < y.length; i++) {
            set(y, i, add(get(y, i), mul(get(a, i), get(x, i))));
        }
    }

    @Override
    public void mulSub(FieldArray y, FieldArray a, FieldArray x) {
        sameLength(y, a, x);
        for (int i = 0; i < y.length; i++) {
            set(y, i, sub(get(y, i), mul(get(a, i), get(x, i))));
        }
    }

    @Override
    public Element sum(FieldArray a) {
        Element s = Element.ZERO;
        for (int i = 0; i < a.length; i++) {
            s = add(s, get(a, i));
        }
        return s;
    }

    @Override
    public Element dot(FieldArray a, FieldArray b) {
        sameLength(a, b);
        Element s = Element.ZERO;
        for (int i = 0; i < a.length; i++) {
            s = add(s, mul(get(a, i), get(b, i)));
        }
        return s;
    }

    @Override
    public void invert(FieldArray target, FieldArray a) {
        sameLength(target, a);
        Element[] before = new Element[a.length];
        Element p = Element.ONE;
        for (int i = 0; i < a.length; i++) {
            before[i] = p;
            p = mul(p, get(a, i));
        }
        Element after = inverse(p);
        for (int i = a.length - 1; i >= 0; i--) {
            Element value = get(a, i);
            set(target, i, mul(after, before[i]));
            after = mul(after, value);
        }
    }

    @Override
    public void bind(FieldArray target, FieldArray source, Element r) {
        checkHalf(target, source);
        int pairs = source.length / 2;
        for (int i = 0; i < pairs; i++) {
            Element f0 = get(source, 2 * i);
            set(target, i, add(f0, mul(r, sub(get(source, 2 * i + 1), f0))));
        }
        if (pairs < target.length) {
            Element f0 = get(source, 2 * pairs);
            set(target, pairs, sub(f0, mul(r, f0)));
        }
    }

    static void checkHalf(FieldArray half, FieldArray whole) {
        if (half.length != (whole.length + 1) / 2) {
            throw new IllegalArgumentException(
                    "half of " + whole.length + " elements is " + (whole.length + 1) / 2 + ", not " + half.length);
        }
    }

    @Override
    public Pair roundSums(FieldArray p, FieldArray q) {
        sameLength(p, q);
        Element a0 = Element.ZERO;
        Element a2 = Element.ZERO;
        for (int i = 0; i < p.length; i += 2) {
            Element p0 = get(p, i);
            Element q0 = get(q, i);
            Element p1 = i + 1 < p.length ? get(p, i + 1) : Element.ZERO;
            Element q1 = i + 1 < p.length ? get(q, i + 1) : Element.ZERO;
            a0 = add(a0, mul(p0, q0));
            a2 = add(a2, mul(sub(p1, p0), sub(q1, q0)));
        }
        return new Pair(a0, a2);
    }

    @Override
    public void eq(FieldArray target, Element scale, Element... point) {
        int n = target.length;
        if (n == 0 || (point.length < 31 && n > 1 << point.length)) {
            throw new IllegalArgumentException(
                    "an EQ table over " + point.length + " variables has no " + n + " entries");
        }
        set(target, 0, scale);
        // After the step for variable l the first ⌈n / 2^l⌉ entries are the table over the variables l and above.
        for (int l = point.length - 1; l >= 0; l--) {
            int filled = l >= 31 ? 1 : 1 + ((n - 1) >> l);
            expand(target.slice(0, filled), target.slice(0, (filled + 1) / 2), point[l]);
        }
    }

    @Override
    public void expand(FieldArray target, FieldArray source, Element r) {
        checkHalf(source, target);
        for (int i = source.length - 1; i >= 0; i--) {
            Element e = get(source, i);
            Element high = mul(r, e);
            set(target, 2 * i, sub(e, high));
            if (2 * i + 1 < target.length) {
                set(target, 2 * i + 1, high);
            }
        }
    }

    @Override
    public void collect(FieldArray y, SparseRows pattern) {
        if (y.length != pattern.outputs()) {
            throw new IllegalArgumentException(
                    "a result of " + y.length + " elements where the pattern has " + pattern.outputs() + " outputs");
        }
        for (int i = 0; i < pattern.longRow.length; i++) {
            int row = pattern.longRow[i];
            int from = pattern.longStart[i];
            set(y, row, add(get(y, row), sum(y.slice(from, pattern.longStart[i + 1] - from))));
        }
    }

    static void checkSparse(int outputs, SparseRows pattern, GatherTable x) {
        if (outputs != pattern.outputs() || x.length() != pattern.columns()) {
            throw new IllegalArgumentException("a sparse matrix of " + pattern.outputs() + " × " + pattern.columns()
                    + " does not map " + x.length() + " elements to " + outputs);
        }
    }

    static void checkIndices(SparseIndices v, GatherTable k) {
        if (v.largest >= k.length()) {
            throw new IllegalArgumentException("index " + v.largest + " into a table of " + k.length() + " values");
        }
    }

    static void checkIndices(int[] index, int from, int count, GatherTable table) {
        Objects.checkFromIndexSize(from, count, index.length);
        for (int i = from; i < from + count; i++) {
            Objects.checkIndex(index[i], table.length());
        }
    }

    @Override
    public GatherTable newTable(int length) {
        return new GatherTable(new long[Math.multiplyExact(length + 1, byteLength() / 8)], length);
    }

    @Override
    public GatherTable collect(GatherTable y, SparseRows pattern) {
        if (y.length() != pattern.outputs()) {
            throw new IllegalArgumentException(
                    "a result of " + y.length() + " elements where the pattern has " + pattern.outputs() + " outputs");
        }
        for (int i = 0; i < pattern.longRow.length; i++) {
            int row = pattern.longRow[i];
            int from = pattern.longStart[i];
            FieldArray parts = newArray(pattern.longStart[i + 1] - from + 1);
            fetch(parts, 0, y, row);
            for (int k = 1; k < parts.length; k++) {
                fetch(parts, k, y, from + k - 1);
            }
            FieldArray sum = newArray(1);
            set(sum, 0, sum(parts));
            int words = byteLength() / 8;
            System.arraycopy(table(sum).words, 0, y.words, row * words, words);
        }
        return y.first(pattern.rows(), byteLength() / 8);
    }

    /** Copies a table's element into an array. */
    abstract void fetch(FieldArray target, int at, GatherTable table, int index);

    @Override
    public Element get(GatherTable table, int index) {
        FieldArray one = newArray(1);
        fetch(one, 0, table, index);
        return get(one, 0);
    }

    @Override
    public boolean isZero(GatherTable table, int[] index) {
        FieldArray elements = newArray(index.length);
        for (int i = 0; i < index.length; i++) {
            fetch(elements, i, table, index[i]);
        }
        return isZero(elements);
    }
}
