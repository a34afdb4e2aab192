package holdfast.zk.poly;

import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;

/**
 * A Fourier transform of 2^l points and its inverse, in whatever order of the frequencies comes cheapest: for convolutions it is enough that
 * both use the same.
 *
 * <p>The first levels work on long runs of the row. Then the row is transposed as a matrix, so that the last levels, whose runs would be short,
 * also work on long ones. Every step is thus an operation on whole arrays.
 */
final class Fourier {
    private final Field field;
    private final boolean complex;
    private final int size;
    /** Columns of the row seen as a matrix; the levels with a stride of at least this many come before the transposition. */
    private final int columns;

    private final int[] transpose;
    private final int[] transposeBack;

    /** Per level the twiddle factors in the order in which the level's upper halves lie. */
    private final ComplexRow[] forward;

    private final ComplexRow[] backward;

    /**
     * @param root a root of unity of order {@code 2^rootLog}
     * @param log l, at least 1
     * @param check called between the tables; ends the work by throwing
     */
    Fourier(Field field, Complex root, int rootLog, int log, boolean complex, Runnable check) {
        this.field = field;
        this.complex = complex;
        this.size = 1 << log;
        this.columns = 1 << (log / 2);
        Complex w = root.squared(field, rootLog - log);
        this.forward = twiddles(w, log);
        check.run();
        this.backward = twiddles(w.inverse(field), log);
        int rows = size / columns;
        this.transpose = new int[size];
        this.transposeBack = new int[size];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                transpose[c * rows + r] = r * columns + c;
                transposeBack[r * columns + c] = c * rows + r;
            }
        }
    }

    private ComplexRow[] twiddles(Complex w, int log) {
        ComplexRow powers = powers(w);
        ComplexRow[] out = new ComplexRow[log];
        int rows = size / columns;
        for (int level = 0; level < log; level++) {
            int stride = size >> (level + 1);
            // Below the transposition a factor serves one element of every row.
            int repeat = stride >= columns ? 1 : rows;
            int[] index = new int[stride * repeat];
            for (int j = 0; j < index.length; j++) {
                index[j] = (j / repeat) << level;
            }
            out[level] = ComplexRow.of(field, index.length, complex);
            out[level].gather(field, powers, index);
        }
        return out;
    }

    /** 1, w, w², … below the half of the size, by doubling. */
    private ComplexRow powers(Complex w) {
        int n = Math.max(1, size / 2);
        ComplexRow p = ComplexRow.of(field, n, complex);
        field.set(p.re(), 0, Element.ONE);
        Complex step = w;
        for (int k = 1; k < n; k *= 2) {
            p.slice(k, k).scale(field, p.slice(0, k), step);
            step = step.mul(field, step);
        }
        return p;
    }

    int size() {
        return size;
    }

    /** A row for this transform's points, all 0. */
    ComplexRow row() {
        return ComplexRow.of(field, size, complex);
    }

    /** Transforms {@code x}; the result is in {@code x} again. {@code y} is room to work. */
    void forward(ComplexRow x, ComplexRow y) {
        int level = 0;
        for (int stride = size / 2; stride >= columns; stride /= 2) {
            down(x, y, stride, forward[level++]);
        }
        y.gather(field, x, transpose);
        int rows = size / columns;
        for (int stride = columns / 2; stride >= 1; stride /= 2) {
            down(y, x, stride * rows, forward[level++]);
        }
        x.copy(field, y);
    }

    /** Undoes {@link #forward}, but for a factor of the size. */
    void backward(ComplexRow x, ComplexRow y) {
        int level = forward.length;
        int rows = size / columns;
        for (int stride = 1; stride < columns; stride *= 2) {
            up(x, y, stride * rows, backward[--level]);
        }
        y.gather(field, x, transposeBack);
        for (int stride = columns; stride < size; stride *= 2) {
            up(y, x, stride, backward[--level]);
        }
        x.copy(field, y);
    }

    /** (u, v) → (u + v, (u − v)·w) for the two halves of each run of twice the stride. */
    private void down(ComplexRow x, ComplexRow room, int stride, ComplexRow w) {
        ComplexRow d = room.slice(0, stride);
        for (int at = 0; at < size; at += 2 * stride) {
            ComplexRow u = x.slice(at, stride);
            ComplexRow v = x.slice(at + stride, stride);
            d.sub(field, u, v);
            u.add(field, u, v);
            v.mul(field, d, w);
        }
    }

    /** (u, v) → (u + v·w, u − v·w). */
    private void up(ComplexRow x, ComplexRow room, int stride, ComplexRow w) {
        ComplexRow d = room.slice(0, stride);
        for (int at = 0; at < size; at += 2 * stride) {
            ComplexRow u = x.slice(at, stride);
            ComplexRow v = x.slice(at + stride, stride);
            d.mul(field, v, w);
            v.sub(field, u, d);
            u.add(field, u, d);
        }
    }

    /** {@code a = a · b}, frequency by frequency, with room to work. */
    void multiply(ComplexRow a, ComplexRow b, ComplexRow room) {
        room.mul(field, a, b);
        a.copy(field, room);
    }

    /** The factor {@link #backward} leaves, undone. */
    void normalise(FieldArray a) {
        field.scale(a, a, field.inverse(field.fromLong(size)));
    }
}
