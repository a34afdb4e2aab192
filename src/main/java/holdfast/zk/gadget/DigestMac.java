package holdfast.zk.gadget;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Section;
import holdfast.zk.compiler.Sum;
import holdfast.zk.field.ByteSource;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Ties the digest in one circuit to the digest in another, over another field. Each circuit has the eight 32-bit words w and two private
 * pads b below 2¹¹⁶, all committed before the keys exist; then a verifier draws for each pad eight numbers a below 2⁸⁰, and the tag
 * {@code m = (Σ a·w + b) mod 2¹¹⁶} is a public input of both. The circuits assert {@code Σ a·w + b − m ∈ {0, 2¹¹⁶}}, which takes no witness that
 * depends on the keys.
 *
 * <p>Hiding: b is uniform modulo 2¹¹⁶, so m is. Binding: Σ a·w is an integer below 2¹¹⁵ and nothing wraps in a field of 127 bits or more,
 * so a satisfied circuit leaves one possible integer for its pad. If a word differs by δ between the circuits, the keys must satisfy
 * {@code Σ a·δ = c} with one of three values of c that were fixed before: at most 3·2⁻⁸⁰ for one pad, 9·2⁻¹⁶⁰ for both.
 */
public final class DigestMac {
    /** Pads, and tags, of a digest. */
    public static final int PADS = 2;
    /** Bits of a pad and of a tag. */
    public static final int TAG_BITS = 116;

    /** Bytes of a key as it is drawn, big-endian. */
    public static final int KEY_BYTES = 10;

    private static final int WORDS = 8;
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(TAG_BITS);

    private final Program program;
    private final Expr[] pads;
    private final Expr[][] keys = new Expr[PADS][WORDS];
    private final Expr[] tags = new Expr[PADS];

    /**
     * Public keys of the two tags.
     *
     * @param numbers for each pad eight numbers of 80 bits
     */
    public record Keys(List<List<BigInteger>> numbers) {
        /** Draws keys: 160 bytes. */
        public static Keys draw(ByteSource source) {
            List<List<BigInteger>> all = new ArrayList<>();
            for (int i = 0; i < PADS; i++) {
                List<BigInteger> one = new ArrayList<>();
                for (int j = 0; j < WORDS; j++) {
                    byte[] bytes = new byte[KEY_BYTES];
                    source.fill(bytes, 0, bytes.length);
                    one.add(new BigInteger(1, bytes));
                }
                all.add(List.copyOf(one));
            }
            return new Keys(List.copyOf(all));
        }

        /**
         * The tags of a digest.
         *
         * @param digest 32 bytes
         */
        public List<BigInteger> tags(byte[] digest, List<BigInteger> pads) {
            List<BigInteger> tags = new ArrayList<>();
            for (int i = 0; i < PADS; i++) {
                BigInteger sum = pads.get(i);
                for (int j = 0; j < WORDS; j++) {
                    BigInteger word = new BigInteger(1, Arrays.copyOfRange(digest, 4 * j, 4 * j + 4));
                    sum = sum.add(numbers.get(i).get(j).multiply(word));
                }
                tags.add(sum.mod(MODULUS));
            }
            return tags;
        }
    }

    /** Adds the public and private inputs of a tie, and its assertions, for the words of a digest. */
    public DigestMac(Program program, Expr[] words) {
        if (words.length != WORDS) {
            throw new IllegalArgumentException("a digest has 8 words, not " + words.length);
        }
        this.program = program;
        try (Section _ = program.section("digest tie")) {
            pads = program.privateInputs("pad", PADS);
            for (int i = 0; i < PADS; i++) {
                keys[i] = new Expr[WORDS];
                Sum sum = program.sum().add(pads[i]);
                for (int j = 0; j < WORDS; j++) {
                    keys[i][j] = program.publicInput("key");
                    sum.add(keys[i][j].times(words[j].wire()));
                }
                tags[i] = program.publicInput("tag");
                Expr multiple = sum.subtract(tags[i]).wire();
                program.assertZeroProduct("tag", multiple, multiple.minus(Numbers.constant(program, MODULUS)));
            }
        }
    }

    /** Where the keys stand among the circuit's public inputs, in the order in which they are drawn. */
    public List<Integer> keyNumbers() {
        return Arrays.stream(keys)
                .flatMap(Arrays::stream)
                .map(program::publicNumber)
                .toList();
    }

    /** Draws the pads of a tie; both circuits take the same. */
    public static List<BigInteger> drawPads(ByteSource random) {
        List<BigInteger> pads = new ArrayList<>();
        for (int i = 0; i < PADS; i++) {
            byte[] bytes = new byte[(TAG_BITS + 7) / 8];
            random.fill(bytes, 0, bytes.length);
            pads.add(new BigInteger(1, bytes).mod(MODULUS));
        }
        return pads;
    }

    /** Sets the private pads; the keys must not be known yet. */
    public void assignPads(Assignment assignment, List<BigInteger> values) {
        for (int i = 0; i < PADS; i++) {
            assignment.set(pads[i], Numbers.element(program.field(), values.get(i)));
        }
    }

    /**
     * Sets the public inputs.
     *
     * @throws IllegalArgumentException if a tag is not a number of 116 bits
     */
    public void assignPublic(Assignment assignment, Keys drawn, List<BigInteger> values) {
        for (int i = 0; i < PADS; i++) {
            if (values.get(i).signum() < 0 || values.get(i).bitLength() > TAG_BITS) {
                throw new IllegalArgumentException("a tag of a digest has at most " + TAG_BITS + " bits");
            }
            for (int j = 0; j < WORDS; j++) {
                assignment.set(
                        keys[i][j],
                        Numbers.element(program.field(), drawn.numbers().get(i).get(j)));
            }
            assignment.set(tags[i], Numbers.element(program.field(), values.get(i)));
        }
    }
}
