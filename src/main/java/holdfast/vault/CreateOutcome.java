package holdfast.vault;

/** What came of creating a vault. */
public sealed interface CreateOutcome {
    /** It was written, and is open. The caller closes {@code vault}. */
    record Created(Vault vault) implements CreateOutcome {}

    /** The folder holds a vault, or what is left of one. Nothing was touched. */
    record Exists() implements CreateOutcome {}

    record Busy(LockHolder holder) implements CreateOutcome {}

    record NotEnoughMemory() implements CreateOutcome {}

    record StorageFailed(String reason) implements CreateOutcome {}
}
