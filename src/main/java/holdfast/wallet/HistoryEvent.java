package holdfast.wallet;

import holdfast.credential.Tag;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as the history keeps it.
 *
 * @param salt random, so that the digest of a deleted event confirms no guess at it
 * @param request the request it is about
 * @param credentials for each tag the signed digest of the credential that was used
 * @param outputs what was proven: the verifier's answer; empty where nothing was
 * @param proof the proof that was made; null where none was
 * @param prover who made the proof: {@code embedded}, or the address of a service
 * @param reason stable code of why it failed or was declined
 * @param about the number of the event that was exported, sent or deleted
 * @param to where a proof was sent, without the query
 */
public record HistoryEvent(
        Kind kind,
        Instant at,
        String salt,
        @Nullable RequestSummary request,
        SortedMap<Tag, String> credentials,
        JsonObject outputs,
        @Nullable ProofBody proof,
        @Nullable String prover,
        @Nullable String reason,
        @Nullable Long about,
        @Nullable String to) {

    /** What happened. */
    public enum Kind {
        PROVEN,
        DECLINED,
        FAILED,
        CANCELLED,
        EXPORTED,
        /** A proof was sent to its verifier, which took it unless a reason is given. */
        SENT,
        DELETED,
        /** The holder took a changed key of somebody known. */
        KEY_ACCEPTED;

        /** Stable name for machine-readable output. */
        public String code() {
            return Fields.code(this);
        }
    }

    public HistoryEvent {
        credentials = Collections.unmodifiableSortedMap(new TreeMap<>(credentials));
    }

    /**
     * The request as it was: it may be deleted from the wallet before its history is.
     *
     * @param title the verifier's text
     * @param verifier the verifier's name for the holder at that time
     * @param verifierKey fingerprint
     */
    public record RequestSummary(String title, String id, String digest, String verifier, String verifierKey) {}

    /**
     * Where a proof is.
     *
     * @param body name of its encrypted file in the vault
     * @param sha256 of the proof file
     * @param bytes its length
     * @param attestedBy fingerprint of the key of the service that vouches for it; null for an issuer-proven one
     */
    public record ProofBody(
            String body,
            String sha256,
            long bytes,
            @Nullable String attestedBy) {}

    HistoryEvent sentTo(String address) {
        return new HistoryEvent(kind, at, salt, request, credentials, outputs, proof, prover, reason, about, address);
    }

    JsonObject toJson() {
        JsonValue.Builder json = JsonObject.builder()
                .put("kind", kind.code())
                .put("at", at.toString())
                .put("salt", salt);
        if (request != null) {
            json.put(
                    "request",
                    JsonObject.builder()
                            .put("title", request.title())
                            .put("id", request.id())
                            .put("digest", request.digest())
                            .put("verifier", request.verifier())
                            .put("verifier_key", request.verifierKey())
                            .build());
        }
        JsonValue.Builder used = JsonObject.builder();
        credentials.forEach((tag, digest) -> used.put(tag.name(), digest));
        json.put("credentials", used.build()).put("outputs", outputs);
        if (proof != null) {
            json.put(
                    "proof",
                    JsonObject.builder()
                            .put("body", proof.body())
                            .put("sha256", proof.sha256())
                            .put("bytes", proof.bytes())
                            .putIfPresent("attested_by", proof.attestedBy())
                            .build());
        }
        json.putIfPresent("prover", prover).putIfPresent("reason", reason);
        if (about != null) {
            json.put("about", about);
        }
        return json.putIfPresent("to", to).build();
    }

    static HistoryEvent read(Fields fields) throws RecordException {
        return new HistoryEvent(
                fields.constant("kind", Kind.class),
                fields.instant("at"),
                fields.text("salt"),
                fields.has("request") ? request(fields.object("request")) : null,
                credentials(fields, fields.object("credentials")),
                fields.object("outputs"),
                fields.has("proof") ? proof(fields.object("proof")) : null,
                fields.optionalText("prover"),
                fields.optionalText("reason"),
                fields.has("about") ? Long.valueOf(fields.number("about")) : null,
                fields.optionalText("to"));
    }

    private static RequestSummary request(JsonObject json) throws RecordException {
        Fields fields = new Fields(json);
        RequestSummary summary = new RequestSummary(
                fields.text("title"),
                fields.text("id"),
                fields.text("digest"),
                fields.text("verifier"),
                fields.text("verifier_key"));
        fields.end();
        return summary;
    }

    private static ProofBody proof(JsonObject json) throws RecordException {
        Fields fields = new Fields(json);
        ProofBody body = new ProofBody(
                fields.text("body"), fields.text("sha256"), fields.number("bytes"), fields.optionalText("attested_by"));
        fields.end();
        return body;
    }

    private static SortedMap<Tag, String> credentials(Fields fields, JsonObject json) throws RecordException {
        SortedMap<Tag, String> used = new TreeMap<>();
        for (Map.Entry<String, JsonValue> member : json.members().entrySet()) {
            if (!(member.getValue() instanceof JsonString(String digest))) {
                throw fields.invalid("credentials");
            }
            used.put(fields.tag(member.getKey()), digest);
        }
        return used;
    }
}
