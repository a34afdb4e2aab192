package holdfast.zk.gadget;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Sum;
import java.util.Arrays;

/**
 * A witnessed index into {@code count} places, from constrained bits. Place {@code i} is split into a high part
 * {@code i / lowSize} and a low part {@code i mod lowSize}, so that whether the index is i is the product of two wires.
 */
public final class Position {
    private final Program program;
    private final int count;
    private final int lowSize;
    private final Expr[] bits;
    private final OneHot low;
    private final OneHot high;

    /**
     * Witnesses an index.
     *
     * @param count number of places; a multiple of {@code lowSize}
     * @param lowSize size of the low part, a power of 2
     */
    public Position(Program program, String name, int count, int lowSize) {
        if (lowSize < 1 || Integer.bitCount(lowSize) != 1 || count < 1 || count % lowSize != 0) {
            throw new IllegalArgumentException("an index into " + count + " places cannot be split by " + lowSize);
        }
        this.program = program;
        this.count = count;
        this.lowSize = lowSize;
        int lowBits = Integer.numberOfTrailingZeros(lowSize);
        int highBits = 32 - Integer.numberOfLeadingZeros(count / lowSize - 1);
        bits = program.privateInputs(name, lowBits + highBits);
        for (Expr bit : bits) {
            program.assertBit(name, bit);
        }
        low = new OneHot(program, Arrays.copyOf(bits, lowBits));
        high = new OneHot(program, Arrays.copyOfRange(bits, lowBits, bits.length));
        if (count / lowSize < 1 << highBits) {
            program.assertZero(name + " in range", high.above(count / lowSize - 1));
        }
    }

    /** Number of places. */
    public int count() {
        return count;
    }

    /** The index. */
    public Expr value() {
        Sum sum = program.sum();
        for (int i = 0; i < bits.length; i++) {
            sum.add(bits[i], 1L << i);
        }
        return sum.expr();
    }

    /** 1 if the index is i, else 0; a product that is not a wire yet. */
    public Expr is(int i) {
        return high.is(i / lowSize).times(low.is(i % lowSize));
    }

    /** 1 if the index is greater than i, else 0; not a wire yet. */
    public Expr isAbove(int i) {
        return high.above(i / lowSize)
                .plus(high.is(i / lowSize).times(low.above(i % lowSize).wire()));
    }

    /** 1 if the high part of the index is k, else 0. */
    public Expr highIs(int k) {
        return high.is(k);
    }

    /** 1 if the low part of the index is j, else 0. */
    public Expr lowIs(int j) {
        return low.is(j);
    }

    /** 1 if the low part of the index is greater than j, else 0. */
    public Expr lowIsAbove(int j) {
        return low.above(j);
    }

    /** 1 if the index is j modulo 4, else 0; the low part has at least two bits. */
    Expr isModulo4(int j) {
        return new OneHot(program, new Expr[] {bits[0], bits[1]}).is(j);
    }

    /** Sets the index, which must be one of the places; a wrong one is set all the same and violates the program. */
    public void assign(Assignment assignment, int index) {
        for (int i = 0; i < bits.length; i++) {
            assignment.set(bits[i], (index >>> i) & 1);
        }
    }
}
