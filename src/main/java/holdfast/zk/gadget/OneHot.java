package holdfast.zk.gadget;

import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Sum;

/**
 * A number of a few bits as wires of which exactly one is 1. They are products of constrained bits, so there is nothing to choose:
 * a witnessed vector would need each entry asserted to be a bit, or fractions would select anything.
 */
final class OneHot {
    private final Program program;
    private final Expr[] entries;
    private final Expr[] above;

    /** All values of the bits, the least significant bit first. */
    OneHot(Program program, Expr[] bits) {
        this.program = program;
        if (bits.length <= 1) {
            entries = bits.length == 0 ? new Expr[] {program.one()} : new Expr[] {bits[0].complement(), bits[0]};
            above = bits.length == 0 ? new Expr[] {program.zero()} : new Expr[] {bits[0], program.zero()};
            return;
        }
        int split = bits.length / 2;
        OneHot low = new OneHot(program, java.util.Arrays.copyOf(bits, split));
        OneHot high = new OneHot(program, java.util.Arrays.copyOfRange(bits, split, bits.length));
        int lowSize = low.entries.length;
        entries = new Expr[1 << bits.length];
        above = new Expr[1 << bits.length];
        for (int i = 0; i < entries.length; i++) {
            entries[i] =
                    high.entries[i / lowSize].times(low.entries[i % lowSize]).wire();
            above[i] = high.above(i / lowSize).plus(high.entries[i / lowSize].times(low.above(i % lowSize)));
        }
    }

    /** 1 if the number is i, else 0. */
    Expr is(int i) {
        return entries[i];
    }

    /** 1 if the number is greater than i, else 0. */
    Expr above(int i) {
        if (entries.length > 16) {
            return above[i];
        }
        // Of few entries the sum of the shorter side is cheaper, and a layer lower.
        boolean fewAbove = entries.length - 1 - i <= i + 1;
        Sum sum = program.sum();
        for (int j = fewAbove ? i + 1 : 0; j < (fewAbove ? entries.length : i + 1); j++) {
            sum.add(entries[j]);
        }
        return fewAbove ? sum.expr() : sum.expr().complement();
    }
}
