package holdfast.zk.poly;

import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import org.jspecify.annotations.Nullable;

/**
 * Extension over the points 0, 1, 2, … of a prime field. For a polynomial of degree below n with d = n − 1,
 * {@code p(k) = (−1)^d (k − d) C(k, d) Σ_j (−1)^j C(d, j) p(j) / (k − j)} for k > d, which is a convolution with 1, 1/2, 1/3, …
 *
 * <p>Where roots of unity only exist in the quadratic extension, two rows are convolved as one, the second as the imaginary part.
 */
final class PrimeExtension implements ReedSolomon.Extension {
    /** The root of unity of the reference, of order 2^31, in the quadratic extension of the P-256 field. */
    private static final String[] P256_ROOT = {
        "112649224146410281873500457609690258373018840430489408729223714171582664680802",
        "84087994358540907695740461427818660560182168997182378749313018254450460212908"
    };

    private static final int P256_ROOT_LOG = 31;
    private static final String FP128_ROOT = "164956748514267535023998284330560247862";
    private static final int FP128_ROOT_LOG = 32;

    private final Field field;
    private final int known;
    private final int total;
    private final Fourier fourier;
    private final ComplexRow kernel;
    private final FieldArray before;
    private final FieldArray after;

    /** 1/(m−1), …, 1/2, 1, 0: the weights of a place are a run of it. */
    private final FieldArray falling;

    private final boolean pairs;

    PrimeExtension(Field field, int known, int total, Runnable check) {
        this.field = field;
        this.known = known;
        this.total = total;
        this.pairs = field.byteLength() == 32;
        int log = Math.max(1, 32 - Integer.numberOfLeadingZeros(total - 1));
        Complex root = pairs
                ? new Complex(number(P256_ROOT[0]), number(P256_ROOT[1]))
                : new Complex(number(FP128_ROOT), Element.ZERO);
        this.fourier = new Fourier(field, root, pairs ? P256_ROOT_LOG : FP128_ROOT_LOG, log, pairs, check);
        check.run();

        // 1/i, from the products of all numbers below and above.
        FieldArray inverses = field.newArray(total);
        for (int i = 1; i < total; i++) {
            field.set(inverses, i, field.fromLong(i));
        }
        if (total > 1) {
            FieldArray positive = inverses.slice(1);
            field.invert(positive, positive);
        }
        check.run();
        this.kernel = fourier.row();
        field.copy(kernel.re().slice(0, total), inverses);
        fourier.forward(kernel, fourier.row());
        fourier.normalise(kernel.re());
        if (kernel.im() != null) {
            fourier.normalise(kernel.im());
        }
        check.run();
        this.before = alternatingBinomials(inverses);
        this.after = leading(inverses);
        check.run();
        this.falling = field.newArray(total);
        for (int i = 0; i < total; i++) {
            field.set(falling, i, field.get(inverses, total - 1 - i));
        }
    }

    private Element number(String decimal) {
        Element ten = field.fromLong(10);
        Element e = Element.ZERO;
        for (int i = 0; i < decimal.length(); i++) {
            e = field.add(field.mul(e, ten), field.fromLong(decimal.charAt(i) - '0'));
        }
        return e;
    }

    /** {@code (−1)^j C(d, j)}. */
    private FieldArray alternatingBinomials(FieldArray inverses) {
        FieldArray out = field.newArray(known);
        Element e = Element.ONE;
        field.set(out, 0, e);
        for (int j = 1; j < known; j++) {
            e = field.negate(field.mul(e, field.mul(field.fromLong(known - j), field.get(inverses, j))));
            field.set(out, j, e);
        }
        return out;
    }

    /** {@code (−1)^d (k − d) C(k, d)} for {@code known ≤ k < total}. */
    private FieldArray leading(FieldArray inverses) {
        FieldArray out = field.newArray(total - known);
        int d = known - 1;
        Element binomial = d % 2 == 0 ? Element.ONE : field.negate(Element.ONE);
        for (int i = 1; i <= total - known; i++) {
            binomial = field.mul(binomial, field.mul(field.fromLong(d + i), field.get(inverses, i)));
            field.set(out, i - 1, field.mul(binomial, field.fromLong(i)));
        }
        return out;
    }

    @Override
    public void extend(FieldArray[] rows, int from, int to) {
        ComplexRow x = fourier.row();
        ComplexRow room = fourier.row();
        for (int i = from; i < to; i += pairs ? 2 : 1) {
            FieldArray second = pairs && i + 1 < to ? rows[i + 1] : null;
            load(x.re(), rows[i]);
            if (x.im() != null) {
                load(x.im(), second);
            }
            fourier.forward(x, room);
            fourier.multiply(x, kernel, room);
            fourier.backward(x, room);
            store(rows[i], x.re());
            if (second != null && x.im() != null) {
                store(second, x.im());
            }
        }
    }

    @Override
    public FieldArray evaluate(FieldArray row, int[] places) {
        FieldArray weighted = field.newArray(known);
        field.mul(weighted, row, before);
        FieldArray result = field.newArray(places.length);
        for (int i = 0; i < places.length; i++) {
            Element sum = field.dot(weighted, falling.slice(total - 1 - places[i], known));
            field.set(result, i, field.mul(sum, field.get(after, places[i] - known)));
        }
        return result;
    }

    private void load(FieldArray target, @Nullable FieldArray row) {
        if (row == null) {
            field.fill(target, Element.ZERO);
            return;
        }
        field.mul(target.slice(0, known), row.slice(0, known), before);
        field.fill(target.slice(known), Element.ZERO);
    }

    private void store(FieldArray row, FieldArray convolved) {
        field.mul(row.slice(known), convolved.slice(known, total - known), after);
    }
}
