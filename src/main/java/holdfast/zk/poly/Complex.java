package holdfast.zk.poly;

import holdfast.zk.field.Element;
import holdfast.zk.field.Field;

/** An element a + b·i of a prime field's quadratic extension, i² = −1; with b = 0 an element of the field itself. */
record Complex(Element re, Element im) {
    static final Complex ONE = new Complex(Element.ONE, Element.ZERO);

    Complex mul(Field f, Complex o) {
        return new Complex(f.sub(f.mul(re, o.re), f.mul(im, o.im)), f.add(f.mul(re, o.im), f.mul(im, o.re)));
    }

    /** The value squared {@code times} times. */
    Complex squared(Field f, int times) {
        Complex c = this;
        for (int i = 0; i < times; i++) {
            c = c.mul(f, c);
        }
        return c;
    }

    /** 1/(a + bi) = (a − bi)/(a² + b²). */
    Complex inverse(Field f) {
        Element norm = f.inverse(f.add(f.mul(re, re), f.mul(im, im)));
        return new Complex(f.mul(re, norm), f.negate(f.mul(im, norm)));
    }
}
