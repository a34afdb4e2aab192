package holdfast.vault;

/** What came of reading a proof body. */
public sealed interface BodyOutcome {
    /** @param plaintext the caller's own copy */
    @SuppressWarnings("ArrayRecordComponent") // Handed over once and not compared.
    record Found(byte[] plaintext) implements BodyOutcome {}

    /** The vault does not list such a body. */
    record NotListed() implements BodyOutcome {}

    /** The vault lists it, but its file is gone. */
    record Missing() implements BodyOutcome {}

    /** Its file was altered. */
    record Damaged() implements BodyOutcome {}

    record StorageFailed(String reason) implements BodyOutcome {}
}
