package holdfast.vault.format;

/** What came of decrypting a vault file with a data key. */
public sealed interface ReadResult {
    /** Everything was authentic. */
    record Content(VaultBody body) implements ReadResult {}

    /** The header's MAC is not the one this key gives: another key, or an altered header. Nobody can tell which. */
    record NotAuthentic() implements ReadResult {}

    /** The header is authentic, what follows is not. No part of it is given out. */
    record Damaged(String what) implements ReadResult {}
}
