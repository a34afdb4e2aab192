package holdfast.zk.gadget;

import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import java.math.BigInteger;

/** Comparison of bits with a known number, as a tree: one run of bits is less if its high half is, or is equal and its low half less. */
final class Comparison {
    private final Program program;
    private final Expr[] bits;
    private final BigInteger bound;

    private Comparison(Program program, Expr[] bits, BigInteger bound) {
        this.program = program;
        this.bits = bits;
        this.bound = bound;
    }

    private record Result(Expr less, Expr equal) {}

    /** 1 if the number of these 0/1 bits, the least significant first, is less than the bound, else 0. */
    static Expr less(Program program, Expr[] bits, BigInteger bound) {
        if (bound.bitLength() > bits.length) {
            return program.one();
        }
        return new Comparison(program, bits, bound).compare(0, bits.length).less();
    }

    private Result compare(int from, int to) {
        if (to - from == 1) {
            return bound.testBit(from)
                    ? new Result(bits[from].complement(), bits[from])
                    : new Result(program.zero(), bits[from].complement());
        }
        int middle = (from + to) >>> 1;
        Result low = compare(from, middle);
        Result high = compare(middle, to);
        return new Result(
                high.less().plus(high.equal().times(low.less())).wire(),
                high.equal().times(low.equal()).wire());
    }
}
