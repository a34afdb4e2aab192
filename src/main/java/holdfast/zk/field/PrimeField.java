package holdfast.zk.field;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the two prime fields share. Arrays hold elements in Montgomery form, in small limbs with head-room: sums of products then need no carries,
 * and additions need no exact comparison with the modulus. A stored number is below 2p and not always canonical.
 */
abstract class PrimeField extends GenericField {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Element modulus;
    private final int bytes;
    final int limbs;
    final int limbBits;
    final int limbMask;
    /** R² for R = 2^(limbs · limbBits), as limbs: multiplying by it brings a number into Montgomery form. */
    private final long[] squaredRadix;

    private final long[] unit;

    /** {@code squaredRadix} is R² mod p. */
    PrimeField(Element modulus, int bytes, int limbs, int limbBits, Element squaredRadix) {
        this.modulus = modulus;
        this.bytes = bytes;
        this.limbs = limbs;
        this.limbBits = limbBits;
        this.limbMask = (1 << limbBits) - 1;
        this.squaredRadix = toLimbs(squaredRadix);
        this.unit = toLimbs(Element.ONE);
    }

    /** Montgomery product {@code out = a·b/R mod p}, below {@code ab/R + p}; {@code out} may be an operand. */
    abstract void montgomery(long[] out, long[] a, long[] b);

    @Override
    public int byteLength() {
        return bytes;
    }

    @Override
    public int subfieldByteLength() {
        return bytes;
    }

    @Override
    public boolean characteristicTwo() {
        return false;
    }

    // ---- single elements: canonical words ----

    @Override
    public Element fromLong(long number) {
        return new Element(number, 0, 0, 0);
    }

    @Override
    public Element add(Element a, Element b) {
        long s0 = a.w0() + b.w0();
        long c = carry(a.w0(), b.w0(), s0);
        long s1 = a.w1() + b.w1() + c;
        c = carry(a.w1(), b.w1(), s1);
        long s2 = a.w2() + b.w2() + c;
        c = carry(a.w2(), b.w2(), s2);
        long s3 = a.w3() + b.w3() + c;
        c = carry(a.w3(), b.w3(), s3);
        if (bytes == 16) {
            return s2 != 0 ? minusModulus(s0, s1, s2, s3) : reduceOnce(s0, s1, 0, 0);
        }
        return c != 0 ? minusModulus(s0, s1, s2, s3) : reduceOnce(s0, s1, s2, s3);
    }

    @Override
    public Element sub(Element a, Element b) {
        return add(a, negate(b));
    }

    @Override
    public Element negate(Element a) {
        return a.isZero() ? a : difference(modulus, a);
    }

    /** The carry out of {@code s = a + b + carry in}. */
    private static long carry(long a, long b, long s) {
        return ((a & b) | ((a | b) & ~s)) >>> 63;
    }

    private Element reduceOnce(long w0, long w1, long w2, long w3) {
        return below(w0, w1, w2, w3) ? new Element(w0, w1, w2, w3) : minusModulus(w0, w1, w2, w3);
    }

    private boolean below(long w0, long w1, long w2, long w3) {
        int c = Long.compareUnsigned(w3, modulus.w3());
        c = c != 0 ? c : Long.compareUnsigned(w2, modulus.w2());
        c = c != 0 ? c : Long.compareUnsigned(w1, modulus.w1());
        c = c != 0 ? c : Long.compareUnsigned(w0, modulus.w0());
        return c < 0;
    }

    private Element minusModulus(long w0, long w1, long w2, long w3) {
        Element d = difference(new Element(w0, w1, w2, w3), modulus);
        return bytes == 16 ? new Element(d.w0(), d.w1()) : d;
    }

    private static Element difference(Element a, Element b) {
        long d0 = a.w0() - b.w0();
        long c = borrow(a.w0(), b.w0(), d0);
        long d1 = a.w1() - b.w1() - c;
        c = borrow(a.w1(), b.w1(), d1);
        long d2 = a.w2() - b.w2() - c;
        c = borrow(a.w2(), b.w2(), d2);
        return new Element(d0, d1, d2, a.w3() - b.w3() - c);
    }

    private static long borrow(long a, long b, long d) {
        return ((~a & b) | (~(a ^ b) & d)) >>> 63;
    }

    @Override
    public Element mul(Element a, Element b) {
        long[] x = toLimbs(a);
        montgomery(x, x, toLimbs(b));
        montgomery(x, x, squaredRadix);
        return fromLimbs(x);
    }

    @Override
    public Element inverse(Element a) {
        if (a.isZero()) {
            throw new ArithmeticException("0 has no inverse in " + name());
        }
        // Fermat: a^(p−2), in Montgomery form throughout.
        Element exponent = difference(modulus, new Element(2, 0));
        long[] e = {exponent.w0(), exponent.w1(), exponent.w2(), exponent.w3()};
        long[] x = toLimbs(a);
        montgomery(x, x, squaredRadix);
        long[] r = x.clone();
        for (int bit = bytes * 8 - 2; bit >= 0; bit--) {
            montgomery(r, r, r);
            if (((e[bit >>> 6] >>> bit) & 1) != 0) {
                montgomery(r, r, x);
            }
        }
        return fromMontgomery(r);
    }

    @Override
    public Element evaluationPoint(int i) {
        if (i < 0 || i >= EVALUATION_POINTS) {
            throw new IndexOutOfBoundsException("evaluation point " + i);
        }
        return fromLong(i);
    }

    @Override
    public @Nullable Element fromBytes(byte[] source, int offset) {
        long w0 = (long) LONGS.get(source, offset);
        long w1 = (long) LONGS.get(source, offset + 8);
        long w2 = bytes > 16 ? (long) LONGS.get(source, offset + 16) : 0;
        long w3 = bytes > 16 ? (long) LONGS.get(source, offset + 24) : 0;
        return below(w0, w1, w2, w3) ? new Element(w0, w1, w2, w3) : null;
    }

    @Override
    public void toBytes(Element a, byte[] target, int offset) {
        LONGS.set(target, offset, a.w0());
        LONGS.set(target, offset + 8, a.w1());
        if (bytes > 16) {
            LONGS.set(target, offset + 16, a.w2());
            LONGS.set(target, offset + 24, a.w3());
        }
    }

    @Override
    public boolean inSubfield(Element a) {
        return true;
    }

    @Override
    public boolean inSubfield(FieldArray a) {
        return true;
    }

    @Override
    public @Nullable Element fromSubfieldBytes(byte[] source, int offset) {
        return fromBytes(source, offset);
    }

    @Override
    public void toSubfieldBytes(Element a, byte[] target, int offset) {
        toBytes(a, target, offset);
    }

    @Override
    public Element sample(ByteSource random) {
        byte[] buffer = new byte[bytes];
        while (true) {
            random.fill(buffer, 0, bytes);
            Element e = fromBytes(buffer, 0);
            if (e != null) {
                return e;
            }
        }
    }

    @Override
    public Element sampleSubfield(ByteSource random) {
        return sample(random);
    }

    // ---- limbs ----

    /** The words of a number, in limbs. */
    final long[] toLimbs(Element a) {
        long[] words = {a.w0(), a.w1(), a.w2(), a.w3(), 0};
        long[] out = new long[limbs];
        for (int k = 0; k < limbs; k++) {
            int bit = k * limbBits;
            int word = bit >>> 6;
            long value = words[word] >>> bit;
            if ((bit & 63) + limbBits > 64) {
                value |= words[word + 1] << -bit;
            }
            out[k] = value & limbMask;
        }
        return out;
    }

    /** The canonical element of a number in normal limbs that is below 2p. */
    final Element fromLimbs(long[] a) {
        long[] words = new long[6];
        for (int k = 0; k < limbs; k++) {
            int bit = k * limbBits;
            words[bit >>> 6] |= a[k] << bit;
            if ((bit & 63) != 0) {
                words[(bit >>> 6) + 1] |= a[k] >>> -bit;
            }
        }
        boolean over = bytes == 16 ? words[2] != 0 : words[4] != 0;
        return over
                ? minusModulus(words[0], words[1], words[2], words[3])
                : reduceOnce(words[0], words[1], words[2], words[3]);
    }

    final Element fromMontgomery(long[] a) {
        long[] x = new long[limbs];
        montgomery(x, a, unit);
        return fromLimbs(x);
    }

    /** Montgomery form, in limbs. */
    final long[] toMontgomery(Element a) {
        long[] x = toLimbs(a);
        montgomery(x, x, squaredRadix);
        return x;
    }

    // ---- arrays ----

    final IntPlanes planes(FieldArray a) {
        if (a instanceof IntPlanes p && p.data.length == p.stride * limbs) {
            return p;
        }
        throw new IllegalArgumentException("the array does not belong to the field " + name());
    }

    @Override
    public FieldArray newArray(int length) {
        return IntPlanes.allocate(limbs, length);
    }

    @Override
    public Element get(FieldArray a, int index) {
        IntPlanes p = planes(a);
        java.util.Objects.checkIndex(index, p.length);
        long[] x = new long[limbs];
        for (int k = 0; k < limbs; k++) {
            x[k] = p.data[k * p.stride + p.base + index];
        }
        return fromMontgomery(x);
    }

    @Override
    public void set(FieldArray a, int index, Element value) {
        IntPlanes p = planes(a);
        java.util.Objects.checkIndex(index, p.length);
        long[] x = toMontgomery(value);
        for (int k = 0; k < limbs; k++) {
            p.data[k * p.stride + p.base + index] = (int) x[k];
        }
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
        for (int k = 0; k < limbs; k++) {
            int to = k * t.stride + t.base;
            int at = k * s.stride + s.base;
            for (int i = 0; i < t.length; i++) {
                t.data[to + i] = s.data[at + java.util.Objects.checkIndex(index[from + i], s.length)];
            }
        }
    }
}
