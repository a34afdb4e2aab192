package holdfast.zk.gadget;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Sum;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A non-negative number of at most 64 bits, witnessed two bits at a time; only its range is of interest. */
final class Digits {
    private final List<TwoBits> pairs = new ArrayList<>();
    private final @Nullable Expr top;
    private final Expr value;

    /** Witnesses a number below {@code 2^bits}. */
    Digits(Program program, String name, int bits) {
        if (bits < 1 || bits > Long.SIZE) {
            throw new IllegalArgumentException("a number of " + bits + " bits; 1 to 64 are possible");
        }
        Sum sum = program.sum();
        for (int i = 0; i + 1 < bits; i += 2) {
            TwoBits pair = new TwoBits(program, name);
            pairs.add(pair);
            sum.add(Numbers.shiftedLeft(pair.value(), i));
        }
        if (bits % 2 == 1) {
            top = program.privateInput(name);
            program.assertBit(name, top);
            sum.add(Numbers.shiftedLeft(top, bits - 1));
        } else {
            top = null;
        }
        value = sum.expr();
    }

    /** The number, linear in the inputs. */
    Expr value() {
        return value;
    }

    /** Sets the inputs from the low bits of a number, taken as unsigned. */
    void assign(Assignment assignment, long number) {
        for (int i = 0; i < pairs.size(); i++) {
            pairs.get(i).assign(assignment, number >>> (2 * i));
        }
        if (top != null) {
            assignment.set(top, (number >>> (2 * pairs.size())) & 1);
        }
    }
}
