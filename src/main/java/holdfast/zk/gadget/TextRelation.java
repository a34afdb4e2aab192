package holdfast.zk.gadget;

import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Section;
import holdfast.zk.compiler.Sum;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compares texts. Bytes are integers from 0 to 255, so two texts are the same exactly when the sum of the squares of their differences
 * is 0: a sum of a few hundred squares of small integers is far below the modulus.
 */
public final class TextRelation {
    private final Program program;
    private final WitnessSteps steps;
    private final Map<JsonText, Expr[]> folded = new HashMap<>();

    /** A text that is read, or a known one. */
    public sealed interface Operand {
        /** A text of a document. */
        record Read(JsonText text) implements Operand {}

        /** A known text, in UTF-8. */
        record Known(String text) implements Operand {
            byte[] bytes() {
                return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            }
        }
    }

    /** Relations in a program. */
    public TextRelation(Program program, WitnessSteps steps) {
        this.program = program;
        this.steps = steps;
    }

    /** 1 if both have the same bytes, else 0. */
    public Expr equal(Operand a, Operand b) {
        try (Section _ = program.section("text equal")) {
            return switch (a) {
                case Operand.Known known ->
                    switch (b) {
                        case Operand.Known other -> constant(Arrays.equals(known.bytes(), other.bytes()));
                        case Operand.Read read -> spells(read.text(), known.bytes(), false);
                    };
                case Operand.Read read ->
                    switch (b) {
                        case Operand.Known known -> spells(read.text(), known.bytes(), false);
                        case Operand.Read other ->
                            same(
                                    read.text(),
                                    other.text(),
                                    read.text().bytes(),
                                    other.text().bytes());
                    };
            };
        }
    }

    /** 1 if both are the same when the letters A to Z count as a to z, else 0. */
    public Expr similar(Operand a, Operand b) {
        try (Section _ = program.section("text similar")) {
            return switch (a) {
                case Operand.Known known ->
                    switch (b) {
                        case Operand.Known other ->
                            constant(Arrays.equals(CaseFold.fold(known.bytes()), CaseFold.fold(other.bytes())));
                        case Operand.Read read -> spells(read.text(), known.bytes(), true);
                    };
                case Operand.Read read ->
                    switch (b) {
                        case Operand.Known known -> spells(read.text(), known.bytes(), true);
                        case Operand.Read other ->
                            same(read.text(), other.text(), folded(read.text()), folded(other.text()));
                    };
            };
        }
    }

    /** 1 if the first contains the second when the letters A to Z count as a to z, else 0. */
    public Expr contains(Operand whole, Operand part) {
        try (Section _ = program.section("text contains")) {
            if (whole instanceof Operand.Known known && part instanceof Operand.Known other) {
                return constant(indexOf(CaseFold.fold(known.bytes()), CaseFold.fold(other.bytes())) >= 0);
            }
            return contains(
                    whole instanceof Operand.Read read
                            ? endMarked(read.text())
                            : constants(((Operand.Known) whole).bytes()),
                    part instanceof Operand.Read read ? folded(read.text()) : constants(((Operand.Known) part).bytes()),
                    part instanceof Operand.Read read ? read.text().present() : new Expr[0]);
        }
    }

    private Expr constant(boolean value) {
        return value ? program.one() : program.zero();
    }

    /** Whether a text and its closing quote are spelled; a shorter text has its quote where another byte is expected. */
    private Expr spells(JsonText text, byte[] known, boolean similar) {
        for (byte b : known) {
            if (b == '"' || b == '\\' || (b >= 0 && b < ' ')) {
                // Only an escape can spell it, and a text with escapes is not read.
                return program.zero();
            }
        }
        Expr[] bytes = text.following(known.length + 1);
        Sum distance = program.sum();
        for (int j = 0; j <= known.length; j++) {
            int expected = j < known.length ? known[j] & 255 : '"';
            boolean letter = similar && Character.isLetter(expected) && expected < 128;
            if (letter) {
                Expr lower = bytes[j].minus(expected | 0x20);
                Expr upper = bytes[j].minus(expected & ~0x20);
                distance.add(lower.times(upper).wire().squared());
            } else {
                distance.add(bytes[j].squared()).add(bytes[j], -2L * expected).add((long) expected * expected);
            }
        }
        return ZeroTest.isZero(program, steps, "spelled", distance.expr());
    }

    private Expr same(JsonText a, JsonText b, Expr[] ofA, Expr[] ofB) {
        Sum distance = program.sum().add(a.length().minus(b.length()).wire().squared());
        for (int j = 0; j < JsonText.MOST_BYTES; j++) {
            distance.add(ofA[j].squared()).add(ofB[j].squared()).add(ofA[j].times(ofB[j]), -2);
        }
        return ZeroTest.isZero(program, steps, "same", distance.expr());
    }

    private Expr[] folded(JsonText text) {
        return folded.computeIfAbsent(text, t -> CaseFold.fold(program, steps, t.bytes()));
    }

    /** The folded bytes with −1 from the end on, which no byte equals. */
    private Expr[] endMarked(JsonText text) {
        Expr[] bytes = folded(text);
        Expr[] present = text.present();
        Expr[] result = new Expr[bytes.length];
        Arrays.setAll(result, j -> bytes[j].plus(present[j]).minus(1).wire());
        return result;
    }

    private Expr[] constants(byte[] bytes) {
        byte[] known = CaseFold.fold(bytes);
        Expr[] result = new Expr[known.length];
        Arrays.setAll(result, j -> program.constant(known[j] & 255));
        return result;
    }

    /**
     * Whether the part is found at some offset.
     *
     * @param counts for each byte of the part whether it has it; empty for a known part, which has all
     */
    private Expr contains(Expr[] whole, Expr[] part, Expr[] counts) {
        boolean known = counts.length == 0;
        Expr[] wholeSquared = Stream.of(whole).map(x -> x.squared().wire()).toArray(Expr[]::new);
        Sum partSquared = program.sum();
        for (Expr x : part) {
            partSquared.add(x.squared());
        }
        Expr constantPart = known ? partSquared.expr() : partSquared.wire();
        int lastOffset = known ? whole.length - part.length : whole.length;
        Sum found = program.sum();
        for (int offset = 0; offset <= lastOffset; offset++) {
            Sum distance = program.sum().add(constantPart);
            for (int j = 0; j < part.length; j++) {
                int at = offset + j;
                boolean inside = at < whole.length;
                Expr square = inside ? wholeSquared[at] : program.one();
                distance.add(known ? square : square.times(counts[j]));
                distance.add(part[j].times(inside ? whole[at] : program.constant(-1)), -2);
            }
            found.add(ZeroTest.isZero(program, steps, "found here", distance.expr()));
        }
        return ZeroTest.isZero(program, steps, "found nowhere", found.expr()).complement();
    }

    private static int indexOf(byte[] whole, byte[] part) {
        for (int i = 0; i + part.length <= whole.length; i++) {
            if (Arrays.equals(whole, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        return -1;
    }
}
