package holdfast.token;

import holdfast.credential.KeyRef;
import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.UserDataRequest;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonNull;
import holdfast.json.JsonValue.JsonObject;
import holdfast.token.TokenException.Reason;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a request from the {@code data} of a DVR token. Every key it gives itself must be usable. */
final class RequestJson {
    private static final String INPUT = TokenKind.REQUEST.title();
    private static final Set<String> MEMBERS = Set.of(
            "zkvm",
            "dvr_title",
            "dvr_id",
            "query_engine_ver",
            "query_method_ver",
            "query",
            "user_data_requests",
            "dvr_verifying_key");
    private static final Set<String> REQUEST_MEMBERS = Set.of("user_data_url", "user_data_verifying_key");

    private RequestJson() {}

    static DvrRequest read(JsonObject data) throws TokenException {
        Texts.requireKnown(data, MEMBERS, INPUT);
        return new DvrRequest(
                Texts.string(data, "zkvm", INPUT),
                Texts.string(data, "dvr_title", INPUT),
                Texts.string(data, "dvr_id", INPUT),
                Texts.string(data, "query_engine_ver", INPUT),
                Texts.string(data, "query_method_ver", INPUT),
                Texts.string(data, "query", INPUT),
                userDataRequests(data),
                verifyingKey(data));
    }

    private static SortedMap<Tag, UserDataRequest> userDataRequests(JsonObject data) throws TokenException {
        JsonObject byTag = Texts.object(Texts.member(data, "user_data_requests", INPUT), "user_data_requests", INPUT);
        Tags.require(byTag, INPUT);
        SortedMap<Tag, UserDataRequest> requests = new TreeMap<>();
        for (Map.Entry<String, JsonValue> entry : byTag.members().entrySet()) {
            JsonObject request = Texts.object(entry.getValue(), "user_data_requests", INPUT);
            Texts.requireKnown(request, REQUEST_MEMBERS, INPUT);
            requests.put(
                    new Tag(entry.getKey()),
                    new UserDataRequest(
                            url(request),
                            key(Texts.member(request, "user_data_verifying_key", INPUT), "user_data_verifying_key")));
        }
        return requests;
    }

    // An absent option and null are one: the digest spells both null.
    private static @Nullable String url(JsonObject request) throws TokenException {
        JsonValue url = request.get("user_data_url");
        return url == null || url == JsonNull.NULL ? null : Texts.string(url, "user_data_url", INPUT);
    }

    private static @Nullable KeyRef verifyingKey(JsonObject data) throws TokenException {
        JsonValue key = data.get("dvr_verifying_key");
        return key == null || key == JsonNull.NULL ? null : key(key, "dvr_verifying_key");
    }

    private static KeyRef key(JsonValue value, String name) throws TokenException {
        KeyRef key = KeyRef.fromJson(value)
                .orElseThrow(() -> invalid("the member \"" + name
                        + "\" is neither {\"PublicKey\":{\"x\",\"y\"}} nor {\"KeysetEndpoint\":{\"jku\",\"kid\"}}"));
        switch (key) {
            case KeyRef.PublicKey(String x, String y) -> Es256PublicKey.ofTwoLines(x, y, INPUT + ", " + name);
            case KeyRef.KeysetEndpoint(String jku, String kid) -> {
                if (jku.isEmpty()
                        || kid.isEmpty()
                        || jku.length() > TokenLimits.KEY_SET_ADDRESS
                        || kid.length() > TokenLimits.KEY_ID) {
                    throw invalid("the member \"" + name + "\" has an empty or too long jku or kid");
                }
            }
        }
        return key;
    }

    private static TokenException invalid(String detail) {
        return new TokenException(Reason.MEMBER_INVALID, INPUT, detail);
    }
}
