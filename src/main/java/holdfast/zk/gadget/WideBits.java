package holdfast.zk.gadget;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Sum;
import java.math.BigInteger;

/** A number of any length in bits, the least significant first, that can be read in limbs of 88 bits. */
public final class WideBits {
    /** Bits of a limb: the product of two and a few carries stay far below a field of 256 bits. */
    static final int LIMB = 88;

    private static final int CHUNK = LIMB / 2;

    private final Program program;
    private final int count;
    private final Bits[] chunks;
    private final Expr[] signs;

    private WideBits(Program program, int count, Bits[] chunks, Expr[] signs) {
        this.program = program;
        this.count = count;
        this.chunks = chunks;
        this.signs = signs;
    }

    /** Witnesses a number of {@code count} bits. */
    public static WideBits witness(Program program, String name, int count) {
        Bits[] chunks = new Bits[(count + CHUNK - 1) / CHUNK];
        Expr[] signs = new Expr[count];
        for (int i = 0; i < chunks.length; i++) {
            int size = Math.min(CHUNK, count - CHUNK * i);
            chunks[i] = Bits.witness(program, name, size);
            for (int j = 0; j < size; j++) {
                signs[CHUNK * i + j] = chunks[i].sign(j);
            }
        }
        return new WideBits(program, count, chunks, signs);
    }

    /** The number with these bits, which are signs (−1 for a set bit) that are constrained elsewhere. */
    public static WideBits of(Program program, Expr[] signs) {
        return new WideBits(program, signs.length, new Bits[0], signs.clone());
    }

    /** Number of bits. */
    public int size() {
        return count;
    }

    /** The sign of a bit: −1 if it is set, else 1. */
    public Expr sign(int i) {
        return signs[i];
    }

    /** A bit as 0 or 1. */
    public Expr bit(int i) {
        return signs[i].negate().plus(1).dividedBy(2);
    }

    /** Limb j, of 88 bits. */
    Expr limb(int j) {
        return part(2 * j, 2 * j + 2);
    }

    /** The number, in the field. */
    public Expr value() {
        return part(0, (count + CHUNK - 1) / CHUNK);
    }

    private Expr part(int fromChunk, int toChunk) {
        Sum sum = program.sum();
        for (int i = fromChunk; i < toChunk && CHUNK * i < count; i++) {
            sum.add(Numbers.shiftedLeft(chunk(i), CHUNK * (i - fromChunk) - 1));
        }
        return sum.expr();
    }

    /** Twice the number of a chunk. */
    private Expr chunk(int i) {
        if (chunks.length > 0) {
            return chunks[i].doubled();
        }
        Sum sum = program.sum();
        for (int j = 0; j < CHUNK && CHUNK * i + j < count; j++) {
            sum.add(1L << j).add(signs[CHUNK * i + j], -(1L << j));
        }
        return sum.expr();
    }

    /** Sets the witnesses to the low bits of a number that is not negative. */
    public void assign(Assignment assignment, BigInteger value) {
        for (int i = 0; i < chunks.length; i++) {
            chunks[i].assign(assignment, value.shiftRight(CHUNK * i).longValue() & ((1L << CHUNK) - 1));
        }
    }
}
