package holdfast.zk.gadget;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import org.jspecify.annotations.Nullable;

/**
 * A number v from 0 to 3 in one input. With {@code u = v² − 3v} the range is {@code u(u + 2) = 0}, and whether v is k is linear
 * in 1, v, u and uv.
 */
final class TwoBits {
    private final Program program;
    private final Expr v;
    private final Expr u;
    private final @Nullable Expr[] is = new @Nullable Expr[4];

    /** Witnesses a number and asserts its range under the name {@code name}. */
    TwoBits(Program program, String name) {
        this.program = program;
        v = program.privateInput(name);
        u = v.squared().minus(v.times(3)).wire();
        program.assertZero(name, u.times(u.plus(2)));
    }

    /** The number. */
    Expr value() {
        return v;
    }

    /** 1 if the number is k, else 0; a wire, made when it is first asked for. */
    Expr is(int k) {
        Expr known = is[k];
        if (known == null) {
            known = indicator(k).wire();
            is[k] = known;
        }
        return known;
    }

    private Expr indicator(int k) {
        Expr uv = u.times(v).wire();
        Expr isThree = v.dividedBy(3).plus(uv.dividedBy(6));
        Expr isTwo = u.minus(uv).dividedBy(2);
        return switch (k) {
            case 0 -> program.one().plus(u.dividedBy(2)).minus(isThree);
            case 1 -> u.dividedBy(-2).minus(isTwo);
            case 2 -> isTwo;
            case 3 -> isThree;
            default -> throw new IllegalArgumentException("two bits are never " + k);
        };
    }

    /** Sets the input. */
    void assign(Assignment assignment, long value) {
        assignment.set(v, value & 3);
    }
}
