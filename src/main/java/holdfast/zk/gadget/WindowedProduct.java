package holdfast.zk.gadget;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Sum;
import holdfast.zk.gadget.Curve.Point;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The product of an odd number in signed digits and a point with a table of multiples: the sum of 64 selected points, from the
 * lowest digit up, without doublings. The partial sums S₂ … S₆₃ are witnessed.
 *
 * <p>The affine rule is used for S + T although it fails for S = ±T, because that cannot happen below the top digit:
 * S = s·P and T = d·16^i·P with 0 &lt; |s| &lt; 16^i ≤ |d·16^i|, so neither sum of s and d·16^i is 0, and both are below 16⁶³ &lt; n. The
 * last addition takes the complete rule.
 */
final class WindowedProduct {
    private static final int WINDOWS = WindowTable.WINDOWS;

    private final Expr[] xs = new Expr[WINDOWS];
    private final Expr[] ys = new Expr[WINDOWS];
    private final ProjectivePoint result;

    /** Coordinates' coefficients by window and monomial: constants or public inputs. */
    interface Table {
        Expr x(int window, int monomial);

        Expr y(int window, int monomial);
    }

    WindowedProduct(Program program, SignedDigits scalar, Table table) {
        Expr x1 = program.zero();
        Expr y1 = program.zero();
        ProjectivePoint total = null;
        for (int w = 0; w < WINDOWS; w++) {
            Sum abscissa = program.sum();
            Sum ordinate = program.sum();
            for (int m = 0; m < WindowTable.MONOMIALS; m++) {
                Expr monomial = scalar.monomial(w, m);
                abscissa.add(monomial.times(table.x(w, m)));
                ordinate.add(monomial.times(table.y(w, m)));
            }
            Expr x2 = abscissa.wire();
            Expr y2 = ordinate.wire().times(scalar.sign(w)).wire();
            if (w == 0) {
                x1 = x2;
                y1 = y2;
            } else if (w < WINDOWS - 1) {
                Expr x3 = program.privateInput("partial sum");
                Expr y3 = program.privateInput("partial sum");
                Expr dx = x2.minus(x1).wire();
                Expr dy = y2.minus(y1).wire();
                Expr dx2 = dx.squared().wire();
                program.assertZero(
                        "partial sum x", x1.plus(x2).plus(x3).wire().times(dx2).minus(dy.squared()));
                program.assertZero("partial sum y", y1.plus(y3).times(dx).minus(dy.times(x1.minus(x3))));
                xs[w] = x3;
                ys[w] = y3;
                x1 = x3;
                y1 = y3;
            } else {
                total = ProjectivePoint.affine(program, x1, y1).plus(ProjectivePoint.affine(program, x2, y2));
            }
        }
        if (total == null) {
            throw new IllegalStateException("a product of no windows");
        }
        result = total;
    }

    ProjectivePoint result() {
        return result;
    }

    /** Sets the partial sums. */
    void assign(Program program, Assignment assignment, WindowTable table, BigInteger scalar) {
        Point sum = SignedDigits.selected(table, scalar, 0);
        for (int w = 1; w < WINDOWS - 1; w++) {
            @Nullable Point next = Curve.add(sum, SignedDigits.selected(table, scalar, w));
            if (next == null) {
                throw new IllegalStateException("a partial sum of signed digits is 0");
            }
            assignment.set(xs[w], Numbers.element(program.field(), next.x()));
            assignment.set(ys[w], Numbers.element(program.field(), next.y()));
            sum = next;
        }
    }
}
