package holdfast.zk.gadget;

import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;

/** A byte in two-bit digits, and to which of the characters that matter in JSON it belongs. */
final class JsonBytes {
    private final TwoBits[] digits = new TwoBits[4];

    /** {@code "}. */
    final Expr quote;
    /** {@code \}. */
    final Expr backslash;

    final Expr comma;
    final Expr colon;
    /** An opening brace or bracket. */
    final Expr opens;
    /** A closing brace or bracket. */
    final Expr closes;
    /** {@code [}. */
    final Expr bracket;
    /** Space, tab, line feed or carriage return. */
    final Expr white;

    JsonBytes(Program program, Expr value) {
        for (int i = 0; i < digits.length; i++) {
            digits[i] = new TwoBits(program, "digit of a byte");
        }
        Expr sum = program.zero();
        for (int i = 0; i < digits.length; i++) {
            sum = sum.plus(digits[i].value().times(1L << (2 * i)));
        }
        program.assertEqual("byte is its digits", value, sum);
        Expr high2 = high(2);
        Expr high5 = high(5);
        Expr high5or7 =
                digits[3].is(1).times(digits[2].is(1).plus(digits[2].is(3))).wire();
        quote = high2.times(low(2)).wire();
        backslash = high5.times(low(12)).wire();
        comma = high2.times(low(12)).wire();
        colon = high(3).times(low(10)).wire();
        opens = high5or7.times(low(11)).wire();
        closes = high5or7.times(low(13)).wire();
        bracket = high5.times(low(11)).wire();
        white = high2.times(low(0))
                .plus(high(0).times(low(9)))
                .plus(high(0).times(low(10)))
                .plus(high(0).times(low(13)))
                .wire();
    }

    private Expr high(int nibble) {
        return digits[3].is(nibble >> 2).times(digits[2].is(nibble & 3)).wire();
    }

    private Expr low(int nibble) {
        return digits[1].is(nibble >> 2).times(digits[0].is(nibble & 3)).wire();
    }

    /** The digits, the least significant first. */
    TwoBits digit(int i) {
        return digits[i];
    }
}
