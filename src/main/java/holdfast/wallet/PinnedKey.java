package holdfast.wallet;

import holdfast.credential.KeyRef;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.net.HttpAddress;
import holdfast.net.NetException;
import holdfast.token.Es256PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key of an issuer or a verifier that the holder has met. From then on its name stands for this key and no other.
 *
 * @param keyName the address and the name in it; null for a key that came by itself
 * @param label what the holder calls its owner; empty when nothing was said
 * @param confirmed whether the holder compared it with what its owner says; otherwise it was merely met first
 * @param replaced fingerprints of the keys that stood here before, oldest first
 */
public record PinnedKey(
        EntryId id,
        Role role,
        KeyRef.@Nullable KeysetEndpoint keyName,
        Es256PublicKey key,
        String label,
        Instant firstSeen,
        boolean confirmed,
        List<String> replaced) {
    static final String TYPE = "key";

    private static final int HTTPS = 443;

    /** Whose key it is. One that signs both is pinned twice. */
    public enum Role {
        ISSUER,
        VERIFIER
    }

    public PinnedKey {
        replaced = List.copyOf(replaced);
    }

    /** A key that is met for the first time. */
    static PinnedKey met(
            EntryId id, Role role, KeyRef.@Nullable KeysetEndpoint keyName, Es256PublicKey key, Instant when) {
        return new PinnedKey(id, role, keyName, key, "", when, false, List.of());
    }

    /** Whether it is what this name stands for. */
    boolean isOf(Role ofRole, KeyRef.KeysetEndpoint name) {
        return role == ofRole && name.equals(keyName);
    }

    /** For people: the holder's label, else the host of its address, else its fingerprint. Never text from a token. */
    public String displayName() {
        return label.isEmpty() ? displayName(keyName, key) : label;
    }

    static String displayName(KeyRef.@Nullable KeysetEndpoint keyName, Es256PublicKey key) {
        if (keyName != null) {
            try {
                HttpAddress address = HttpAddress.parse(keyName.jku());
                // At another port than the usual one somebody else may answer.
                return address.isHttps() && address.port() == HTTPS
                        ? address.host()
                        : address.host() + ":" + address.port();
            } catch (NetException e) {
                return key.fingerprint();
            }
        }
        return key.fingerprint();
    }

    PinnedKey replacedBy(Es256PublicKey newKey) {
        List<String> before = new ArrayList<>(replaced);
        before.add(key.fingerprint());
        return new PinnedKey(id, role, keyName, newKey, label, firstSeen, false, before);
    }

    PinnedKey described(String newLabel, boolean nowConfirmed) {
        return new PinnedKey(id, role, keyName, key, newLabel, firstSeen, nowConfirmed, replaced);
    }

    JsonObject toJson() {
        JsonValue.Builder json = JsonObject.builder().put("v", 1).put("role", Fields.code(role));
        Fields.putKeyName(json, "key_name", keyName);
        return json.put("key", Fields.keyJson(key))
                .put("label", label)
                .put("first_seen", firstSeen.toString())
                .put("confirmed", confirmed)
                .put("replaced", Fields.textsJson(replaced))
                .build();
    }

    static PinnedKey read(EntryId id, Fields fields) throws RecordException {
        return new PinnedKey(
                id,
                fields.constant("role", Role.class),
                fields.keyName("key_name"),
                fields.key("key"),
                fields.text("label"),
                fields.instant("first_seen"),
                fields.bool("confirmed"),
                fields.texts("replaced"));
    }
}
