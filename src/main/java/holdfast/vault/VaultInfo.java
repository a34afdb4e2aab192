package holdfast.vault;

import java.util.List;
import java.util.Optional;

/** What can be said of a vault without its secret. None of it is authenticated. */
public sealed interface VaultInfo {
    /**
     * @param bytes size of the vault's file
     * @param others the other files of the vault's folder: earlier generations, damaged files put aside, files of older
     *     versions
     * @param holder who has it open for writing
     */
    record Header(
            int version,
            VaultId id,
            long generation,
            List<Slot> slots,
            long bytes,
            List<String> others,
            Optional<LockHolder> holder)
            implements VaultInfo {
        public Header {
            slots = List.copyOf(slots);
            others = List.copyOf(others);
        }
    }

    record NotFound() implements VaultInfo {}

    /** A later version of the program wrote it. */
    record NewerVersion(String message) implements VaultInfo {}

    /** The file has not the shape of a vault. */
    record Malformed(String reason) implements VaultInfo {}

    record StorageFailed(String reason) implements VaultInfo {}

    /** A key slot. */
    record Slot(Kind kind, KdfCost cost) {}

    /** What opens a slot. */
    enum Kind {
        PASSPHRASE,
        RECOVERY_KEY
    }
}
