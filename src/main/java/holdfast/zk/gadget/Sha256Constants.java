package holdfast.zk.gadget;

import java.math.BigInteger;

/** The constants of FIPS 180-4, by their definition: leading fraction bits of roots of the first primes. */
final class Sha256Constants {
    private Sha256Constants() {}

    /** K: of the cube roots of the first 64 primes. */
    static int[] roundConstants() {
        return fractions(64, 3);
    }

    /** H⁽⁰⁾: of the square roots of the first 8 primes. */
    static int[] initialState() {
        return fractions(8, 2);
    }

    private static int[] fractions(int count, int degree) {
        int[] result = new int[count];
        int prime = 2;
        for (int i = 0; i < count; prime++) {
            if (BigInteger.valueOf(prime).isProbablePrime(20)) {
                result[i++] = root(BigInteger.valueOf(prime).shiftLeft(32 * degree), degree)
                        .intValue();
            }
        }
        return result;
    }

    /** The integer part of the root. */
    private static BigInteger root(BigInteger value, int degree) {
        BigInteger result = BigInteger.ZERO;
        for (int bit = value.bitLength() / degree; bit >= 0; bit--) {
            BigInteger candidate = result.setBit(bit);
            if (candidate.pow(degree).compareTo(value) <= 0) {
                result = candidate;
            }
        }
        return result;
    }
}
