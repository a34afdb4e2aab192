package holdfast.vault;

import java.nio.file.Path;
import java.util.List;

/** What came of a backup or of restoring one. */
public sealed interface CopyOutcome {
    /**
     * The copy was made, read back from its folder, and opened with the key.
     *
     * @param missing proof bodies that were absent or damaged already, and so are absent in the copy
     */
    record Copied(Path folder, long generation, int records, int bodies, List<BodyId> missing) implements CopyOutcome {
        public Copied {
            missing = List.copyOf(missing);
        }
    }

    /** The target folder holds something. Nothing was touched. */
    record NotEmpty(Path folder) implements CopyOutcome {}

    /** Another program, or another copy of this one, is writing to the target folder. Nothing of a vault was written. */
    record Busy(Path folder, LockHolder holder) implements CopyOutcome {}

    /**
     * The vault's file is not the state that is open: another program changed it, or the vault was opened from an
     * earlier generation and not saved since.
     */
    record ChangedOnDisk() implements CopyOutcome {}

    /** The source did not open, so nothing was written. */
    record SourceRefused(OpenOutcome why) implements CopyOutcome {}

    /** The copy was written but did not open: it is no backup. */
    record NotReadable(String reason) implements CopyOutcome {}

    record StorageFailed(String reason) implements CopyOutcome {}
}
