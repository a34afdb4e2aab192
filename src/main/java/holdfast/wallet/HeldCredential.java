package holdfast.wallet;

import holdfast.credential.KeyRef;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.token.Es256PublicKey;
import holdfast.token.KeyResolver;
import holdfast.token.TokenException;
import holdfast.token.TokenReader;
import holdfast.token.TokenVerifier;
import holdfast.token.UserData;
import holdfast.token.VerifiedToken;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A credential in the wallet. Its data is behind {@link #verify}, which checks the issuer's signature again each time:
 * what was stored is trusted no more than what comes from outside.
 *
 * @param name what the holder calls it
 * @param labels the holder's own, for finding it again
 * @param token the exact text as it was received
 * @param signedDigest SHA-256 of what was signed: its identity
 * @param issuerKey the key under which it verified when it was added
 * @param issuerKeyName where that key was found; null when it came by itself
 */
public record HeldCredential(
        EntryId id,
        String name,
        List<String> labels,
        String token,
        String signedDigest,
        Es256PublicKey issuerKey,
        KeyRef.@Nullable KeysetEndpoint issuerKeyName,
        Instant addedAt) {
    static final String TYPE = "credential";

    public HeldCredential {
        labels = List.copyOf(labels);
    }

    /** The credential's data, its signature checked under the key that counted when it was added. */
    public VerifiedToken<UserData> verify() throws TokenException {
        return new TokenVerifier(KeyResolver.none()).verify(TokenReader.userData(token), issuerKey);
    }

    HeldCredential named(String newName, List<String> newLabels) {
        return new HeldCredential(id, newName, newLabels, token, signedDigest, issuerKey, issuerKeyName, addedAt);
    }

    JsonObject toJson() {
        JsonValue.Builder json = JsonObject.builder()
                .put("v", 1)
                .put("name", name)
                .put("labels", Fields.textsJson(labels))
                .put("token", token)
                .put("signed_digest", signedDigest)
                .put("issuer_key", Fields.keyJson(issuerKey));
        Fields.putKeyName(json, "issuer_key_name", issuerKeyName);
        return json.put("added", addedAt.toString()).build();
    }

    static HeldCredential read(EntryId id, Fields fields) throws RecordException {
        return new HeldCredential(
                id,
                fields.text("name"),
                fields.texts("labels"),
                fields.text("token"),
                fields.text("signed_digest"),
                fields.key("issuer_key"),
                fields.keyName("issuer_key_name"),
                fields.instant("added"));
    }

    /** Without the token, which is personal data. */
    @Override
    public String toString() {
        return "HeldCredential[" + id + "]";
    }
}
