package holdfast.zk.gadget;

import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import java.math.BigInteger;

/** Large constants of programs. */
final class Numbers {
    private static final int WORD = 64;

    private Numbers() {}

    /** A signed integer as an element. */
    static Element element(Field field, BigInteger value) {
        byte[] one = new byte[field.byteLength()];
        field.toBytes(field.negate(Element.ONE), one, 0);
        BigInteger reduced = value.mod(new BigInteger(1, reversed(one)).add(BigInteger.ONE));
        byte[] bytes = new byte[field.byteLength()];
        byte[] big = reduced.toByteArray();
        for (int i = 0; i < bytes.length && i < big.length; i++) {
            bytes[i] = big[big.length - 1 - i];
        }
        Element result = field.fromBytes(bytes, 0);
        if (result == null) {
            throw new IllegalStateException("a reduced number is not below the modulus");
        }
        return result;
    }

    /** A signed integer as a constant of a program. */
    static Expr constant(Program program, BigInteger value) {
        return program.constant(element(program.field(), value));
    }

    /** The integer of an element. */
    static BigInteger integer(Field field, Element value) {
        byte[] bytes = new byte[field.byteLength()];
        field.toBytes(value, bytes, 0);
        return new BigInteger(1, reversed(bytes));
    }

    /** The expression times 2^bits; −1 halves it. */
    static Expr shiftedLeft(Expr expr, int bits) {
        if (bits < 0) {
            return shiftedLeft(expr.dividedBy(2), bits + 1);
        }
        Expr result = expr;
        int left = bits;
        while (left > 0) {
            int step = Math.min(left, WORD - 2);
            result = result.times(1L << step);
            left -= step;
        }
        return result;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] result = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            result[i] = bytes[bytes.length - 1 - i];
        }
        return result;
    }
}
