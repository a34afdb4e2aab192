package holdfast.token;

import holdfast.credential.KeyRef;
import holdfast.dvr.DvrRequest;
import holdfast.json.JsonValue.JsonObject;
import holdfast.token.TokenException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Reads signed tokens: form and content, everything but the signature. Each text is the compact serialisation and
 * nothing else; a file's final line break is the caller's to take off.
 */
public final class TokenReader {
    private TokenReader() {}

    /** A user data token, at most {@link TokenLimits#CREDENTIAL}. */
    public static UnverifiedToken<UserData> userData(String text) throws TokenException {
        UnverifiedJws jws = jws(text, TokenKind.USER_DATA);
        return userData(jws, data(jws, TokenKind.USER_DATA));
    }

    /** A DVR token, at most {@link TokenLimits#REQUEST}. */
    public static UnverifiedToken<DvrRequest> request(String text) throws TokenException {
        UnverifiedJws jws = jws(text, TokenKind.REQUEST);
        return request(jws, data(jws, TokenKind.REQUEST));
    }

    /** A proof token, at most {@link TokenLimits#PROOF}. */
    public static UnverifiedToken<ProofToken> proof(String text) throws TokenException {
        UnverifiedJws jws = jws(text, TokenKind.PROOF);
        return proof(jws, data(jws, TokenKind.PROOF));
    }

    /**
     * A proof token, at most {@link TokenLimits#PROOF}, whatever its data is: the object of a proof file from a service
     * that proves with libzk, which is then read and verified as a proof file, or else what {@link #proof} reads.
     */
    public static UnverifiedToken<JsonObject> proofFile(String text) throws TokenException {
        UnverifiedJws jws = jws(text, TokenKind.PROOF);
        return new UnverifiedToken<>(TokenKind.PROOF, jws, data(jws, TokenKind.PROOF), name(jws, TokenKind.PROOF));
    }

    /**
     * A token of whichever kind its content looks like. For showing: where a certain kind is expected, its own method
     * belongs.
     */
    public static UnverifiedToken<?> any(String text) throws TokenException {
        UnverifiedJws jws = UnverifiedJws.parse(text, TokenLimits.PROOF);
        JsonObject data = Texts.unwrapObject(
                Texts.readObject(jws.sharedPayload(), TokenLimits.PROOF, Reason.PAYLOAD_NOT_JSON, "token"), "token");
        if (data.members().containsKey("zkproof")) {
            return proof(jws, data);
        }
        if (data.members().containsKey("user_data_requests")) {
            Texts.requireSize(text, TokenLimits.REQUEST, TokenKind.REQUEST.title());
            return request(jws, data);
        }
        Texts.requireSize(text, TokenLimits.CREDENTIAL, TokenKind.USER_DATA.title());
        return userData(jws, data);
    }

    private static UnverifiedJws jws(String text, TokenKind kind) throws TokenException {
        return UnverifiedJws.parse(text, kind.maxBytes(), kind.title());
    }

    private static JsonObject data(UnverifiedJws jws, TokenKind kind) throws TokenException {
        JsonObject payload =
                Texts.readObject(jws.sharedPayload(), kind.maxBytes(), Reason.PAYLOAD_NOT_JSON, kind.title());
        return Texts.unwrapObject(payload, kind.title());
    }

    private static UnverifiedToken<UserData> userData(UnverifiedJws jws, JsonObject data) throws TokenException {
        return new UnverifiedToken<>(TokenKind.USER_DATA, jws, new UserData(data), name(jws, TokenKind.USER_DATA));
    }

    private static UnverifiedToken<DvrRequest> request(UnverifiedJws jws, JsonObject data) throws TokenException {
        return new UnverifiedToken<>(TokenKind.REQUEST, jws, RequestJson.read(data), name(jws, TokenKind.REQUEST));
    }

    private static UnverifiedToken<ProofToken> proof(UnverifiedJws jws, JsonObject data) throws TokenException {
        return new UnverifiedToken<>(TokenKind.PROOF, jws, ProofToken.ofJson(data), name(jws, TokenKind.PROOF));
    }

    private static KeyRef.@Nullable KeysetEndpoint name(UnverifiedJws jws, TokenKind kind) throws TokenException {
        return jws.header().keyName(kind.title());
    }
}
