package holdfast.zk.gadget;

import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import java.math.BigInteger;

/**
 * A point (X : Y : Z) of P-256 with the complete addition of Renes, Costello and Batina (ePrint 2015/1060, theorem 2, a = −3): right for
 * every two points of a curve of odd order.
 */
record ProjectivePoint(Program program, Expr x, Expr y, Expr z) {

    static ProjectivePoint affine(Program program, Expr x, Expr y) {
        return new ProjectivePoint(program, x, y, program.one());
    }

    ProjectivePoint plus(ProjectivePoint other) {
        Expr threeB = Numbers.constant(program, Curve.B.multiply(BigInteger.valueOf(3)));
        Expr xx = x.times(other.x);
        Expr yy = y.times(other.y);
        Expr zz = z.times(other.z);
        Expr xy = x.times(other.y).plus(y.times(other.x)).wire();
        Expr yz = y.times(other.z).plus(z.times(other.y)).wire();
        Expr xz = x.times(other.z).plus(z.times(other.x));
        Expr low = xz.times(3).minus(zz.times(threeB));
        Expr minus = yy.plus(low).wire();
        Expr plus = yy.minus(low).wire();
        Expr three = xx.times(3).minus(zz.times(3)).wire();
        Expr mixed = xz.times(threeB).minus(xx.times(3)).minus(zz.times(9)).wire();
        return new ProjectivePoint(
                program,
                xy.times(minus).minus(yz.times(mixed)).wire(),
                three.times(mixed).plus(plus.times(minus)).wire(),
                yz.times(plus).plus(xy.times(three)).wire());
    }
}
