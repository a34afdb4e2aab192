package holdfast.zk.gadget;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Section;
import holdfast.zk.compiler.Sum;
import holdfast.zk.compiler.Template;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * SHA-256 of a private message of private length in at most {@code blocks} blocks. The padding is asserted: 0x80 stands at the
 * length L, the last eight bytes of block {@code ⌈(L + 9)/64⌉} are 8·L, every other byte from L on is 0; the digest is the state
 * after that block. All of this is a function of L and the first L bytes.
 */
public final class Sha256Message {
    private static final int BLOCK = 64;
    private static final int WORDS = 16;
    /** In a block with more bytes than this the length no longer fits behind them and the 0x80. */
    private static final int MOST_BEFORE_LENGTH = 55;

    private static final int[] INITIAL = Sha256Constants.initialState();

    private final Program program;
    private final int blocks;
    private final Bits[] words;
    private final Position length;
    private final Expr[] inside;
    private final Expr[] bytes;
    private final Expr[] last;
    private final Sha256Block[] compressions;

    /** Witnesses a message and asserts its padding and all compressions. */
    public Sha256Message(Program program, int blocks) {
        this.program = program;
        this.blocks = blocks;
        words = new Bits[WORDS * blocks];
        inside = new Expr[BLOCK * blocks];
        bytes = new Expr[BLOCK * blocks];
        last = new Expr[blocks];
        compressions = new Sha256Block[blocks];
        try (Section _ = program.section("sha256")) {
            length = new Position(program, "length", BLOCK * blocks, BLOCK);
            for (int t = 0; t < words.length; t++) {
                words[t] = Bits.witness(program, "message bits", 32);
            }
            bytes();
            last();
            padding();
            Bits[] state = new Bits[INITIAL.length];
            Arrays.setAll(state, i -> Bits.constant(program, INITIAL[i] & 0xffff_ffffL, 32));
            compress(state);
        }
    }

    /** The first block has a known state; the second is like all that follow. */
    private void compress(Bits[] initial) {
        compressions[0] = new Sha256Block(program, message(0), initial);
        if (blocks == 1) {
            return;
        }
        List<Expr> own = operands(1);
        Template template = program.template();
        Sha256Block second = new Sha256Block(program, message(1), compressions[0].result());
        template.end();
        compressions[1] = second;
        for (int k = 2; k < blocks; k++) {
            compressions[k] = second.in(template.copy(own, operands(k)));
        }
    }

    private Bits[] message(int block) {
        return Arrays.copyOfRange(words, WORDS * block, WORDS * (block + 1));
    }

    private List<Expr> operands(int block) {
        List<Expr> all = new ArrayList<>();
        for (Bits word : message(block)) {
            word.addTo(all);
        }
        for (Bits word : compressions[block - 1].result()) {
            word.addTo(all);
        }
        return all;
    }

    private void bytes() {
        for (int i = 0; i < bytes.length; i++) {
            inside[i] = length.isAbove(i).wire();
            Expr doubled = words[i / 4].doubledPart(program, 24 - 8 * (i % 4), 8);
            bytes[i] = inside[i].times(doubled).dividedBy(2).wire();
        }
    }

    private void last() {
        Expr spills = length.lowIsAbove(MOST_BEFORE_LENGTH).wire();
        Sum all = program.sum();
        for (int k = 0; k < blocks; k++) {
            Expr here = length.highIs(k).times(spills.complement());
            last[k] = (k == 0 ? here : here.plus(length.highIs(k - 1).times(spills))).wire();
            all.add(last[k]);
        }
        program.assertEqual("the length fits", all.expr(), program.one());
    }

    /**
     * Per word the bytes outside the message are 0x80 and zeros, or the length. A whole word says it for all its bytes: they lie in
     * 0…255 and only one of them may be 0x80, so that no two different fillings have the same sum.
     */
    private void padding() {
        Expr lengthInBits = length.value().times(16).wire();
        for (int t = 0; t < words.length; t++) {
            Sum sum = program.sum().add(words[t].doubled());
            for (int j = 0; j < 4; j++) {
                long place = 1L << (24 - 8 * j);
                sum.add(bytes[4 * t + j], -2 * place).add(length.is(4 * t + j), -2 * 0x80 * place);
            }
            if (t % WORDS == WORDS - 1) {
                sum.subtract(last[t / WORDS].times(lengthInBits));
            }
            program.assertZero("padding", sum.expr());
        }
    }

    /** Number of blocks there is room for. */
    public int blocks() {
        return blocks;
    }

    /** The message's length in bytes. */
    public Position length() {
        return length;
    }

    /** 1 if byte i belongs to the message, else 0. */
    public Expr inside(int i) {
        return inside[i];
    }

    /** Byte i of the message, 0 behind its end. */
    public Expr messageByte(int i) {
        return bytes[i];
    }

    /** A bit of byte i, the least significant first, as a sign; behind the end of the message it is that of the padding. */
    public Expr sign(int i, int bit) {
        return words[i / 4].sign(24 - 8 * (i % 4) + bit);
    }

    /** The eight words of the digest as numbers, the most significant first. */
    public Expr[] digestWords() {
        Expr[] words = new Expr[INITIAL.length];
        for (int i = 0; i < words.length; i++) {
            Sum doubled = program.sum();
            for (int k = 0; k < blocks; k++) {
                doubled.add(last[k].times(compressions[k].result()[i].doubledWire()));
            }
            words[i] = doubled.wire().dividedBy(2);
        }
        return words;
    }

    /** The 256 bits of the digest as signs, the most significant first. */
    public Expr[] digestSigns() {
        Expr[] result = new Expr[256];
        for (int i = 0; i < result.length; i++) {
            Sum sum = program.sum();
            for (int k = 0; k < blocks; k++) {
                sum.add(last[k].times(compressions[k].result()[i / 32].sign(31 - i % 32)));
            }
            result[i] = sum.wire();
        }
        return result;
    }

    /**
     * Sets all witnesses for a message.
     *
     * @throws IllegalArgumentException if the message and its padding do not fit the blocks
     */
    public void assign(Assignment assignment, byte[] message) {
        if (message.length + 9 > BLOCK * blocks) {
            throw new IllegalArgumentException(
                    "a message of %d bytes does not fit %d blocks of SHA-256; at most %d bytes do"
                            .formatted(message.length, blocks, BLOCK * blocks - 9));
        }
        byte[] padded = Arrays.copyOf(message, BLOCK * blocks);
        padded[message.length] = (byte) 0x80;
        int end = (message.length + 9 + BLOCK - 1) / BLOCK * BLOCK;
        long bits = 8L * message.length;
        for (int i = 0; i < Long.BYTES; i++) {
            padded[end - 1 - i] = (byte) (bits >>> (8 * i));
        }
        length.assign(assignment, message.length);
        assignPadded(assignment, padded);
    }

    /** Sets the witnesses of the words and of all compressions from bytes that are padded already, rightly or not. */
    void assignPadded(Assignment assignment, byte[] padded) {
        int[] state = INITIAL;
        for (int k = 0; k < blocks; k++) {
            int[] message = new int[WORDS];
            for (int t = 0; t < WORDS; t++) {
                for (int j = 0; j < 4; j++) {
                    message[t] = message[t] << 8 | (padded[BLOCK * k + 4 * t + j] & 0xff);
                }
                words[WORDS * k + t].assign(assignment, message[t] & 0xffff_ffffL);
            }
            state = compressions[k].assign(assignment, message, state);
        }
    }
}
