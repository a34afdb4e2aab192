package holdfast.zk.gadget;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import java.util.Arrays;

/** A witnessed SHA-256 digest of which nothing is asserted but that it has 256 bits: what it is a digest of is proven elsewhere. */
public final class DigestWords {
    private static final int WORDS = 8;
    private static final int WORD = 32;

    private final Program program;
    private final Bits[] words = new Bits[WORDS];

    public DigestWords(Program program) {
        this.program = program;
        Arrays.setAll(words, i -> Bits.witness(program, "digest", WORD));
    }

    /** The eight words as numbers, the most significant first. */
    public Expr[] words() {
        Expr[] result = new Expr[WORDS];
        Arrays.setAll(result, i -> words[i].value());
        return result;
    }

    /** The digest as a big-endian integer. */
    public WideBits number() {
        Expr[] signs = new Expr[WORDS * WORD];
        Arrays.setAll(signs, i -> words[WORDS - 1 - i / WORD].sign(i % WORD));
        return WideBits.of(program, signs);
    }

    /** Sets the digest, 32 bytes. */
    public void assign(Assignment assignment, byte[] digest) {
        for (int i = 0; i < WORDS; i++) {
            long word = 0;
            for (int j = 0; j < 4; j++) {
                word = word << 8 | (digest[4 * i + j] & 0xff);
            }
            words[i].assign(assignment, word);
        }
    }
}
