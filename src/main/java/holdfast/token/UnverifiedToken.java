package holdfast.token;

import holdfast.credential.KeyRef;
import org.jspecify.annotations.Nullable;

/**
 * A token that was read but whose signature nobody has checked. {@link TokenVerifier} makes a {@link VerifiedToken} of
 * it.
 *
 * @param <T> what it carries: {@link UserData}, {@link holdfast.dvr.DvrRequest} or {@link ProofToken}
 */
public final class UnverifiedToken<T> {
    private final TokenKind kind;
    private final UnverifiedJws jws;
    private final T content;
    private final KeyRef.@Nullable KeysetEndpoint keyName;

    UnverifiedToken(TokenKind kind, UnverifiedJws jws, T content, KeyRef.@Nullable KeysetEndpoint keyName) {
        this.kind = kind;
        this.jws = jws;
        this.content = content;
        this.keyName = keyName;
    }

    public TokenKind kind() {
        return kind;
    }

    /** What the token claims. Anybody can have written it. */
    public T unverifiedContent() {
        return content;
    }

    /** Which key the header names; null when it names none. */
    public KeyRef.@Nullable KeysetEndpoint keyName() {
        return keyName;
    }

    /** The exact text. */
    public String compact() {
        return jws.compact();
    }

    public UnverifiedJws jws() {
        return jws;
    }
}
