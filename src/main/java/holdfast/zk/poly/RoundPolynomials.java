package holdfast.zk.poly;

import holdfast.zk.field.Element;
import holdfast.zk.field.Field;

/** Polynomials given by their values at the field's first evaluation points, as the rounds of sumcheck send them. */
public final class RoundPolynomials {
    private final Field field;
    private final int points;

    /** {@code inverse[k][i] = 1 / (x_k − x_{k−i})}. */
    private final Element[][] inverse;

    /** For polynomials of degree below {@code points}, at most {@link Field#EVALUATION_POINTS}. */
    public RoundPolynomials(Field field, int points) {
        this.field = field;
        this.points = points;
        this.inverse = new Element[points][points];
        for (int k = 0; k < points; k++) {
            for (int i = 1; i <= k; i++) {
                inverse[k][i] = field.inverse(field.sub(field.evaluationPoint(k), field.evaluationPoint(k - i)));
            }
        }
    }

    /** The value at x of the polynomial with these values. */
    public Element evaluate(Element[] values, Element x) {
        Element[] c = values.clone();
        for (int i = 1; i < points; i++) {
            for (int k = points - 1; k >= i; k--) {
                c[k] = field.mul(field.sub(c[k], c[k - 1]), inverse[k][i]);
            }
        }
        Element e = c[points - 1];
        for (int i = points - 2; i >= 0; i--) {
            e = field.add(c[i], field.mul(e, field.sub(x, field.evaluationPoint(i))));
        }
        return e;
    }

    /** The Lagrange coefficients at x: the value there is their inner product with the values. */
    public Element[] lagrange(Element x) {
        Element[] out = new Element[points];
        for (int k = 0; k < points; k++) {
            Element[] unit = new Element[points];
            for (int i = 0; i < points; i++) {
                unit[i] = i == k ? Element.ONE : Element.ZERO;
            }
            out[k] = evaluate(unit, x);
        }
        return out;
    }

    /** The values at the evaluation points of the polynomial with these coefficients, lowest first. */
    public Element[] valuesOf(Element... coefficients) {
        Element[] out = new Element[points];
        for (int k = 0; k < points; k++) {
            Element x = field.evaluationPoint(k);
            Element e = coefficients[coefficients.length - 1];
            for (int i = coefficients.length - 2; i >= 0; i--) {
                e = field.add(coefficients[i], field.mul(e, x));
            }
            out[k] = e;
        }
        return out;
    }
}
