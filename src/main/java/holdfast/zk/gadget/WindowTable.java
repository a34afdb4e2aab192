package holdfast.zk.gadget;

import holdfast.zk.gadget.Curve.Point;
import java.math.BigInteger;

/**
 * The odd multiples of a point that a signed window of four bits selects from: {@code (8 + 4γ₂ + 2γ₁ + γ₀)·16^w·point} for signs γ,
 * as polynomials in the signs. Coefficient m of a coordinate belongs to the product of the γ_k for the set bits k of m.
 */
final class WindowTable {
    static final int WINDOWS = 64;
    static final int MONOMIALS = 8;

    private static final BigInteger EIGHTH = BigInteger.valueOf(8).modInverse(Curve.P);

    private final Point[][] points = new Point[WINDOWS][MONOMIALS];
    private final BigInteger[][] x = new BigInteger[WINDOWS][];
    private final BigInteger[][] y = new BigInteger[WINDOWS][];

    WindowTable(Point point) {
        Point base = point;
        for (int w = 0; w < WINDOWS; w++) {
            Point twice = sum(base, base);
            Point odd = base;
            for (int j = MONOMIALS - 1; j >= 0; j--) {
                points[w][j] = odd;
                odd = sum(odd, twice);
            }
            // Now odd is 17 times the base.
            base = sum(odd, base.negate());
            x[w] = polynomial(points[w], false);
            y[w] = polynomial(points[w], true);
        }
    }

    private static Point sum(Point a, Point b) {
        Point sum = Curve.add(a, b);
        if (sum == null) {
            throw new IllegalArgumentException("the point is not on the curve P-256");
        }
        return sum;
    }

    private static BigInteger[] polynomial(Point[] values, boolean ordinate) {
        BigInteger[] coefficients = new BigInteger[MONOMIALS];
        for (int m = 0; m < MONOMIALS; m++) {
            BigInteger total = BigInteger.ZERO;
            for (int j = 0; j < MONOMIALS; j++) {
                BigInteger value = ordinate ? values[j].y() : values[j].x();
                total = Integer.bitCount(j & m) % 2 == 0 ? total.add(value) : total.subtract(value);
            }
            coefficients[m] = total.multiply(EIGHTH).mod(Curve.P);
        }
        return coefficients;
    }

    /** The multiple with {@code γ_k = −1} for the set bits k of {@code negative}. */
    Point point(int window, int negative) {
        return points[window][negative];
    }

    BigInteger x(int window, int monomial) {
        return x[window][monomial];
    }

    BigInteger y(int window, int monomial) {
        return y[window][monomial];
    }
}
