package holdfast.zk.gadget;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;

/** A letter of base64url by its witnessed value {@code 16a + 4b + c}: all splits of its six bits that decoding needs are linear. */
final class Base64Letter {
    private final Quarter a;
    private final Quarter b;
    private final Quarter c;
    private final Expr codeBeyondA;

    Base64Letter(Program program) {
        a = new Quarter(program, "letter");
        b = new Quarter(program, "letter");
        c = new Quarter(program, "letter");
        // The alphabet is A–Z, a–z, 0–9, '-', '_': the code jumps by 6 at 26, −75 at 52, −13 at 62 and 49 at 63.
        Expr threes = a.is(3).times(b.is(3)).wire();
        Expr lowFrom10 = b.is(3).plus(b.is(2).times(c.atLeast(2))).wire();
        Expr from26 = a.atLeast(2).plus(a.is(1).times(lowFrom10)).wire();
        Expr from52 = a.is(3).times(b.atLeast(1));
        Expr from62 = threes.times(c.atLeast(2));
        Expr is63 = threes.times(c.is(3));
        codeBeyondA = from26.times(6)
                .minus(from52.times(75))
                .minus(from62.times(13))
                .plus(is63.times(49))
                .wire()
                .plus(value());
    }

    /** The value, 0 to 63. */
    Expr value() {
        return a.value().times(16).plus(b.value().times(4)).plus(c.value()).wire();
    }

    /** The ASCII code less 65; 0 for the value 0. */
    Expr codeBeyondA() {
        return codeBeyondA;
    }

    /** The upper two bits. */
    Expr upperTwo() {
        return a.value();
    }

    /** The upper four bits. */
    Expr upperFour() {
        return a.value().times(4).plus(b.value()).wire();
    }

    /** The lower four bits. */
    Expr lowerFour() {
        return b.value().times(4).plus(c.value()).wire();
    }

    /** The lower two bits. */
    Expr lowerTwo() {
        return c.value();
    }

    void assign(Assignment assignment, int value) {
        a.assign(assignment, value >>> 4);
        b.assign(assignment, value >>> 2 & 3);
        c.assign(assignment, value & 3);
    }
}
