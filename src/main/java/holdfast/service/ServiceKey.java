package holdfast.service;

import holdfast.credential.KeyRef;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.token.Es256PrivateKey;
import holdfast.token.KeyResolver;
import java.util.List;
import java.util.function.Supplier;

/**
 * A signing key that a service publishes in its own key set.
 *
 * @param kid its name there
 */
public record ServiceKey(Es256PrivateKey key, String kid) {
    /** As tokens name it. */
    KeyRef.KeysetEndpoint name(String base) {
        return new KeyRef.KeysetEndpoint(base + ServiceHost.KEY_SET_PATH, kid);
    }

    /** {@code {"keys":[…]}}. */
    JsonObject keySet() {
        return JsonObject.builder()
                .put("keys", JsonValue.array(List.of(key.publicKey().jwk(kid))))
                .build();
    }

    /** Knows this key without asking itself over the network, and leaves the others to another. */
    KeyResolver resolver(Supplier<String> base, KeyResolver others) {
        return named -> named.equals(name(base.get())) ? key.publicKey() : others.resolve(named);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ServiceKey[" + kid + "]";
    }
}
