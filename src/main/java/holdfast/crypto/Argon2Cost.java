package holdfast.crypto;

/**
 * What one run of Argon2id costs. The bounds hold wherever a cost is read from a file, before the function runs: the
 * lower ones keep a stranger from weakening a vault, the upper ones from stopping the machine.
 *
 * @param memoryKib memory in KiB, 19 MiB to 1 GiB
 * @param passes passes over the memory, 1 to 16
 * @param lanes independent lanes, 1 to 8
 */
public record Argon2Cost(int memoryKib, int passes, int lanes) {
    public static final int MIN_MEMORY_KIB = 19 * 1024;
    public static final int MAX_MEMORY_KIB = 1024 * 1024;
    public static final int MAX_PASSES = 16;
    public static final int MAX_LANES = 8;

    /** @throws IllegalArgumentException outside the bounds, naming the value and the bound */
    public Argon2Cost {
        require("memory in KiB", memoryKib, MIN_MEMORY_KIB, MAX_MEMORY_KIB);
        require("passes", passes, 1, MAX_PASSES);
        require("lanes", lanes, 1, MAX_LANES);
    }

    private static void require(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "Argon2id " + what + " must be " + min + " to " + max + ", not " + value);
        }
    }
}
