package holdfast.zk.poly;

import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import org.jspecify.annotations.Nullable;

/** A row of a + b·i, i² = −1; without the second array a row of the field itself. */
record ComplexRow(FieldArray re, @Nullable FieldArray im) {
    static ComplexRow of(Field field, int length, boolean complex) {
        return new ComplexRow(field.newArray(length), complex ? field.newArray(length) : null);
    }

    int length() {
        return re.length();
    }

    ComplexRow slice(int from, int count) {
        return new ComplexRow(re.slice(from, count), im == null ? null : im.slice(from, count));
    }

    /** {@code this = a + b}. */
    void add(Field f, ComplexRow a, ComplexRow b) {
        f.add(re, a.re, b.re);
        if (im != null && a.im != null && b.im != null) {
            f.add(im, a.im, b.im);
        }
    }

    /** {@code this = a − b}. */
    void sub(Field f, ComplexRow a, ComplexRow b) {
        f.sub(re, a.re, b.re);
        if (im != null && a.im != null && b.im != null) {
            f.sub(im, a.im, b.im);
        }
    }

    /** {@code this = a · b}; neither operand may be this row. */
    void mul(Field f, ComplexRow a, ComplexRow b) {
        f.mul(re, a.re, b.re);
        if (im != null && a.im != null && b.im != null) {
            f.mulSub(re, a.im, b.im);
            f.mul(im, a.re, b.im);
            f.mulAdd(im, a.im, b.re);
        }
    }

    /** {@code this = a · c}; this row may be a. */
    void scale(Field f, ComplexRow a, Complex c) {
        if (im == null || a.im == null) {
            f.scale(re, a.re, c.re());
            return;
        }
        FieldArray cross = f.newArray(length());
        f.scale(cross, a.im, c.im());
        f.scale(im, a.im, c.re());
        f.axpy(im, c.im(), a.re);
        f.scale(re, a.re, c.re());
        f.sub(re, re, cross);
    }

    /** {@code this[i] = a[index[i]]}. */
    void gather(Field f, ComplexRow a, int[] index) {
        f.gather(re, a.re, index, 0);
        if (im != null && a.im != null) {
            f.gather(im, a.im, index, 0);
        }
    }

    void copy(Field f, ComplexRow a) {
        f.copy(re, a.re);
        if (im != null && a.im != null) {
            f.copy(im, a.im);
        }
    }
}
