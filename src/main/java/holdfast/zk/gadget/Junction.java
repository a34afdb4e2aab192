package holdfast.zk.gadget;

import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Sum;
import java.util.List;

/** All or any of several truth values, which are wires that are 0 or 1. */
public final class Junction {
    private static final int FEW = 3;

    private Junction() {}

    /** 1 if all are. */
    public static Expr all(Program program, WitnessSteps steps, String name, List<Expr> values) {
        if (values.size() <= FEW) {
            return program.product(values).wire();
        }
        Sum wrong = program.sum().add(values.size());
        values.forEach(wrong::subtract);
        return ZeroTest.isZero(program, steps, name, wrong.expr());
    }

    /** 1 if at least one is. */
    public static Expr any(Program program, WitnessSteps steps, String name, List<Expr> values) {
        return all(program, steps, name, values.stream().map(Expr::complement).toList())
                .complement();
    }
}
