package holdfast.zk.gadget;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Section;
import holdfast.zk.compiler.Sum;
import holdfast.zk.field.Element;

/**
 * Reads {@code -?(0|[1-9][0-9]{0,18})} with a value of 64 bits, signed, and what may follow a number in JSON. Fractions, exponents and
 * larger numbers are not readable.
 */
final class JsonInteger {
    private static final int MOST_DIGITS = 19;

    private final JsonStructure structure;
    private final Program program;
    private final Expr[] window;
    private final Expr minus;
    private final Expr[] isLength;

    private JsonInteger(JsonStructure structure, JsonAnchor start) {
        this.structure = structure;
        program = structure.program();
        window = start.window(MOST_DIGITS + 2);
        // Where nothing is asked for, a 0 and a comma are read.
        Expr idle = start.active().complement();
        window[0] = window[0].plus(idle.times('0')).wire();
        window[1] = window[1].plus(idle.times(',')).wire();
        minus = program.privateInput("minus");
        isLength = program.privateInputs("digits", MOST_DIGITS);
    }

    /** The number; 0 where the anchor is not active. */
    static Expr read(JsonStructure structure, JsonAnchor start) {
        Program program = structure.program();
        try (Section _ = program.section("integer")) {
            return new JsonInteger(structure, start).read();
        }
    }

    private Expr read() {
        program.assertBit("minus", minus);
        program.assertZeroProduct("minus is spelled", minus, window[0].minus('-'));
        Sum one = program.sum();
        for (Expr is : isLength) {
            program.assertBit("digits", is);
            one.add(is);
        }
        program.assertZero("digits are counted once", one.expr().minus(1));
        // Shifted by the sign.
        Expr[] shifted = new Expr[MOST_DIGITS + 1];
        for (int j = 0; j < shifted.length; j++) {
            shifted[j] = window[j]
                    .plus(minus.times(window[j + 1]))
                    .minus(minus.times(window[j]))
                    .wire();
        }
        Expr[] digit = new Expr[MOST_DIGITS];
        Expr more = program.one();
        Sum next = program.sum();
        Sum magnitude = program.sum();
        Expr prefix = program.zero();
        for (int j = 0; j < MOST_DIGITS; j++) {
            digit[j] = more.times(shifted[j].minus('0')).wire();
            Decimal.assertDigit(program, "digit", digit[j]);
            more = more.minus(isLength[j]);
            next.add(isLength[j].times(shifted[j + 1]));
            prefix = prefix.times(10).plus(digit[j]);
            magnitude.add(isLength[j].times(prefix.wire()));
        }
        assertEnds(next.wire());
        assertNoLeadingZero(digit[0]);
        Expr size = magnitude.wire();
        Digits room = new Digits(program, "64 bits", 64);
        program.assertEqual(
                "64 bits",
                room.value(),
                program.constant(Long.MAX_VALUE).plus(minus).minus(size));
        structure.steps().add(run -> {
            Assignment w = run.assignment();
            // All three are below 2^64 in truth, so that it does not matter that longs wrap around.
            room.assign(w, Long.MAX_VALUE + w.value(minus).w0() - w.value(size).w0());
        });
        return size.minus(minus.times(size).times(2)).wire();
    }

    private void assertEnds(Expr next) {
        Expr space = next.minus(' ').times(next.minus('\t')).wire();
        Expr line = next.minus('\n').times(next.minus('\r')).wire();
        Expr close = next.minus('}').times(next.minus(']')).wire();
        program.assertZeroProduct(
                "number ends",
                space.times(line).wire(),
                close.times(next.minus(',')).wire());
    }

    private void assertNoLeadingZero(Expr first) {
        Expr several = isLength[0].complement();
        Expr inverse = program.privateInput("inverse of the first digit");
        program.assertZero("no leading zero", first.times(inverse).minus(several));
        structure.steps().add(this::assignForm);
        structure.steps().add(run -> {
            Assignment assignment = run.assignment();
            Element digit = assignment.value(first);
            boolean free = digit.isZero() || assignment.value(several).isZero();
            assignment.set(inverse, free ? Element.ZERO : program.field().inverse(digit));
        });
    }

    private void assignForm(WitnessSteps.Run run) {
        Assignment assignment = run.assignment();
        int sign = assignment.value(window[0]).w0() == '-' ? 1 : 0;
        assignment.set(minus, sign);
        int count = 0;
        while (count < MOST_DIGITS
                && isDigit(assignment.value(window[sign + count]).w0())) {
            count++;
        }
        for (int j = 0; j < MOST_DIGITS; j++) {
            assignment.set(isLength[j], j + 1 == Math.max(1, count) ? 1 : 0);
        }
    }

    private static boolean isDigit(long c) {
        return c >= '0' && c <= '9';
    }
}
