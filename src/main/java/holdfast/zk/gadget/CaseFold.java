package holdfast.zk.gadget;

import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Section;

/** Maps the letters A to Z to a to z and leaves every other byte as it is. */
final class CaseFold {
    private static final int LETTERS_APART = 'a' - 'A';

    private CaseFold() {}

    /** Folds bytes. */
    static Expr[] fold(Program program, WitnessSteps steps, Expr[] bytes) {
        try (Section _ = program.section("case folding")) {
            Expr[] result = new Expr[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                result[i] = fold(program, steps, bytes[i]);
            }
            return result;
        }
    }

    private static Expr fold(Program program, WitnessSteps steps, Expr value) {
        TwoBits[] d = new TwoBits[4];
        Expr sum = program.zero();
        for (int i = 0; i < d.length; i++) {
            d[i] = new TwoBits(program, "digit of a byte");
            sum = sum.plus(d[i].value().times(1L << (2 * i)));
        }
        program.assertEqual("byte is its digits", value, sum);
        steps.add(run -> {
            long v = run.assignment().value(value).w0();
            for (int i = 0; i < d.length; i++) {
                d[i].assign(run.assignment(), v >> (2 * i));
            }
        });
        // 0x41 to 0x4F: not 0x40; 0x50 to 0x5A: not 0x5B to 0x5F.
        Expr first = d[1].is(0).times(d[0].is(0)).complement().wire();
        Expr second = d[1].is(3).plus(d[1].is(2).times(d[0].is(3))).complement().wire();
        Expr low = d[2].is(0).times(first).plus(d[2].is(1).times(second)).wire();
        return value.plus(d[3].is(1).times(low).times(LETTERS_APART)).wire();
    }

    /** Folds known bytes. */
    static byte[] fold(byte[] bytes) {
        byte[] result = bytes.clone();
        for (int i = 0; i < result.length; i++) {
            if (result[i] >= 'A' && result[i] <= 'Z') {
                result[i] = (byte) (result[i] + LETTERS_APART);
            }
        }
        return result;
    }
}
