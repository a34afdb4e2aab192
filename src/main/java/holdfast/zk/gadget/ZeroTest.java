package holdfast.zk.gadget;

import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.field.Element;

/** Whether a number is 0. */
public final class ZeroTest {
    private ZeroTest() {}

    /** 1 if the value is 0, else 0; the witness is the value's inverse, or 0 where there is none. */
    public static Expr isZero(Program program, WitnessSteps steps, String name, Expr value) {
        if (value.isConstant()) {
            return value.isZero() ? program.one() : program.zero();
        }
        Expr wire = value.wire();
        Expr inverse = program.privateInput(name + " inverse");
        Expr is = wire.times(inverse).complement().wire();
        program.assertZeroProduct(name, wire, is);
        program.assertZeroProduct(name + " inverse", inverse, is);
        steps.add(run -> {
            Element v = run.assignment().value(wire);
            run.assignment().set(inverse, v.isZero() ? v : program.field().inverse(v));
        });
        return is;
    }
}
