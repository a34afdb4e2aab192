package holdfast.vault;

import java.util.List;

/** What came of saving: the new state, the old state, and which. */
public sealed interface SaveOutcome {
    /** The new state is on disk. */
    record Saved(long generation, Earlier earlier) implements SaveOutcome {}

    /**
     * The new state is in place, but the operating system did not confirm that it would survive a power cut now.
     *
     * @param reason its words
     */
    record Unconfirmed(long generation, Earlier earlier, String reason) implements SaveOutcome {}

    /** The old state is on disk; the vault in memory is unchanged as well. */
    sealed interface NotSaved extends SaveOutcome {}

    /** Another program changed the vault's file since it was opened. Nothing was written. */
    record ChangedOnDisk() implements NotSaved {}

    /** The file would be too large. Nothing was written. */
    record TooLarge(long bytes, long limit) implements NotSaved {}

    /** The vault was opened for reading. */
    record ReadOnly() implements NotSaved {}

    /** The passphrase given to confirm the change is not the vault's. */
    record WrongSecret() implements NotSaved {}

    /** The key derivation asked for needs more memory than the program may take. */
    record NotEnoughMemory() implements NotSaved {}

    /** There is a recovery key already, or none to remove. */
    record NoChange(String reason) implements NotSaved {}

    /** The operating system failed, for example because the disk is full. */
    record StorageFailed(String reason) implements NotSaved {}

    /**
     * The operating system failed in the one step that matters, and now it cannot be read which state is on disk. It is
     * one of the two. Close the vault and open it again.
     */
    record Unknown(String reason) implements SaveOutcome {}

    /**
     * What became of earlier generations when the keys were replaced; both lists are empty for a plain save.
     *
     * @param removed files that the old secret would have opened and that are gone
     * @param remaining files that could not be removed, or are kept because they are damaged: the old secret opens what
     *     can be opened of them
     */
    record Earlier(List<String> removed, List<String> remaining) {
        static final Earlier NONE = new Earlier(List.of(), List.of());

        public Earlier {
            removed = List.copyOf(removed);
            remaining = List.copyOf(remaining);
        }
    }
}
