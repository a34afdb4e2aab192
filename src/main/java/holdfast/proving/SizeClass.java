package holdfast.proving;

import java.util.List;
import java.util.OptionalInt;

/** Size classes of tokens: SHA-256 blocks of the signing input that a circuit has room for. The class is public, the size is not. */
public final class SizeClass {
    private static final List<Integer> BLOCKS = List.of(8, 12, 16, 20, 24, 32, 48, 64, 96, 128, 256);
    /** Blocks of the largest class there is. */
    public static final int LARGEST = BLOCKS.getLast();

    private static final int BLOCK = 64;
    /** A block takes the padding's first byte and the length besides. */
    private static final int PADDING = 9;

    private SizeClass() {}

    /** The least class for a signing input; empty if it is too long for all. */
    public static OptionalInt of(int signingInputBytes) {
        return BLOCKS.stream()
                .mapToInt(blocks -> blocks)
                .filter(blocks -> signingInputBytes + PADDING <= BLOCK * blocks)
                .findFirst();
    }

    /** Whether there is a class of this many blocks. */
    public static boolean exists(int blocks) {
        return BLOCKS.contains(blocks);
    }
}
