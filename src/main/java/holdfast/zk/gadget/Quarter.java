package holdfast.zk.gadget;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;

/**
 * A witnessed number D from 0 to 3, which is what {@code (D² − 3D)(D² − 3D + 2) = 0} says. Every function of it is a polynomial in D,
 * {@code u = D² − 3D} and {@code D·u}.
 */
final class Quarter {
    private final Expr value;
    private final Expr u;

    Quarter(Program program, String name) {
        value = program.privateInput(name);
        u = value.squared().minus(value.times(3)).wire();
        program.assertZeroProduct(name, u, u.plus(2));
    }

    Expr value() {
        return value;
    }

    /** 1 if the number is k, else 0. */
    Expr is(int k) {
        return function(k == 0 ? 1 : 0, k == 1 ? 1 : 0, k == 2 ? 1 : 0, k == 3 ? 1 : 0);
    }

    /** 1 if the number is at least k, else 0. */
    Expr atLeast(int k) {
        return function(k <= 0 ? 1 : 0, k <= 1 ? 1 : 0, k <= 2 ? 1 : 0, k <= 3 ? 1 : 0);
    }

    /** The function with these values at 0, 1, 2 and 3. */
    private Expr function(int f0, int f1, int f2, int f3) {
        int sixfoldD = 2 * (f3 - f0);
        int sixfoldDu = sixfoldD / 2 - 3 * (f2 - f1);
        int sixfoldU = 3 * f0 + sixfoldD / 2 - 3 * f1 - sixfoldDu;
        return value.times(sixfoldD)
                .plus(u.times(sixfoldU))
                .plus(value.times(u).times(sixfoldDu))
                .plus(6L * f0)
                .dividedBy(6)
                .wire();
    }

    void assign(Assignment assignment, int number) {
        assignment.set(value, number);
    }
}
