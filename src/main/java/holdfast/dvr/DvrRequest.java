package holdfast.dvr;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.credential.KeyRef;
import holdfast.credential.Tag;
import holdfast.crypto.Hashes;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonNull;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A data verification request: what a verifier wants to know, over whose data. The fields are the members of a DVR
 * token's {@code data}, in their order.
 *
 * @param zkvm the proof system it is meant for: {@code libzk} for issuer-proven proofs, {@code r0} or {@code sp1}
 * @param title text of the verifier for people ({@code dvr_title}); not to be trusted
 * @param id the verifier's name for this request ({@code dvr_id})
 * @param queryEngineVersion version of the query language
 * @param queryMethodVersion hex name of the program that proves
 * @param query the query's JSON text, exactly as it was signed
 * @param userDataRequests where the data of each tag comes from; not empty, and the empty tag only on its own
 * @param verifyingKey the verifier's key ({@code dvr_verifying_key}), where the token does not name it by {@code jku}
 */
public record DvrRequest(
        String zkvm,
        String title,
        String id,
        String queryEngineVersion,
        String queryMethodVersion,
        String query,
        SortedMap<Tag, UserDataRequest> userDataRequests,
        @Nullable KeyRef verifyingKey) {

    /** @throws IllegalArgumentException when there is no tag, or the empty tag beside another */
    public DvrRequest {
        if (userDataRequests.isEmpty()) {
            throw new IllegalArgumentException("a request needs at least one credential");
        }
        if (userDataRequests.size() > 1 && userDataRequests.containsKey(Tag.NONE)) {
            throw new IllegalArgumentException("the empty tag cannot stand beside another");
        }
        userDataRequests = Collections.unmodifiableSortedMap(new TreeMap<>(userDataRequests));
    }

    /** The {@code data} member of a DVR token. */
    public JsonObject toJson() {
        JsonValue.Builder requests = JsonObject.builder();
        userDataRequests.forEach((tag, request) -> requests.put(tag.name(), json(request)));
        return members(requests.build());
    }

    /**
     * The digest by which a proof names this request: SHA-256 of one canonical JSON text, as lower-case hex. It covers
     * every field, and differs from the token only in that the requests are an array of pairs sorted by tag.
     */
    public String digest() {
        List<JsonValue> pairs = new ArrayList<>();
        userDataRequests.forEach(
                (tag, request) -> pairs.add(JsonValue.array(List.of(JsonValue.of(tag.name()), json(request)))));
        byte[] canonical = JsonWriter.compact(members(new JsonArray(pairs))).getBytes(UTF_8);
        return Hashes.sha256Hex(canonical);
    }

    private JsonObject members(JsonValue requests) {
        return JsonObject.builder()
                .put("zkvm", zkvm)
                .put("dvr_title", title)
                .put("dvr_id", id)
                .put("query_engine_ver", queryEngineVersion)
                .put("query_method_ver", queryMethodVersion)
                .put("query", query)
                .put("user_data_requests", requests)
                .put("dvr_verifying_key", verifyingKey == null ? JsonNull.NULL : verifyingKey.toJson())
                .build();
    }

    private static JsonObject json(UserDataRequest request) {
        return JsonObject.builder()
                .put("user_data_url", JsonValue.ofNullable(request.url()))
                .put("user_data_verifying_key", request.verifyingKey().toJson())
                .build();
    }
}
