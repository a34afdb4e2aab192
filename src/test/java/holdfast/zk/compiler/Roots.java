package holdfast.zk.compiler;

import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Polynomials over a prime field, coefficients lowest first, and their roots (Cantor and Zassenhaus). */
final class Roots {
    private Roots() {}

    /** The polynomial with these values at these points. */
    static Element[] through(Field field, Element[] points, Element[] values) {
        Element[] result = {};
        Element[] basis = {Element.ONE};
        // Newton's form: each step adds what the polynomial so far lacks at the next point.
        for (int i = 0; i < points.length; i++) {
            Element lacking = field.sub(values[i], at(field, result, points[i]));
            Element scale = field.mul(lacking, field.inverse(at(field, basis, points[i])));
            result = add(field, result, multiply(field, basis, new Element[] {scale}));
            basis = multiply(field, basis, new Element[] {field.negate(points[i]), Element.ONE});
        }
        return trim(result);
    }

    /** All roots that lie in the field; none of a constant. */
    static List<Element> of(Field field, Element[] polynomial) {
        List<Element> roots = new ArrayList<>();
        Element[] p = trim(polynomial);
        if (p.length < 2) {
            return roots;
        }
        BigInteger order = modulus(field);
        Element[] x = {Element.ZERO, Element.ONE};
        Element[] power = power(field, x, order, p);
        split(field, gcd(field, p, add(field, power, negate(field, x))), order, 1, roots);
        return roots;
    }

    private static void split(Field field, Element[] p, BigInteger order, long shift, List<Element> roots) {
        if (p.length < 2) {
            return;
        }
        if (p.length == 2) {
            roots.add(field.negate(field.mul(p[0], field.inverse(p[1]))));
            return;
        }
        Element[] base = {field.fromLong(shift), Element.ONE};
        Element[] power = power(field, base, order.shiftRight(1), p);
        Element[] half = gcd(field, p, add(field, power, new Element[] {field.negate(Element.ONE)}));
        if (half.length < 2 || half.length == p.length) {
            split(field, p, order, shift + 1, roots);
            return;
        }
        split(field, half, order, shift + 1, roots);
        split(field, divide(field, p, half)[0], order, shift + 1, roots);
    }

    static BigInteger modulus(Field field) {
        byte[] bytes = new byte[field.byteLength()];
        field.toBytes(field.negate(Element.ONE), bytes, 0);
        for (int i = 0; i < bytes.length / 2; i++) {
            byte swap = bytes[i];
            bytes[i] = bytes[bytes.length - 1 - i];
            bytes[bytes.length - 1 - i] = swap;
        }
        return new BigInteger(1, bytes).add(BigInteger.ONE);
    }

    private static Element[] power(Field field, Element[] base, BigInteger exponent, Element[] modulus) {
        Element[] result = {Element.ONE};
        for (int i = exponent.bitLength() - 1; i >= 0; i--) {
            result = divide(field, multiply(field, result, result), modulus)[1];
            if (exponent.testBit(i)) {
                result = divide(field, multiply(field, result, base), modulus)[1];
            }
        }
        return result;
    }

    private static Element[] gcd(Field field, Element[] a, Element[] b) {
        Element[] left = trim(a);
        Element[] right = trim(b);
        while (right.length > 0) {
            Element[] rest = divide(field, left, right)[1];
            left = right;
            right = rest;
        }
        return left;
    }

    /** Quotient and rest. */
    private static Element[][] divide(Field field, Element[] a, Element[] b) {
        Element[] rest = a.clone();
        int top = b.length - 1;
        Element[] quotient = new Element[Math.max(0, a.length - top)];
        Arrays.fill(quotient, Element.ZERO);
        Element inverse = field.inverse(b[top]);
        for (int i = a.length - 1; i >= top; i--) {
            Element k = field.mul(rest[i], inverse);
            quotient[i - top] = k;
            for (int j = 0; j <= top; j++) {
                rest[i - top + j] = field.sub(rest[i - top + j], field.mul(k, b[j]));
            }
        }
        return new Element[][] {trim(quotient), trim(rest)};
    }

    private static Element at(Field field, Element[] p, Element x) {
        Element result = Element.ZERO;
        for (int i = p.length - 1; i >= 0; i--) {
            result = field.add(field.mul(result, x), p[i]);
        }
        return result;
    }

    private static Element[] add(Field field, Element[] a, Element[] b) {
        Element[] sum = new Element[Math.max(a.length, b.length)];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = field.add(i < a.length ? a[i] : Element.ZERO, i < b.length ? b[i] : Element.ZERO);
        }
        return trim(sum);
    }

    private static Element[] negate(Field field, Element[] a) {
        return Arrays.stream(a).map(field::negate).toArray(Element[]::new);
    }

    private static Element[] multiply(Field field, Element[] a, Element[] b) {
        Element[] product = new Element[Math.max(0, a.length + b.length - 1)];
        Arrays.fill(product, Element.ZERO);
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                product[i + j] = field.add(product[i + j], field.mul(a[i], b[j]));
            }
        }
        return trim(product);
    }

    private static Element[] trim(Element[] p) {
        int length = p.length;
        while (length > 0 && p[length - 1].isZero()) {
            length--;
        }
        return Arrays.copyOf(p, length);
    }
}
