package holdfast.wallet;

/**
 * Something in the vault that this version of the program cannot read, and leaves as it is.
 *
 * @param type what the record is, by its name in the vault
 * @param reason why it was not read; names members, never values
 */
public record UnreadRecord(EntryId id, String type, String reason) {}
