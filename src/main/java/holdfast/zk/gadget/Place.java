package holdfast.zk.gadget;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Sum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A witnessed place in an array, in constrained digits of base 4, so that it selects one place and nothing between places. An
 * array is 0 outside its bounds.
 */
final class Place {
    private final Program program;
    private final TwoBits[] digits;
    private Expr[] low = new Expr[0];
    private Expr[] high = new Expr[0];

    /** Witnesses a place from 0 to at least {@code size − 1}. */
    Place(Program program, String name, int size) {
        this.program = program;
        int count = 1;
        while (1 << (2 * count) < size) {
            count++;
        }
        digits = new TwoBits[count];
        for (int i = 0; i < count; i++) {
            digits[i] = new TwoBits(program, name);
        }
    }

    /** The place. */
    Expr value() {
        Sum sum = program.sum();
        for (int i = 0; i < digits.length; i++) {
            sum.add(digits[i].value(), 1L << (2 * i));
        }
        return sum.expr();
    }

    /** {@code array[place + offset]}, for an array of wires; about one term for each element. */
    Expr select(Expr[] array, int offset) {
        if (high.length == 0) {
            int split = digits.length / 2;
            low = oneHot(0, split);
            high = oneHot(split, digits.length);
        }
        int stride = low.length;
        Sum result = program.sum();
        for (int l = 0; l < stride; l++) {
            Sum column = program.sum();
            for (int h = 0; h < high.length; h++) {
                int at = h * stride + l + offset;
                if (at >= 0 && at < array.length) {
                    column.add(high[h].times(array[at]));
                }
            }
            result.add(low[l].times(column.wire()));
        }
        return result.expr();
    }

    /** For each place whether it is the one. */
    Expr[] all() {
        return oneHot(0, digits.length);
    }

    /** For digits {@code from} to {@code to − 1} as a number: wires of which exactly one is 1. */
    Expr[] oneHot(int from, int to) {
        Expr[] result = {program.one()};
        for (int d = to - 1; d >= from; d--) {
            Expr[] finer = new Expr[4 * result.length];
            for (int i = 0; i < finer.length; i++) {
                finer[i] = result[i / 4].times(digits[d].is(i % 4)).wire();
            }
            result = finer;
        }
        return result;
    }

    /**
     * {@code array[place + offset + j]} for j below {@code length}, or zeros unless {@code active}: shifted digit by digit, the
     * highest first, each time with just as many elements as the lower digits can still need.
     */
    Expr[] window(Expr[] array, int offset, int length, Expr active) {
        Expr[] current = array;
        int shift = offset;
        for (int d = digits.length - 1; d >= 0; d--) {
            int weight = 1 << (2 * d);
            Expr[] next = new Expr[length + weight - 1];
            List<Expr> options = new ArrayList<>();
            for (int k = 0; k < 4; k++) {
                Expr is = digits[d].is(k);
                options.add(d == 0 ? is.times(active).wire() : is);
            }
            for (int j = 0; j < next.length; j++) {
                Sum sum = program.sum();
                for (int k = 0; k < 4; k++) {
                    int at = j + k * weight + shift;
                    if (at >= 0 && at < current.length && !current[at].isZero()) {
                        sum.add(options.get(k).times(current[at]));
                    }
                }
                next[j] = sum.wire();
            }
            current = next;
            shift = 0;
        }
        return Arrays.copyOf(current, length);
    }

    /** Sets the inputs. */
    void assign(Assignment assignment, int place) {
        for (int i = 0; i < digits.length; i++) {
            digits[i].assign(assignment, place >>> (2 * i));
        }
    }
}
