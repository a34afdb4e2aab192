package holdfast.zk.gadget;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Section;
import holdfast.zk.compiler.Sum;

/**
 * The payload of a JWS: a message {@code header.payload} is asserted to be letters of base64url around exactly one dot, and what
 * follows the dot is decoded, canonically: its length modulo 4 is not 1 and unused bits of the last letter are 0.
 *
 * <p>Decoding stays in place. With the first letter at position o modulo 4, four letters from 4k + o on are the bytes 3k to 3k + 2,
 * whatever k; groups before the dot give zeros, and so do letters behind the end, which have the value 0. So every byte is a sum over the four
 * possible o.
 */
public final class Base64Payload {
    private static final int DOT = '.';
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final Program program;
    private final Sha256Message message;
    private final int size;
    private final Position dot;
    private final Base64Letter[] letters;
    private final Expr[] bytes;

    /** Asserts the form of a message and decodes its payload. */
    public Base64Payload(Program program, Sha256Message message) {
        this.program = program;
        this.message = message;
        size = 64 * message.blocks();
        letters = new Base64Letter[size];
        bytes = new Expr[size / 4 * 3];
        try (Section _ = program.section("base64url")) {
            dot = new Position(program, "dot", size, 64);
            letters();
            ending();
            decode();
        }
    }

    private void letters() {
        Sum dotsInside = program.sum();
        for (int i = 0; i < size; i++) {
            letters[i] = new Base64Letter(program);
            Expr isDot = dot.is(i).wire();
            Expr isLetter = message.inside(i).minus(isDot);
            // Where there is no letter the value must be 0: no other has the code of 'A'.
            program.assertEqual(
                    "alphabet",
                    message.messageByte(i),
                    letters[i].codeBeyondA().plus(isLetter.times('A')).plus(isDot.times(DOT)));
            dotsInside.add(isDot.times(message.inside(i)));
        }
        program.assertEqual("the dot is inside", dotsInside.expr(), program.one());
    }

    /** Asserts that nothing is left over: n letters modulo 4 are not 1; of 2 the last four bits, of 3 the last two are 0. */
    private void ending() {
        Sum lastFour = program.sum();
        Sum lastTwo = program.sum();
        for (int i = 0; i + 1 < size; i++) {
            Expr isLast = message.length().is(i + 1).wire();
            lastFour.add(isLast.times(letters[i].lowerFour()));
            lastTwo.add(isLast.times(letters[i].lowerTwo()));
        }
        program.assertZero("length", letters(1));
        program.assertZeroProduct("unused bits", letters(2), lastFour.expr());
        program.assertZeroProduct("unused bits", letters(3), lastTwo.expr());
    }

    /** 1 if the number of the payload's letters is this modulo 4, else 0. */
    private Expr letters(int modulo4) {
        Sum sum = program.sum();
        for (int d = 0; d < 4; d++) {
            sum.add(dot.isModulo4(d).times(message.length().isModulo4((d + 1 + modulo4) % 4)));
        }
        return sum.wire();
    }

    private void decode() {
        for (int k = 0; k < size / 4; k++) {
            Sum first = program.sum();
            Sum second = program.sum();
            Sum third = program.sum();
            for (int o = 0; o < 4; o++) {
                Expr used = used(k, o);
                int i = 4 * k + o;
                if (i < size) {
                    first.add(used.times(letters[i].value()), 4);
                }
                if (i + 1 < size) {
                    first.add(used.times(letters[i + 1].upperTwo()));
                    second.add(used.times(letters[i + 1].lowerFour()), 16);
                }
                if (i + 2 < size) {
                    second.add(used.times(letters[i + 2].upperFour()));
                    third.add(used.times(letters[i + 2].lowerTwo()), 64);
                }
                if (i + 3 < size) {
                    third.add(used.times(letters[i + 3].value()));
                }
            }
            bytes[3 * k] = first.wire();
            bytes[3 * k + 1] = second.wire();
            bytes[3 * k + 2] = third.wire();
        }
    }

    /** 1 if letters 4k + o to 4k + o + 3 are a group of the payload: it starts at o modulo 4 and the dot is before them. */
    private Expr used(int k, int o) {
        if (o == 0 && k == 0) {
            return program.zero();
        }
        int lastPlaceOfDot = o == 0 ? 4 * k - 1 : 4 * k + 3;
        Expr behindDot = dot.isAbove(lastPlaceOfDot).complement().wire();
        return dot.isModulo4((o + 3) % 4).times(behindDot).wire();
    }

    /** Number of places for decoded bytes: 48 for each block of the message. */
    public int size() {
        return bytes.length;
    }

    /** Byte i: of the payload where it stands, 0 before and behind it. */
    public Expr payloadByte(int i) {
        return bytes[i];
    }

    /** The index of the dot. */
    Position dot() {
        return dot;
    }

    /** The letter at a place. */
    Base64Letter letter(int i) {
        return letters[i];
    }

    /** Where the decoded payload of a message starts among the {@link #size} places. */
    public static int start(byte[] signingInput) {
        int dotAt = indexOfDot(signingInput);
        return 3 * ((dotAt + 1) / 4);
    }

    /**
     * Sets the witnesses for a message, the same as the hash's. If it has not the form, the assignment violates the program.
     *
     * @throws IllegalArgumentException if there is no dot in it or it is too long
     */
    public void assign(Assignment assignment, byte[] signingInput) {
        if (signingInput.length > size) {
            throw new IllegalArgumentException(
                    "a message of " + signingInput.length + " bytes is longer than the " + size + " there is room for");
        }
        int dotAt = indexOfDot(signingInput);
        dot.assign(assignment, dotAt);
        for (int i = 0; i < size; i++) {
            int value = i < signingInput.length && i != dotAt ? ALPHABET.indexOf(signingInput[i]) : 0;
            letters[i].assign(assignment, Math.max(0, value));
        }
    }

    private static int indexOfDot(byte[] signingInput) {
        for (int i = 0; i < signingInput.length; i++) {
            if (signingInput[i] == DOT) {
                return i;
            }
        }
        throw new IllegalArgumentException("there is no dot between the header and the payload of the token");
    }
}
