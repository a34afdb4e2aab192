package holdfast.zk.gadget;

import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Section;
import java.math.BigInteger;

/** Compares integers of 64 bits, signed. */
public final class IntegerRelation {
    private IntegerRelation() {}

    /** 1 if they are equal, else 0. */
    public static Expr equal(Program program, WitnessSteps steps, Expr a, Expr b) {
        return ZeroTest.isZero(program, steps, "integers equal", a.minus(b));
    }

    /** 1 if a ≥ b, else 0: then a − b + 2^64 has 65 bits, and the highest is set. */
    public static Expr atLeast(Program program, WitnessSteps steps, Expr a, Expr b) {
        return atLeast(program, steps, a, b, Long.SIZE);
    }

    /** 1 if a ≥ b, else 0, for numbers that differ by less than {@code 2^bits}. */
    static Expr atLeast(Program program, WitnessSteps steps, Expr a, Expr b, int bits) {
        Expr difference = a.minus(b);
        if (difference.isConstant()) {
            BigInteger value = Numbers.integer(program.field(), difference.constantValue());
            return value.bitLength() <= bits ? program.one() : program.zero();
        }
        try (Section _ = program.section("order")) {
            Expr is = program.privateInput("at least");
            Digits rest = new Digits(program, "difference", bits);
            program.assertBit("at least", is);
            Expr power = Numbers.shiftedLeft(program.one(), bits);
            program.assertEqual(
                    "difference", difference.plus(power), rest.value().plus(Numbers.shiftedLeft(is, bits)));
            steps.add(run -> {
                BigInteger value =
                        Numbers.integer(program.field(), run.assignment().value(difference.plus(power)));
                run.assignment().set(is, value.testBit(bits) ? 1 : 0);
                rest.assign(run.assignment(), value.longValue());
            });
            return is;
        }
    }
}
