package holdfast.vault.format;

import holdfast.crypto.SecretBytes;

/**
 * One record as the file holds it.
 *
 * @param id 16 bytes, distinct within a file
 * @param type 1 to 32 characters of {@code a-z 0-9 . -}
 */
public record RawRecord(Bytes id, String type, SecretBytes payload) {}
