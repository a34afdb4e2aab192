package holdfast.token;

import holdfast.credential.KeyRef;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.token.TokenException.Reason;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The header of a signed token. The algorithm is always ES256. Allowed are {@code alg}, {@code typ} (only {@code JWT}),
 * {@code jku} and {@code kid}; everything else is refused, since nothing that a token says of itself may change how it
 * is checked.
 *
 * @param jku address of the key set, where the token names its key
 * @param kid name of the key in it
 */
public record JwsHeader(@Nullable String jku, @Nullable String kid) {
    static final Set<String> KNOWN = Set.of("alg", "typ", "jku", "kid");

    /** Members of RFC 7515, 7516, 7518, 7797 and their kin that bring a key or change the meaning of the bytes. */
    static final Set<String> FORBIDDEN = Set.of(
            "jwk",
            "x5u",
            "x5c",
            "x5t",
            "x5t#S256",
            "crit",
            "zip",
            "b64",
            "p2c",
            "p2s",
            "epk",
            "apu",
            "apv",
            "iv",
            "tag",
            "enc",
            "cty",
            "nonce",
            "url");

    static JwsHeader parse(byte[] utf8, String input) throws TokenException {
        JsonObject header = Texts.readObject(utf8, TokenLimits.HEADER, Reason.HEADER_NOT_JSON, input);
        Headers.requireMembers(header, KNOWN, FORBIDDEN, input);
        Headers.requireValue(header, "alg", "ES256", input);
        Headers.requireType(header, input);
        return new JwsHeader(
                Headers.name(header, "jku", TokenLimits.KEY_SET_ADDRESS, input),
                Headers.name(header, "kid", TokenLimits.KEY_ID, input));
    }

    /**
     * Which key the token says has signed it; null when it names none.
     *
     * @throws TokenException {@code KEY_NAME_INCOMPLETE} when only one of {@code jku} and {@code kid} is there
     */
    KeyRef.@Nullable KeysetEndpoint keyName(String input) throws TokenException {
        if (jku == null && kid == null) {
            return null;
        }
        if (jku == null || kid == null) {
            throw new TokenException(Reason.KEY_NAME_INCOMPLETE, input, "its header has only one of jku and kid");
        }
        return new KeyRef.KeysetEndpoint(jku, kid);
    }

    /** As the SDK spells it: {@code typ}, {@code jku}, {@code kid}, {@code alg}. */
    static String write(KeyRef.@Nullable KeysetEndpoint name) {
        return JsonWriter.compact(JsonObject.builder()
                .put("typ", "JWT")
                .putIfPresent("jku", name == null ? null : name.jku())
                .putIfPresent("kid", name == null ? null : name.kid())
                .put("alg", "ES256")
                .build());
    }
}
