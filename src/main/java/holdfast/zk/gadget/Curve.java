package holdfast.zk.gadget;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Arithmetic on the curve P-256 outside of circuits: for tables and witnesses. Points are affine; null is the point at infinity. */
final class Curve {
    static final BigInteger P = hex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
    static final BigInteger N = hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    static final BigInteger B = hex("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");
    static final Point G = new Point(
            hex("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"),
            hex("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"));

    private static final BigInteger THREE = BigInteger.valueOf(3);

    private Curve() {}

    private static BigInteger hex(String digits) {
        return new BigInteger(digits, 16);
    }

    /** A point other than infinity. */
    record Point(BigInteger x, BigInteger y) {
        /** Whether the coordinates are below p and satisfy the equation of the curve. */
        boolean isOnCurve() {
            if (x.signum() < 0 || y.signum() < 0 || x.compareTo(P) >= 0 || y.compareTo(P) >= 0) {
                return false;
            }
            BigInteger right = x.pow(3).subtract(THREE.multiply(x)).add(B);
            return y.multiply(y).subtract(right).mod(P).signum() == 0;
        }

        Point negate() {
            return new Point(x, P.subtract(y).mod(P));
        }
    }

    static @Nullable Point add(@Nullable Point a, @Nullable Point b) {
        if (a == null) {
            return b;
        }
        if (b == null) {
            return a;
        }
        BigInteger slope;
        if (a.x().equals(b.x())) {
            if (a.y().add(b.y()).mod(P).signum() == 0) {
                return null;
            }
            BigInteger above = a.x().multiply(a.x()).subtract(BigInteger.ONE).multiply(THREE);
            slope = above.multiply(a.y().shiftLeft(1).modInverse(P));
        } else {
            slope = b.y().subtract(a.y()).multiply(b.x().subtract(a.x()).mod(P).modInverse(P));
        }
        slope = slope.mod(P);
        BigInteger x = slope.multiply(slope).subtract(a.x()).subtract(b.x()).mod(P);
        return new Point(x, slope.multiply(a.x().subtract(x)).subtract(a.y()).mod(P));
    }

    static @Nullable Point multiply(BigInteger k, Point point) {
        Point base = k.signum() < 0 ? point.negate() : point;
        BigInteger scalar = k.abs();
        Point result = null;
        for (int i = scalar.bitLength() - 1; i >= 0; i--) {
            result = add(result, result);
            if (scalar.testBit(i)) {
                result = add(result, base);
            }
        }
        return result;
    }
}
