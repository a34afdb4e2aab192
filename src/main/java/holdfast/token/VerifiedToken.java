package holdfast.token;

import holdfast.credential.KeyRef;
import holdfast.crypto.Hashes;
import org.jspecify.annotations.Nullable;

/**
 * A token whose signature verified under {@link #key()}. Only {@link TokenVerifier} makes one. It says who signed, by
 * key; whether that key is to be trusted for this purpose is for the caller to know.
 *
 * @param <T> what it carries: {@link UserData}, {@link holdfast.dvr.DvrRequest} or {@link ProofToken}
 */
public final class VerifiedToken<T> {
    private final UnverifiedToken<T> token;
    private final Es256PublicKey key;

    /** For {@link TokenVerifier}, after it has verified. */
    VerifiedToken(UnverifiedToken<T> token, Es256PublicKey key) {
        this.token = token;
        this.key = key;
    }

    public TokenKind kind() {
        return token.kind();
    }

    public T content() {
        return token.unverifiedContent();
    }

    /** The key that signed it. For a request this, and not what its content says, is the verifier's key. */
    public Es256PublicKey key() {
        return key;
    }

    /** Which key the header names; null when it names none. Covered by the signature. */
    public KeyRef.@Nullable KeysetEndpoint keyName() {
        return token.keyName();
    }

    /** The exact text. */
    public String compact() {
        return token.compact();
    }

    /** The bytes of the payload, as they were signed. */
    public byte[] payload() {
        return token.jws().unverifiedPayload();
    }

    public UnverifiedJws jws() {
        return token.jws();
    }

    /**
     * SHA-256 of what was signed, lower-case hex: the token's identity. The text is none, since anybody can turn a valid
     * signature (r, s) into the also valid (r, n - s).
     */
    public String signedDigest() {
        return Hashes.sha256Hex(token.jws().signedBytes());
    }
}
