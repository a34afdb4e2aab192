package holdfast.zk.field;

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
        checkBind(target, source);
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

    static void checkBind(FieldArray target, FieldArray source) {
        if (target.length != (source.length + 1) / 2) {
            throw new IllegalArgumentException("binding " + source.length + " elements gives " + (source.length + 1) / 2
                    + ", not " + target.length);
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
            expandEq(target.slice(0, filled), point[l]);
        }
    }

    /** From the table e over the higher variables in the first half: {@code t[2i+1] = q·e[i]}, {@code t[2i] = e[i] − t[2i+1]}. */
    void expandEq(FieldArray t, Element q) {
        for (int i = (t.length - 1) / 2; i >= 0; i--) {
            Element e = get(t, i);
            Element high = mul(q, e);
            set(t, 2 * i, sub(e, high));
            if (2 * i + 1 < t.length) {
                set(t, 2 * i + 1, high);
            }
        }
    }

    @Override
    public void gatherMul(FieldArray target, GatherTable a, int[] ia, GatherTable b, int[] ib, int from) {
        for (int i = 0; i < target.length; i++) {
            set(target, i, mul(get(a.source, ia[from + i]), get(b.source, ib[from + i])));
        }
    }

    @Override
    public GatherTable table(FieldArray source) {
        FieldArray copy = newArray(source.length);
        copy(copy, source);
        return new GatherTable(copy);
    }

    @Override
    public SparseValues arrange(SparseRows pattern, FieldArray values) {
        if (values.length != pattern.terms()) {
            throw new IllegalArgumentException(
                    "a pattern of " + pattern.terms() + " terms does not fit " + values.length + " values");
        }
        FieldArray copy = newArray(values.length);
        copy(copy, values);
        return new SparseValues(pattern, copy);
    }

    @Override
    public void multiplySparse(FieldArray y, int rowFrom, int rowTo, SparseValues v, GatherTable x) {
        SparseRows p = v.pattern;
        checkSparse(y, p, x);
        for (int row = rowFrom; row < rowTo; row++) {
            Element s = Element.ZERO;
            for (int t = p.rowStart[row]; t < p.rowStart[row + 1]; t++) {
                s = add(s, mul(get(v.values, t), get(x.source, p.column[t])));
            }
            set(y, row, s);
        }
    }

    @Override
    public SparseValues arrange(SparseRows pattern, FieldArray values, int[] order) {
        FieldArray ordered = newArray(order.length);
        gather(ordered, values, order, 0);
        return arrange(pattern, ordered);
    }

    @Override
    public void multiplySparse(
            FieldArray y, int rowFrom, int rowTo, SparseRows pattern, GatherTable k, int[] kIndex, GatherTable x) {
        checkSparse(y, pattern, x);
        for (int row = rowFrom; row < rowTo; row++) {
            Element s = Element.ZERO;
            for (int t = pattern.rowStart[row]; t < pattern.rowStart[row + 1]; t++) {
                s = add(s, mul(get(k.source, kIndex[t]), get(x.source, pattern.column[t])));
            }
            set(y, row, s);
        }
    }

    @Override
    public void expand(FieldArray target, FieldArray source, Element r) {
        if ((target.length + 1) / 2 != source.length) {
            throw new IllegalArgumentException(source.length + " elements do not expand to " + target.length);
        }
        for (int i = 0; i < source.length; i++) {
            Element e = get(source, i);
            Element high = mul(r, e);
            set(target, 2 * i, sub(e, high));
            if (2 * i + 1 < target.length) {
                set(target, 2 * i + 1, high);
            }
        }
    }

    @Override
    public void sumSparse(FieldArray y, int rowFrom, int rowTo, SparseRows pattern, GatherTable x) {
        checkSparse(y, pattern, x);
        for (int row = rowFrom; row < rowTo; row++) {
            Element s = Element.ZERO;
            for (int t = pattern.rowStart[row]; t < pattern.rowStart[row + 1]; t++) {
                s = add(s, get(x.source, pattern.column[t]));
            }
            set(y, row, s);
        }
    }

    static void checkSparse(FieldArray y, SparseRows pattern, GatherTable x) {
        if (y.length != pattern.rows() || x.length() != pattern.columns()) {
            throw new IllegalArgumentException("a sparse matrix of " + pattern.rows() + " × " + pattern.columns()
                    + " does not map " + x.length() + " elements to " + y.length);
        }
    }
}
