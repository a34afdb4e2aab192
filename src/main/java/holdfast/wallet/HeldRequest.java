package holdfast.wallet;

import holdfast.credential.KeyRef;
import holdfast.dvr.DvrRequest;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.token.Es256PublicKey;
import holdfast.token.KeyResolver;
import holdfast.token.TokenException;
import holdfast.token.TokenReader;
import holdfast.token.TokenVerifier;
import holdfast.token.VerifiedToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request in the wallet.
 *
 * @param token the exact text as it was received
 * @param signedDigest SHA-256 of what was signed: its identity
 * @param title the verifier's text for people; not to be trusted
 * @param verifierKey the key under which it verified when it was added
 * @param verifierKeyName where that key was published, when the token names it
 * @param delivery what came beside the request
 * @param decision what the holder did about it
 */
public record HeldRequest(
        EntryId id,
        String token,
        String signedDigest,
        String title,
        Es256PublicKey verifierKey,
        KeyRef.@Nullable KeysetEndpoint verifierKeyName,
        Delivery delivery,
        Instant addedAt,
        Decision decision) {
    static final String TYPE = "request";

    /**
     * What travels beside a request, not in it.
     *
     * @param nonce to be bound in the proof
     * @param audience what the verifier calls itself, to be bound in the proof
     * @param reply where the proof may be sent
     * @param expires after this the verifier takes no proof
     */
    public record Delivery(
            @Nullable String nonce,
            @Nullable String audience,
            @Nullable String reply,
            @Nullable Instant expires) {
        /** The request came alone. */
        public static final Delivery NONE = new Delivery(null, null, null, null);
    }

    /** What the holder decided. */
    public enum Decision {
        NONE,
        DECLINED,
        PROVEN
    }

    /** How it stands. */
    public enum State {
        NEW,
        DECLINED,
        PROVEN,
        EXPIRED;

        /** Stable name for machine-readable output. */
        public String code() {
            return Fields.code(this);
        }
    }

    /** How it stands at a time; what was decided stays decided after it expired. */
    public State state(Instant now) {
        return switch (decision) {
            case DECLINED -> State.DECLINED;
            case PROVEN -> State.PROVEN;
            case NONE -> delivery.expires() != null && now.isAfter(delivery.expires()) ? State.EXPIRED : State.NEW;
        };
    }

    /** The request, its signature checked under the key that counted when it was added. */
    public VerifiedToken<DvrRequest> verify() throws TokenException {
        return new TokenVerifier(KeyResolver.none()).verify(TokenReader.request(token), verifierKey);
    }

    HeldRequest decided(Decision newDecision) {
        return new HeldRequest(
                id, token, signedDigest, title, verifierKey, verifierKeyName, delivery, addedAt, newDecision);
    }

    JsonObject toJson() {
        JsonValue.Builder json = JsonObject.builder()
                .put("v", 1)
                .put("token", token)
                .put("signed_digest", signedDigest)
                .put("title", title)
                .put("verifier_key", Fields.keyJson(verifierKey));
        Fields.putKeyName(json, "verifier_key_name", verifierKeyName);
        json.putIfPresent("nonce", delivery.nonce())
                .putIfPresent("audience", delivery.audience())
                .putIfPresent("reply", delivery.reply())
                .putIfPresent(
                        "expires",
                        delivery.expires() == null ? null : delivery.expires().toString());
        return json.put("added", addedAt.toString())
                .put("decision", Fields.code(decision))
                .build();
    }

    static HeldRequest read(EntryId id, Fields fields) throws RecordException {
        return new HeldRequest(
                id,
                fields.text("token"),
                fields.text("signed_digest"),
                fields.text("title"),
                fields.key("verifier_key"),
                fields.keyName("verifier_key_name"),
                new Delivery(
                        fields.optionalText("nonce"),
                        fields.optionalText("audience"),
                        fields.optionalText("reply"),
                        fields.optionalInstant("expires")),
                fields.instant("added"),
                fields.constant("decision", Decision.class));
    }
}
