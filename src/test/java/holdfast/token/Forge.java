package holdfast.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.credential.KeyRef;
import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.UserDataRequest;
import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue.JsonObject;
import java.security.SecureRandom;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes tokens by hand, properly signed whatever is in them. */
final class Forge {
    static final SecureRandom RANDOM = new SecureRandom();
    static final String HEADER = "{\"typ\":\"JWT\",\"alg\":\"ES256\"}";
    static final KeyRef.KeysetEndpoint NAME = new KeyRef.KeysetEndpoint("https://issuer.example/jwks.json", "k-1");

    private Forge() {}

    static String jws(String header, String payload, Es256PrivateKey key) throws TokenException {
        return jws(header.getBytes(UTF_8), payload.getBytes(UTF_8), key);
    }

    static String jws(byte[] header, byte[] payload, Es256PrivateKey key) throws TokenException {
        return sign(Base64Text.url(header) + "." + Base64Text.url(payload), key);
    }

    /** Signs what stands before the second dot, whatever it is. */
    static String sign(String signed, Es256PrivateKey key) throws TokenException {
        return signed + "." + Base64Text.url(Es256.sign(signed.getBytes(US_ASCII), key, RANDOM));
    }

    static JsonObject json(String text) throws JsonException {
        return JsonReader.readObject(text, JsonLimits.PROOF);
    }

    static DvrRequest request(KeyRef verifyingKey, KeyRef issuer, String... tags) {
        SortedMap<Tag, UserDataRequest> requests = new TreeMap<>();
        for (String tag : tags) {
            requests.put(new Tag(tag), new UserDataRequest(null, issuer));
        }
        return new DvrRequest(
                "libzk", "Título „Bank“", "id-1", "1.5.0", "00ff", "[{\"output\":{\"a\":1}}]", requests, verifyingKey);
    }
}
