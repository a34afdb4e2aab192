package holdfast.zk.gadget;

import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import java.math.BigInteger;
import java.util.Arrays;

/** Polynomials through given values. */
final class Interpolation {
    private Interpolation() {}

    /**
     * Coefficients of P and Q, lowest first, such that {@code P(u) + x·Q(u)} with {@code u = x(x − max)} is {@code values[x]} for
     * every x from 0 to max = length − 1, which is odd. The pair x, max − x shares its u.
     */
    static Element[][] byPairs(Field field, BigInteger[] values) {
        int max = values.length - 1;
        int pairs = values.length / 2;
        Element[] u = new Element[pairs];
        Element[] constant = new Element[pairs];
        Element[] slope = new Element[pairs];
        for (int k = 0; k < pairs; k++) {
            u[k] = Numbers.element(field, BigInteger.valueOf(-(long) k * (max - k)));
            Element low = Numbers.element(field, values[k]);
            Element high = Numbers.element(field, values[max - k]);
            slope[k] = field.mul(field.sub(high, low), field.inverse(field.fromLong(max - 2L * k)));
            constant[k] = field.sub(low, field.mul(slope[k], field.fromLong(k)));
        }
        return new Element[][] {through(field, u, constant), through(field, u, slope)};
    }

    /** Coefficients, lowest first, of the polynomial with these values at these distinct points. */
    private static Element[] through(Field field, Element[] points, Element[] values) {
        Element[] result = new Element[points.length];
        Arrays.fill(result, Element.ZERO);
        for (int i = 0; i < points.length; i++) {
            Element[] basis = new Element[points.length];
            Arrays.fill(basis, Element.ZERO);
            basis[0] = values[i];
            int degree = 0;
            for (int j = 0; j < points.length; j++) {
                if (j == i) {
                    continue;
                }
                Element scale = field.inverse(field.sub(points[i], points[j]));
                for (int d = degree; d >= 0; d--) {
                    Element c = field.mul(basis[d], scale);
                    basis[d + 1] = field.add(basis[d + 1], c);
                    basis[d] = field.negate(field.mul(c, points[j]));
                }
                degree++;
            }
            for (int d = 0; d < result.length; d++) {
                result[d] = field.add(result[d], basis[d]);
            }
        }
        return result;
    }
}
