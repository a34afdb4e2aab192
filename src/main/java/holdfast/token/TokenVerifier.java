package holdfast.token;

import holdfast.credential.KeyRef;
import holdfast.dvr.DvrRequest;
import holdfast.token.TokenException.Reason;

/**
 * Checks signatures, and is the only maker of {@link VerifiedToken}. Which key counts depends on what the token is; a
 * method says for what it is meant.
 */
public final class TokenVerifier {
    private final KeyResolver keys;

    /** @param keys finds the keys that are named by address */
    public TokenVerifier(KeyResolver keys) {
        this.keys = keys;
    }

    /**
     * Under a key that the caller has from elsewhere, whatever the token says of its key.
     *
     * @throws TokenException {@code SIGNATURE_WRONG}
     */
    public <T> VerifiedToken<T> verify(UnverifiedToken<T> token, Es256PublicKey key) throws TokenException {
        Es256.verify(
                token.jws().signedBytes(),
                token.jws().signature(),
                key,
                token.kind().title());
        return new VerifiedToken<>(token, key);
    }

    /**
     * A request, under the key that its header names by {@code jku} and {@code kid}, else the one of
     * {@code dvr_verifying_key}. Where both are there, the header's counts; what shows who asks must show
     * {@link VerifiedToken#key()}.
     *
     * @throws TokenException {@code MISSING_PUBLIC_KEY}, why the key cannot be had, or {@code SIGNATURE_WRONG}
     */
    public VerifiedToken<DvrRequest> verifyRequest(UnverifiedToken<DvrRequest> token) throws TokenException {
        KeyRef name = token.keyName();
        KeyRef key = name != null ? name : token.unverifiedContent().verifyingKey();
        if (key == null) {
            throw new TokenException(
                    Reason.MISSING_PUBLIC_KEY, token.kind().title(), "Missing Public Key: it names none");
        }
        return verify(token, keys.resolve(key));
    }

    /**
     * A credential as an answer to a request, under the key that the request names; what the credential's own header
     * says does not count.
     *
     * @param issuer {@code user_data_verifying_key} of the credential's tag
     * @throws TokenException why the key cannot be had, or {@code SIGNATURE_WRONG}
     */
    public VerifiedToken<UserData> verifyUserData(UnverifiedToken<UserData> token, KeyRef issuer)
            throws TokenException {
        return verify(token, keys.resolve(issuer));
    }

    /**
     * A credential or a proof under the key that its own header names: it shows that this key set's owner signed it, not
     * that anybody should trust them.
     *
     * @throws TokenException {@code MISSING_PUBLIC_KEY}, why the key cannot be had, or {@code SIGNATURE_WRONG}
     */
    public <T> VerifiedToken<T> verifyAsNamed(UnverifiedToken<T> token) throws TokenException {
        KeyRef.KeysetEndpoint name = token.keyName();
        if (name == null) {
            throw new TokenException(Reason.MISSING_PUBLIC_KEY, token.kind().title(), "its header names no key");
        }
        return verify(token, keys.resolve(name));
    }
}
