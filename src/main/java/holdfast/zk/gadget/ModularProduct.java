package holdfast.zk.gadget;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import java.math.BigInteger;

/**
 * Asserts {@code s·d ≡ v} modulo the order n of P-256, for numbers in bits of at most 256 bits, d signed: there is an integer k with
 * {@code X = s·d − v − k·n = 0}. X is asserted to be 0 modulo p in the field, and modulo 2²⁶⁴ by limbs of 88 bits with witnessed carries.
 * With k of 257 bits |X| is below 2⁵¹⁴ and so below 2²⁶⁴·p, which leaves only X = 0. No limb equation can wrap: its terms are below 2¹⁸⁰.
 */
final class ModularProduct {
    private static final int LIMBS = 3;
    private static final int LIMB = WideBits.LIMB;
    private static final int QUOTIENT_BITS = 257;
    private static final int CARRY_BITS = 92;
    private static final BigInteger QUOTIENT_OFFSET = BigInteger.ONE.shiftLeft(256);
    private static final BigInteger CARRY_OFFSET = BigInteger.ONE.shiftLeft(CARRY_BITS - 1);
    private static final BigInteger LIMB_MASK = BigInteger.ONE.shiftLeft(LIMB).subtract(BigInteger.ONE);

    private final WideBits quotient;
    private final WideBits[] carries = new WideBits[LIMBS];

    ModularProduct(Program program, String name, WideBits s, SignedDigits d, WideBits v) {
        quotient = WideBits.witness(program, name + " quotient", QUOTIENT_BITS);
        Expr n = Numbers.constant(program, Curve.N);
        program.assertZero(
                name + " modulo p",
                s.value()
                        .wire()
                        .times(d.value())
                        .minus(v.value())
                        .minus(quotient.value().times(n))
                        .plus(Numbers.constant(program, QUOTIENT_OFFSET.multiply(Curve.N))));
        Expr carry = program.zero();
        for (int column = 0; column < LIMBS; column++) {
            carries[column] = WideBits.witness(program, name + " carry", CARRY_BITS);
            Expr total = carry.minus(v.limb(column))
                    .plus(Numbers.constant(program, limb(QUOTIENT_OFFSET.multiply(Curve.N), column)));
            for (int i = 0; i <= column; i++) {
                total = total.plus(s.limb(i).wire().times(d.limb(column - i)))
                        .minus(quotient.limb(i).times(Numbers.constant(program, limb(Curve.N, column - i))));
            }
            carry = carries[column].value().minus(Numbers.constant(program, CARRY_OFFSET));
            program.assertEqual(name + " limb", total, Numbers.shiftedLeft(carry, LIMB));
        }
    }

    /** Limb j of the number's residue; a signed number's limbs are those of its digits. */
    private static BigInteger limb(BigInteger value, int j) {
        return value.shiftRight(LIMB * j).and(LIMB_MASK);
    }

    /** Sets quotient and carries; {@code digits} are the limbs of d as signed numbers. */
    void assign(Assignment assignment, BigInteger s, BigInteger d, BigInteger v) {
        BigInteger k = s.multiply(d).subtract(v).divide(Curve.N).add(QUOTIENT_OFFSET);
        quotient.assign(assignment, k);
        BigInteger offset = QUOTIENT_OFFSET.multiply(Curve.N);
        BigInteger carry = BigInteger.ZERO;
        for (int column = 0; column < LIMBS; column++) {
            BigInteger total = carry.subtract(limb(v, column)).add(limb(offset, column));
            for (int i = 0; i <= column; i++) {
                total = total.add(limb(s, i).multiply(signedLimb(d, column - i)))
                        .subtract(limb(k, i).multiply(limb(Curve.N, column - i)));
            }
            carry = total.shiftRight(LIMB);
            carries[column].assign(assignment, carry.add(CARRY_OFFSET));
        }
    }

    /** Limb j in signed digits: Σ ±2^i over its 88 bits, or the 80 of the last one. */
    private static BigInteger signedLimb(BigInteger d, int j) {
        BigInteger bits = d.add(BigInteger.ONE.shiftLeft(256)).shiftRight(1);
        int size = Math.min(LIMB, 256 - LIMB * j);
        BigInteger ones = BigInteger.ONE.shiftLeft(size).subtract(BigInteger.ONE);
        return bits.shiftRight(LIMB * j).and(ones).shiftLeft(1).subtract(ones);
    }
}
