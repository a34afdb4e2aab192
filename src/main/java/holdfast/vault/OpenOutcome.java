package holdfast.vault;

import java.time.Instant;
import java.util.List;

/** What came of opening a vault. */
public sealed interface OpenOutcome {
    /** It is open. The caller closes {@code vault}. */
    record Opened(Vault vault, List<Notice> notices) implements OpenOutcome {
        public Opened {
            notices = List.copyOf(notices);
        }
    }

    /** There is no vault in the folder. */
    record NotFound() implements OpenOutcome {}

    /** Wrong passphrase or recovery key, or the file's header was altered; nobody can tell which. */
    record WrongSecret() implements OpenOutcome {}

    /** The vault has no slot for this kind of secret: a recovery key was given, and none was ever set. */
    record NoSuchSlot() implements OpenOutcome {}

    /** Another program has it open for writing. It can be opened for reading. */
    record Busy(LockHolder holder) implements OpenOutcome {}

    /** A later version of the program wrote it. Nothing was touched. */
    record NewerVersion(String message) implements OpenOutcome {}

    /**
     * The vault's file does not open, but an earlier generation does. Nothing was touched; {@link
     * VaultStore#openEarlier} takes the earlier one and loses what was saved since.
     *
     * @param problem what is wrong with the newest
     */
    record EarlierAvailable(String problem, Earlier earlier) implements OpenOutcome {}

    /** The vault's file does not open and no earlier generation does. Nothing was touched. */
    record Unreadable(String problem) implements OpenOutcome {}

    /** The folder cannot be written; the vault may still open for reading. */
    record NotWritable(String reason) implements OpenOutcome {}

    /** The operating system failed. */
    record StorageFailed(String reason) implements OpenOutcome {}

    /** The key derivation of this vault needs more memory than the program may take. */
    record NotEnoughMemory() implements OpenOutcome {}

    /**
     * An earlier generation that opens.
     *
     * @param savedAt when it was saved, by the clock of that moment
     * @param records how many records it holds
     */
    record Earlier(long generation, Instant savedAt, int records) {}

    /** What the holder should know about a vault that did open. */
    sealed interface Notice {
        /** Generation {@code seen} was seen before: the folder was replaced by an older copy of itself. */
        record RolledBack(long seen, long found) implements Notice {}

        /** The file was of an older version; it is kept under {@code keptAs}. */
        record Migrated(int from, String keptAs) implements Notice {}

        /** Earlier generations that a passphrase given up would have opened were removed now. */
        record EarlierRemoved(List<String> names) implements Notice {}

        /** The memory of generations could not be read or written, so that a roll-back would go unnoticed. */
        record MemoryFailed(String reason) implements Notice {}
    }
}
