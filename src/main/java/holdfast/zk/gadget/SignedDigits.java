package holdfast.zk.gadget;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Sum;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * An odd number between −2²⁵⁶ and 2²⁵⁶ in 64 digits of base 16, each {@code σ·(8 + 4γ₂ + 2γ₁ + γ₀)} with signs σ, γ: odd, never 0. Every choice of
 * the witnessed signs is such a number and every such number has exactly one choice.
 */
final class SignedDigits {
    private static final int DIGITS = WindowTable.WINDOWS;
    private static final int SIGN = 3;

    private final Program program;
    private final Bits[] digits = new Bits[DIGITS];

    SignedDigits(Program program, String name) {
        this.program = program;
        Arrays.setAll(digits, i -> Bits.witness(program, name, 4));
    }

    /** σ of a digit. */
    Expr sign(int digit) {
        return digits[digit].sign(SIGN);
    }

    /** The product of the γ_k of a digit for the set bits k of {@code monomial}. */
    Expr monomial(int digit, int monomial) {
        Expr product = program.one();
        for (int k = 0; k < SIGN; k++) {
            if ((monomial >>> k & 1) != 0) {
                product = product.wire().times(digits[digit].sign(k));
            }
        }
        return product.wire();
    }

    /** Limb j of 88 bits, as a signed number. */
    Expr limb(int j) {
        return part(WideBits.LIMB / 4 * j, Math.min(DIGITS, WideBits.LIMB / 4 * (j + 1)));
    }

    /** The number, in the field. */
    Expr value() {
        return part(0, DIGITS);
    }

    private Expr part(int from, int to) {
        Sum sum = program.sum();
        for (int i = from; i < to; i++) {
            Expr sigma = digits[i].sign(SIGN);
            Sum digit = program.sum().add(sigma, 8);
            for (int k = 0; k < SIGN; k++) {
                digit.add(sigma.times(digits[i].sign(k)), 1L << k);
            }
            sum.add(Numbers.shiftedLeft(digit.expr(), 4 * (i - from)));
        }
        return sum.wire();
    }

    /** Sets an odd number. */
    void assign(Assignment assignment, BigInteger value) {
        BigInteger bits = value.add(BigInteger.ONE.shiftLeft(4 * DIGITS)).shiftRight(1);
        for (int i = 0; i < DIGITS; i++) {
            digits[i].assign(assignment, nibble(bits, i));
        }
    }

    /** The γ that are −1, as bits 0 to 2, and bit 3 if σ is. */
    private static int nibble(BigInteger bits, int digit) {
        int nibble = bits.shiftRight(4 * digit).intValue() & 15;
        return nibble >= 8 ? 15 - nibble : 8 | nibble;
    }

    /** The signed multiple of the table's point that a digit of the number selects. */
    static Curve.Point selected(WindowTable table, BigInteger value, int digit) {
        BigInteger bits = value.add(BigInteger.ONE.shiftLeft(4 * DIGITS)).shiftRight(1);
        int nibble = nibble(bits, digit);
        Curve.Point point = table.point(digit, nibble & 7);
        return nibble >= 8 ? point.negate() : point;
    }
}
