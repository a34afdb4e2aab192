package holdfast.zk.field;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * What the two prime fields share. Arrays hold elements in Montgomery form, in small limbs with head-room: sums of products then need no carries,
 * and additions need no exact comparison with the modulus. A stored number is below 2p and not always canonical.
 */
abstract class PrimeField extends GenericField {
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Element modulus;
    final int bytes;
    final int limbs;
    final int limbBits;
    final int limbMask;
    /** R² for R = 2^(limbs · limbBits), as limbs: multiplying by it brings a number into Montgomery form. */
    final long[] squaredRadix;

    final long[] unit;

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
    final void montgomery(long[] out, long[] a, long[] b) {
        long[] t = new long[2 * limbs];
        for (int i = 0; i < limbs; i++) {
            for (int j = 0; j < limbs; j++) {
                t[i + j] += a[i] * b[j];
            }
        }
        reduce(out, t);
    }

    /** Divides columns of limb products by R modulo p; the columns are used up. */
    final void reduce(long[] out, long[] columns) {
        reduceLow(columns);
        for (int i = limbs; i < 2 * limbs - 1; i++) {
            columns[i + 1] += columns[i] >> limbBits;
            out[i - limbs] = columns[i] & limbMask;
        }
        out[limbs - 1] = columns[2 * limbs - 1];
    }

    /** Adds the multiple of p that makes the lower half of the columns 0. */
    abstract void reduceLow(long[] columns);

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

    final Element reduceOnce(long w0, long w1, long w2, long w3) {
        return below(w0, w1, w2, w3) ? new Element(w0, w1, w2, w3) : minusModulus(w0, w1, w2, w3);
    }

    final boolean below(long w0, long w1, long w2, long w3) {
        int c = Long.compareUnsigned(w3, modulus.w3());
        c = c != 0 ? c : Long.compareUnsigned(w2, modulus.w2());
        c = c != 0 ? c : Long.compareUnsigned(w1, modulus.w1());
        c = c != 0 ? c : Long.compareUnsigned(w0, modulus.w0());
        return c < 0;
    }

    final Element minusModulus(long w0, long w1, long w2, long w3) {
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
}
