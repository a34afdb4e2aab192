package holdfast.zk.field;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Each field once more, in the slowest and plainest way: big integers, and polynomials over GF(2) as their bits.
 *
 * @param limit one more than the largest canonical number
 */
record Oracle(Field field, BigInteger limit) {
    private static final BigInteger P256 =
            new BigInteger("115792089210356248762697446949407573530086143415290314195533631308867097853951");
    private static final BigInteger FP128 = new BigInteger("340282042402384805036647824275747635201");

    static final List<Oracle> ALL = List.of(
            new Oracle(Fields.p256(), P256),
            new Oracle(Fields.fp128(), FP128),
            new Oracle(Fields.gf2_128(), BigInteger.ONE.shiftLeft(128)));

    /** The fields with the kernels of this machine, and again with the plain ones. */
    static final List<Oracle> KERNELS = List.of(
            ALL.get(0),
            ALL.get(1),
            ALL.get(2),
            new Oracle(new P256Field(new P256Scalar()), P256),
            new Oracle(new Fp128Field(new Fp128Scalar()), FP128),
            new Oracle(new Gf2Field(new CarrylessScalar()), ALL.get(2).limit()));

    BigInteger add(BigInteger a, BigInteger b) {
        return field.characteristicTwo() ? a.xor(b) : a.add(b).mod(limit);
    }

    BigInteger sub(BigInteger a, BigInteger b) {
        return field.characteristicTwo() ? a.xor(b) : a.subtract(b).mod(limit);
    }

    BigInteger mul(BigInteger a, BigInteger b) {
        if (!field.characteristicTwo()) {
            return a.multiply(b).mod(limit);
        }
        BigInteger r = BigInteger.ZERO;
        for (int i = 0; i < 128; i++) {
            if (b.testBit(i)) {
                r = r.xor(a.shiftLeft(i));
            }
        }
        BigInteger polynomial = limit.xor(BigInteger.valueOf(0x87));
        for (int i = r.bitLength() - 1; i >= 128; i--) {
            if (r.testBit(i)) {
                r = r.xor(polynomial.shiftLeft(i - 128));
            }
        }
        return r;
    }

    @Override
    public String toString() {
        return field.name();
    }

    /** The number of an element. */
    BigInteger number(Element e) {
        byte[] little = new byte[field.byteLength()];
        field.toBytes(e, little, 0);
        return number(little);
    }

    static BigInteger number(byte[] little) {
        byte[] big = new byte[little.length];
        for (int i = 0; i < big.length; i++) {
            big[i] = little[little.length - 1 - i];
        }
        return new BigInteger(1, big);
    }

    /** The little-endian form of any number that fits the field's byte length. */
    byte[] bytes(BigInteger n) {
        byte[] little = new byte[field.byteLength()];
        for (int i = 0; i < little.length; i++) {
            little[i] = n.shiftRight(8 * i).byteValue();
        }
        return little;
    }

    Element element(BigInteger n) {
        Element e = field.fromBytes(bytes(n), 0);
        if (e == null) {
            throw new IllegalArgumentException(n + " is not canonical");
        }
        return e;
    }

    /** Numbers where carries and reductions are decided, and then random ones. */
    List<BigInteger> samples(int count, SplittableRandom random) {
        List<BigInteger> out = new ArrayList<>();
        int bits = 8 * field.byteLength();
        for (int i = 0; i < 3; i++) {
            out.add(BigInteger.valueOf(i));
            out.add(limit.subtract(BigInteger.valueOf(i + 1)));
        }
        out.add(limit.shiftRight(1));
        for (int limb : new int[] {26, 29, 32, 64, 96, 108, 192, 224}) {
            for (int k = limb; k < bits; k += limb) {
                out.add(BigInteger.ONE.shiftLeft(k).subtract(BigInteger.ONE));
                out.add(BigInteger.ONE.shiftLeft(k));
                out.add(limit.subtract(BigInteger.ONE.shiftLeft(k)));
            }
        }
        while (out.size() < count) {
            out.add(random(random));
        }
        return out.subList(0, count);
    }

    /** A uniform number below the limit. */
    BigInteger random(SplittableRandom random) {
        byte[] b = new byte[field.byteLength() + 8];
        random.nextBytes(b);
        return new BigInteger(1, b).mod(limit);
    }

    /** An array of these numbers. */
    FieldArray array(List<BigInteger> numbers) {
        FieldArray a = field.newArray(numbers.size());
        for (int i = 0; i < numbers.size(); i++) {
            field.set(a, i, element(numbers.get(i)));
        }
        return a;
    }

    /** The numbers of an array. */
    List<BigInteger> numbers(FieldArray a) {
        List<BigInteger> out = new ArrayList<>();
        for (int i = 0; i < a.length(); i++) {
            out.add(number(field.get(a, i)));
        }
        return out;
    }
}
