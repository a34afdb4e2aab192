package holdfast.zk.gadget;

import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;

/** Decimal digits. */
final class Decimal {
    private Decimal() {}

    /** Asserts that a wire is a number from 0 to 9. With u = v(v − 9) the factors v − k and v − (9 − k) share a root of u + k(9 − k). */
    static void assertDigit(Program program, String name, Expr v) {
        if (v.isConstant()) {
            throw new IllegalArgumentException("a digit that is known is not asserted");
        }
        Expr u = v.squared().minus(v.times(9)).wire();
        Expr outer = u.times(u.plus(8)).wire();
        Expr middle = u.plus(14).times(u.plus(18)).wire();
        program.assertZeroProduct(name, outer.times(middle).wire(), u.plus(20));
    }
}
