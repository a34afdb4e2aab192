package holdfast.token;

import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.token.TokenException.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * The keys that somebody publishes, by name: {@code {"keys":[…]}}, or a bare array as the services serve it. A set may
 * also list keys that cannot be used here (RSA, other curves); asking for one of those says why.
 */
public final class JwkSet {
    private static final String INPUT = "key set";

    private final SequencedMap<String, JsonObject> keys;

    private JwkSet(SequencedMap<String, JsonObject> keys) {
        this.keys = keys;
    }

    /**
     * @throws TokenException {@code TOO_LARGE}, {@code KEY_SET_INVALID} for another shape or a key without a name,
     *     {@code KEY_NAME_DUPLICATE}
     */
    public static JwkSet parse(String text) throws TokenException {
        Texts.requireSize(text, TokenLimits.KEY_SET, INPUT);
        return ofJson(Texts.readJson(text, TokenLimits.KEY_SET, Reason.KEY_SET_INVALID, INPUT));
    }

    static JwkSet ofJson(JsonValue json) throws TokenException {
        JsonValue list = json instanceof JsonObject object ? object.get("keys") : json;
        if (!(list instanceof JsonArray array)) {
            throw invalid("it is neither {\"keys\":[…]} nor an array");
        }
        if (array.items().size() > TokenLimits.KEYS_IN_SET) {
            throw new TokenException(Reason.TOO_LARGE, INPUT, "it has more than " + TokenLimits.KEYS_IN_SET + " keys");
        }
        SequencedMap<String, JsonObject> keys = new LinkedHashMap<>();
        for (JsonValue item : array.items()) {
            if (!(item instanceof JsonObject key)) {
                throw invalid("one of its keys is not an object");
            }
            if (!(key.get("kid") instanceof JsonValue.JsonString(String kid))
                    || kid.isEmpty()
                    || kid.length() > TokenLimits.KEY_ID) {
                throw invalid("one of its keys has no usable kid");
            }
            if (keys.putIfAbsent(kid, key) != null) {
                throw new TokenException(
                        Reason.KEY_NAME_DUPLICATE, INPUT, "two of its keys are named " + Texts.quote(kid));
            }
        }
        return new JwkSet(keys);
    }

    /** The text of a set, in the shape that issuers and verifiers serve. */
    public static String write(Map<String, Es256PublicKey> keys) {
        List<JsonValue> list = new ArrayList<>();
        keys.forEach((kid, key) -> list.add(key.jwk(kid)));
        return JsonWriter.pretty(
                        JsonObject.builder().put("keys", JsonValue.array(list)).build()) + "\n";
    }

    /** The names, in the order of the set. */
    public SequencedSet<String> names() {
        return Collections.unmodifiableSequencedMap(keys).sequencedKeySet();
    }

    /**
     * The key of that name that verifies signatures.
     *
     * @throws TokenException {@code KEY_NOT_FOUND}, or why the key cannot be used
     */
    public Es256PublicKey signatureKey(String kid) throws TokenException {
        return key(kid, Jwk.Purpose.SIGNATURE);
    }

    /**
     * The key of that name to encrypt for.
     *
     * @throws TokenException {@code KEY_NOT_FOUND}, or why the key cannot be used
     */
    public Es256PublicKey encryptionKey(String kid) throws TokenException {
        return key(kid, Jwk.Purpose.ENCRYPTION);
    }

    private Es256PublicKey key(String kid, Jwk.Purpose purpose) throws TokenException {
        JsonObject key = keys.get(kid);
        if (key == null) {
            throw new TokenException(Reason.KEY_NOT_FOUND, INPUT, "it has no key named " + Texts.quote(kid));
        }
        return Jwk.parse(key, "key " + Texts.quote(kid)).key(purpose);
    }

    Es256PublicKey onlyKey() throws TokenException {
        if (keys.size() != 1) {
            throw invalid("it has " + keys.size() + " keys where one is wanted");
        }
        return signatureKey(keys.firstEntry().getKey());
    }

    private static TokenException invalid(String detail) {
        return new TokenException(Reason.KEY_SET_INVALID, INPUT, detail);
    }
}
