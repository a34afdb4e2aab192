package holdfast.zk.gadget;

import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Section;
import holdfast.zk.compiler.Sum;
import org.jspecify.annotations.Nullable;

/**
 * A string of a document, read where it starts. It has no escapes, so its bytes are the text's and it ends at the first quote.
 */
public final class JsonText {
    /** The longest text that can be used as a whole, in bytes. */
    public static final int MOST_BYTES = 256;

    private final JsonStructure structure;
    private final Program program;
    private final JsonAnchor start;
    private Expr @Nullable [] present;
    private Expr @Nullable [] masked;

    JsonText(JsonStructure structure, JsonAnchor start) {
        this.structure = structure;
        this.start = start;
        program = structure.program();
        try (Section _ = program.section("string")) {
            program.assertEqual("opens", start.window(1)[0], start.active().times('"'));
        }
    }

    /** 1, or 0 where the text is not asked for; then all its bytes are 0. */
    public Expr active() {
        return start.active();
    }

    /** The bytes behind the opening quote: those of the text, its closing quote, and what follows. */
    public Expr[] following(int count) {
        return java.util.Arrays.copyOfRange(start.window(count + 1), 1, count + 1);
    }

    /** Its length in bytes. */
    public Expr length() {
        return start.length();
    }

    /** For j below {@link #MOST_BYTES}, 1 if the text has more than j bytes; asserts that it is not longer. */
    public Expr[] present() {
        Expr[] known = present;
        if (known == null) {
            try (Section _ = program.section("string length")) {
                known = mask();
            }
            present = known;
        }
        return known;
    }

    /** The bytes, with zeros after the last; asserts that there are not more than {@link #MOST_BYTES}. */
    public Expr[] bytes() {
        Expr[] known = masked;
        if (known == null) {
            Expr[] is = present();
            Expr[] raw = following(MOST_BYTES);
            known = new Expr[MOST_BYTES];
            for (int j = 0; j < MOST_BYTES; j++) {
                known[j] = is[j].times(raw[j]).wire();
            }
            masked = known;
        }
        return known;
    }

    /** The length is 16·high + low, or 256; then high and low are 0. */
    private Expr[] mask() {
        Place rest = new Place(program, "length", MOST_BYTES);
        Expr full = program.privateInput("full");
        program.assertBit("full", full);
        program.assertEqual("length", rest.value().plus(full.times(MOST_BYTES)), length().times(start.active()));
        program.assertZeroProduct("length is bounded", full, rest.value());
        structure.steps().add(run -> {
            long n = run.assignment().value(length().times(start.active())).w0();
            rest.assign(run.assignment(), (int) (n & 255));
            run.assignment().set(full, n >= MOST_BYTES ? 1 : 0);
        });
        Expr[] low = rest.oneHot(0, 2);
        Expr[] high = rest.oneHot(2, 4);
        Expr[] lowAbove = above(low);
        Expr[] highAbove = above(high);
        Expr[] result = new Expr[MOST_BYTES];
        for (int j = 0; j < MOST_BYTES; j++) {
            result[j] = full.plus(highAbove[j / 16])
                    .plus(high[j / 16].times(lowAbove[j % 16]))
                    .wire();
        }
        return result;
    }

    private Expr[] above(Expr[] oneHot) {
        Expr[] result = new Expr[oneHot.length];
        Sum sum = program.sum();
        for (int i = oneHot.length - 1; i >= 0; i--) {
            result[i] = sum.wire();
            sum.add(oneHot[i]);
        }
        return result;
    }
}
