package holdfast.token;

import holdfast.credential.Tag;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonNumber;
import holdfast.json.JsonValue.JsonObject;
import holdfast.token.TokenException.Reason;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a zkPass proving service signs. That it was signed says that the service attests it; what the proof inside binds
 * is another matter.
 *
 * @param zkproof the proof, standard base64 in canonical form
 * @param title {@code dvr_title} of the request; not to be trusted
 * @param id {@code dvr_id} of the request
 * @param dvrDigest digest of the request, 64 lower-case hex digits
 * @param userDataKeys the issuer's key for each tag
 * @param dvrKey the verifier's key
 * @param timestamp when the service made it, in whole seconds
 */
public record ProofToken(
        String zkproof,
        String title,
        String id,
        String dvrDigest,
        SortedMap<Tag, Es256PublicKey> userDataKeys,
        Es256PublicKey dvrKey,
        Instant timestamp) {
    private static final String INPUT = TokenKind.PROOF.title();
    private static final Set<String> MEMBERS = Set.of(
            "zkproof",
            "dvr_title",
            "dvr_id",
            "dvr_digest",
            "user_data_verifying_keys",
            "dvr_verifying_key",
            "time_stamp");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    /** The end of the year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    public ProofToken {
        userDataKeys = Collections.unmodifiableSortedMap(new TreeMap<>(userDataKeys));
    }

    /** The proof's bytes. */
    public byte[] proof() {
        return Base64.getDecoder().decode(zkproof);
    }

    /** The {@code data} member of a proof token. */
    public JsonObject toJson() {
        JsonValue.Builder keys = JsonObject.builder();
        userDataKeys.forEach((tag, key) -> keys.put(tag.name(), key.twoLines().coordinates()));
        return JsonObject.builder()
                .put("zkproof", zkproof)
                .put("dvr_title", title)
                .put("dvr_id", id)
                .put("dvr_digest", dvrDigest)
                .put("user_data_verifying_keys", keys.build())
                .put("dvr_verifying_key", dvrKey.twoLines().coordinates())
                .put("time_stamp", timestamp.getEpochSecond())
                .build();
    }

    /** Without the proof, which in some proof systems shows private values. */
    @Override
    public String toString() {
        return "ProofToken[" + dvrDigest + "]";
    }

    static ProofToken ofJson(JsonObject data) throws TokenException {
        Texts.requireKnown(data, MEMBERS, INPUT);
        String zkproof = Texts.string(data, "zkproof", INPUT);
        Base64Text.fromStandard(zkproof, INPUT, "member zkproof");
        String digest = Texts.string(data, "dvr_digest", INPUT);
        if (!DIGEST.matcher(digest).matches()) {
            throw new TokenException(
                    Reason.MEMBER_INVALID, INPUT, "the member \"dvr_digest\" is not 64 lower-case hex digits");
        }
        return new ProofToken(
                zkproof,
                Texts.string(data, "dvr_title", INPUT),
                Texts.string(data, "dvr_id", INPUT),
                digest,
                keys(data),
                key(Texts.member(data, "dvr_verifying_key", INPUT), "dvr_verifying_key"),
                timestamp(data));
    }

    private static SortedMap<Tag, Es256PublicKey> keys(JsonObject data) throws TokenException {
        JsonObject byTag =
                Texts.object(Texts.member(data, "user_data_verifying_keys", INPUT), "user_data_verifying_keys", INPUT);
        Tags.require(byTag, INPUT);
        SortedMap<Tag, Es256PublicKey> keys = new TreeMap<>();
        for (Map.Entry<String, JsonValue> entry : byTag.members().entrySet()) {
            keys.put(new Tag(entry.getKey()), key(entry.getValue(), "user_data_verifying_keys"));
        }
        return keys;
    }

    private static Es256PublicKey key(JsonValue value, String name) throws TokenException {
        JsonObject lines = Texts.object(value, name, INPUT);
        Texts.requireKnown(lines, Set.of("x", "y"), INPUT);
        return Es256PublicKey.ofTwoLines(
                Texts.string(lines, "x", INPUT), Texts.string(lines, "y", INPUT), INPUT + ", " + name);
    }

    private static Instant timestamp(JsonObject data) throws TokenException {
        JsonValue value = Texts.member(data, "time_stamp", INPUT);
        long seconds = value instanceof JsonNumber number ? number.asLong().orElse(-1) : -1;
        if (seconds < 0 || seconds > LAST_SECOND) {
            throw new TokenException(
                    Reason.MEMBER_INVALID, INPUT, "the member \"time_stamp\" is not a time in whole seconds");
        }
        return Instant.ofEpochSecond(seconds);
    }
}
