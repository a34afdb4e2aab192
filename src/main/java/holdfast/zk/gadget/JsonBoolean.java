package holdfast.zk.gadget;

import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Section;

/** Reads {@code true} and {@code false}. */
final class JsonBoolean {
    private static final long TRUE = 'e' << 24 | 'u' << 16 | 'r' << 8 | 't';
    private static final long FALSE = 's' << 24 | 'l' << 16 | 'a' << 8 | 'f';

    private JsonBoolean() {}

    /** 1 for {@code true}, 0 for {@code false} and where the anchor is not active. */
    static Expr read(JsonStructure structure, JsonAnchor start) {
        Program program = structure.program();
        try (Section _ = program.section("boolean")) {
            Expr[] w = start.window(5);
            Expr value = program.privateInput("value");
            program.assertBit("value", value);
            program.assertEqual(
                    "spelled", first4(w), start.active().times(FALSE).plus(value.times(TRUE - FALSE)));
            program.assertZeroProduct("spelled to its end", start.active().minus(value), w[4].minus('e'));
            structure
                    .steps()
                    .add(run -> run.assignment()
                            .set(value, run.assignment().value(w[0]).w0() == 't' ? 1 : 0));
            return value;
        }
    }

    static void assertTrue(JsonStructure structure, JsonAnchor start) {
        Program program = structure.program();
        try (Section _ = program.section("boolean")) {
            program.assertEqual(
                    "is true", first4(start.window(4)), start.active().times(TRUE));
        }
    }

    private static Expr first4(Expr[] w) {
        return w[0].plus(w[1].times(1 << 8)).plus(w[2].times(1 << 16)).plus(w[3].times(1L << 24));
    }
}
