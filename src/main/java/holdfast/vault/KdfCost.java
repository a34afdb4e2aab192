package holdfast.vault;

import holdfast.crypto.Argon2Cost;

/**
 * What opening a vault costs: Argon2id's memory, passes and lanes.
 *
 * @param memoryKib 19 MiB to 1 GiB, in KiB
 * @param passes 1 to 16
 * @param lanes 1 to 8
 */
public record KdfCost(int memoryKib, int passes, int lanes) {
    /** 64 MiB, 3 passes, 4 lanes; calibration starts here. */
    public static final KdfCost DEFAULT = new KdfCost(64 * 1024, 3, 4);

    /** @throws IllegalArgumentException outside the bounds */
    public KdfCost {
        new Argon2Cost(memoryKib, passes, lanes);
    }

    Argon2Cost toArgon2() {
        return new Argon2Cost(memoryKib, passes, lanes);
    }

    static KdfCost of(Argon2Cost cost) {
        return new KdfCost(cost.memoryKib(), cost.passes(), cost.lanes());
    }
}
