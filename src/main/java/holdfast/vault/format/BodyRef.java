package holdfast.vault.format;

import holdfast.crypto.SecretBytes;

/**
 * A proof body that lies in a file of its own.
 *
 * @param hash SHA-256 of that file; also its name
 * @param key the key of that one file, 32 bytes
 * @param length of the plaintext in bytes
 * @param droppedAt the generation from which on no record needs it, or 0 while one does; earlier generations that are
 *     still kept may need it
 */
public record BodyRef(Bytes hash, SecretBytes key, int length, long droppedAt) {
    /** The same body, no longer needed from {@code generation} on. */
    public BodyRef dropped(long generation) {
        return new BodyRef(hash, key, length, generation);
    }
}
