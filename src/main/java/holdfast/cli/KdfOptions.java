package holdfast.cli;

import holdfast.vault.Calibration;
import holdfast.vault.KdfCost;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What opening a vault shall cost, where the user says so. */
final class KdfOptions {
    @Option(
            names = "--memory",
            paramLabel = "MIB",
            description = "Memory of the key derivation (Argon2id), 19 to 1024 MiB. By default it is measured.")
    private @Nullable Integer memory;

    @Option(names = "--passes", paramLabel = "N", description = "Its passes, 1 to 16.")
    private @Nullable Integer passes;

    @Option(names = "--lanes", paramLabel = "N", description = "Its lanes, 1 to 8.")
    private @Nullable Integer lanes;

    /** What was given; null when nothing was. */
    @Nullable
    KdfCost given() {
        if (memory == null && passes == null && lanes == null) {
            return null;
        }
        try {
            return new KdfCost(
                    memory == null ? KdfCost.DEFAULT.memoryKib() : Math.multiplyExact(memory, 1024),
                    passes == null ? KdfCost.DEFAULT.passes() : passes,
                    lanes == null ? KdfCost.DEFAULT.lanes() : lanes);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CliException(
                    "The cost of the key derivation is out of bounds. Give 19 to 1024 MiB of memory, 1 to"
                            + " 16 passes and 1 to 8 lanes.");
        }
    }

    /** What was given, else what takes this machine half a second to a second. */
    KdfCost givenOrMeasured() {
        KdfCost given = given();
        return given != null
                ? given
                : new Calibration(System::nanoTime, Runtime.getRuntime().maxMemory()).calibrate();
    }
}
