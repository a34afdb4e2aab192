package holdfast.vault;

import holdfast.crypto.Argon2Cost;
import java.util.function.LongSupplier;

/**
 * Finds the cost that takes this machine about half a second to a second. Memory is raised first, since it is what a
 * guesser's hardware lacks; passes when memory may not grow. The cost is never below the default.
 */
public final class Calibration {
    static final long LEAST_NANOS = 500_000_000L;
    static final long MOST_NANOS = 1_000_000_000L;

    private final KeyStretcher stretcher;
    private final LongSupplier nanoTime;
    private final long heapBytes;

    /**
     * @param nanoTime a clock that only goes forward, in nanoseconds
     * @param heapBytes how large the heap may grow; a quarter of it is used at most
     */
    public Calibration(LongSupplier nanoTime, long heapBytes) {
        this(KeyStretcher.ARGON2ID, nanoTime, heapBytes);
    }

    Calibration(KeyStretcher stretcher, LongSupplier nanoTime, long heapBytes) {
        this.stretcher = stretcher;
        this.nanoTime = nanoTime;
        this.heapBytes = heapBytes;
    }

    /** Measures and decides; takes a few seconds. */
    public KdfCost calibrate() {
        long mostMemory = Math.min(Argon2Cost.MAX_MEMORY_KIB, heapBytes / 4 / 1024);
        KdfCost cost = KdfCost.DEFAULT;
        // The first run pays for loading and compiling.
        nanos(cost);
        long nanos = nanos(cost);
        while (nanos < LEAST_NANOS) {
            KdfCost more;
            if (2L * cost.memoryKib() <= mostMemory && 2 * nanos <= MOST_NANOS) {
                more = new KdfCost(2 * cost.memoryKib(), cost.passes(), cost.lanes());
            } else if (cost.passes() < Argon2Cost.MAX_PASSES) {
                more = new KdfCost(cost.memoryKib(), cost.passes() + 1, cost.lanes());
            } else {
                break;
            }
            long taken = nanos(more);
            if (taken > MOST_NANOS) {
                break;
            }
            cost = more;
            nanos = taken;
        }
        return cost;
    }

    private long nanos(KdfCost cost) {
        long start = nanoTime.getAsLong();
        stretcher.stretch(new byte[16], new byte[16], cost.toArgon2());
        return nanoTime.getAsLong() - start;
    }
}
