package holdfast.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.token.TokenException.Reason;
import java.security.SecureRandom;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Signed tokens inside an encrypted message, as a zkPass service takes them: the credentials of all tags in one message,
 * the request in another. What comes out of a message is as unverified as any token.
 */
public final class NestedTokens {
    private static final String INPUT = "encrypted message";

    private NestedTokens() {}

    /**
     * The service's {@code user_data_token}.
     *
     * @param credentials by tag; a single one may have the empty tag
     * @param kid name of the service's key for the header; null to leave it out
     * @throws TokenException {@code TOO_LARGE}, or {@code TAG_INVALID} for no credential or the empty tag beside another
     */
    public static String encryptUserData(
            Map<Tag, VerifiedToken<UserData>> credentials,
            Es256PublicKey service,
            @Nullable String kid,
            SecureRandom random)
            throws TokenException {
        JsonValue.Builder byTag = JsonObject.builder();
        new TreeMap<>(credentials).forEach((tag, token) -> byTag.put(tag.name(), token.compact()));
        JsonObject tokens = byTag.build();
        Tags.require(tokens, INPUT);
        return encrypt(JsonWriter.compact(tokens), service, kid, random);
    }

    /**
     * The service's {@code dvr_token}.
     *
     * @param kid name of the service's key for the header; null to leave it out
     * @throws TokenException {@code TOO_LARGE}
     */
    public static String encryptRequest(
            VerifiedToken<DvrRequest> request, Es256PublicKey service, @Nullable String kid, SecureRandom random)
            throws TokenException {
        return encrypt(request.compact(), service, kid, random);
    }

    /**
     * An object of its own: the service's {@code session_token}, or what a service keeps for itself.
     *
     * @param kid name of the service's key for the header; null to leave it out
     * @throws TokenException {@code TOO_LARGE}
     */
    public static String encryptObject(
            JsonObject object, Es256PublicKey service, @Nullable String kid, SecureRandom random)
            throws TokenException {
        return encrypt((JsonValue) object, service, kid, random);
    }

    private static String encrypt(String data, Es256PublicKey service, @Nullable String kid, SecureRandom random)
            throws TokenException {
        return encrypt(JsonValue.of(data), service, kid, random);
    }

    private static String encrypt(JsonValue data, Es256PublicKey service, @Nullable String kid, SecureRandom random)
            throws TokenException {
        JsonObject payload = JsonObject.builder().put("data", data).build();
        return Jwe.encrypt(JsonWriter.compact(payload).getBytes(UTF_8), service, kid, random);
    }

    /**
     * What {@link #encryptUserData} made.
     *
     * @throws TokenException why the message or a token in it is refused
     */
    public static SortedMap<Tag, UnverifiedToken<UserData>> decryptUserData(String jwe, Es256PrivateKey service)
            throws TokenException {
        JsonObject byTag =
                Texts.readObject(decrypt(jwe, service), TokenLimits.ENCRYPTED, Reason.PAYLOAD_NOT_JSON, INPUT);
        Tags.require(byTag, INPUT);
        SortedMap<Tag, UnverifiedToken<UserData>> tokens = new TreeMap<>();
        for (Map.Entry<String, JsonValue> entry : byTag.members().entrySet()) {
            String token = Texts.string(entry.getValue(), entry.getKey(), INPUT);
            tokens.put(new Tag(entry.getKey()), TokenReader.userData(token));
        }
        return tokens;
    }

    /**
     * What {@link #encryptRequest} made.
     *
     * @throws TokenException why the message or the token in it is refused
     */
    public static UnverifiedToken<DvrRequest> decryptRequest(String jwe, Es256PrivateKey service)
            throws TokenException {
        return TokenReader.request(decrypt(jwe, service));
    }

    /**
     * What {@link #encryptObject} made.
     *
     * @throws TokenException why the message is refused
     */
    public static JsonObject decryptObject(String jwe, Es256PrivateKey service) throws TokenException {
        return Texts.object(open(jwe, service), "data", INPUT);
    }

    private static String decrypt(String jwe, Es256PrivateKey service) throws TokenException {
        return Texts.string(open(jwe, service), "data", INPUT);
    }

    private static JsonValue open(String jwe, Es256PrivateKey service) throws TokenException {
        byte[] plaintext = Jwe.parse(jwe).decrypt(service);
        return Texts.unwrap(Texts.readObject(plaintext, TokenLimits.ENCRYPTED, Reason.PAYLOAD_NOT_JSON, INPUT), INPUT);
    }
}
