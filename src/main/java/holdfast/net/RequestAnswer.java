package holdfast.net;

import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.net.NetException.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a verifier answers at a request's address: the DVR token alone, or an object with what travels beside it. Nothing
 * of it is verified.
 *
 * @param token the DVR token
 * @param reply where the proof may be sent
 */
public record RequestAnswer(
        String token,
        @Nullable String nonce,
        @Nullable String audience,
        @Nullable HttpAddress reply,
        @Nullable Instant expires) {

    /** @throws NetException {@code ANSWER_INVALID}, or why its reply address is none */
    static RequestAnswer read(Answer answer) throws NetException {
        String text = answer.text().strip();
        if (!text.startsWith("{")) {
            return new RequestAnswer(text, null, null, null, null);
        }
        JsonObject object = object(answer, text);
        String token = string(answer, object, "dvr_token");
        String reply = string(answer, object, "reply");
        if (token == null) {
            throw invalid(answer, "its answer has no member dvr_token");
        }
        return new RequestAnswer(
                token.strip(),
                name(answer, object, "nonce"),
                name(answer, object, "audience"),
                reply == null ? null : HttpAddress.parse(reply),
                expires(answer, string(answer, object, "expires")));
    }

    /** The token of an answer that may wrap it in an object, under that member. */
    static String token(Answer answer, String member) throws NetException {
        String text = answer.text().strip();
        if (!text.startsWith("{")) {
            return text;
        }
        String token = string(answer, object(answer, text), member);
        if (token == null) {
            throw invalid(answer, "its answer has no member " + member);
        }
        return token.strip();
    }

    static JsonObject object(Answer answer, String text) throws NetException {
        try {
            return JsonReader.readObject(text, JsonLimits.upTo(Limits.FETCH.maxBytes()));
        } catch (JsonException e) {
            throw invalid(answer, "its answer is not strict JSON");
        }
    }

    /** Null where it is absent or {@code null}. */
    static @Nullable String string(Answer answer, JsonObject object, String member) throws NetException {
        JsonValue value = object.get(member);
        if (value == null || value instanceof JsonValue.JsonNull) {
            return null;
        }
        if (value instanceof JsonString(String text)) {
            return text;
        }
        throw invalid(answer, "the member " + member + " of its answer is not a text");
    }

    private static @Nullable String name(Answer answer, JsonObject object, String member) throws NetException {
        String value = string(answer, object, member);
        if (value != null && !RequestLink.isName(value)) {
            throw invalid(answer, "the member " + member + " of its answer is not 1 to 256 plain characters");
        }
        return value;
    }

    private static @Nullable Instant expires(Answer answer, @Nullable String text) throws NetException {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw invalid(answer, "the member expires of its answer is no time");
        }
    }

    static NetException invalid(Answer answer, String detail) {
        return new NetException(Reason.ANSWER_INVALID, answer.address().shown(), detail);
    }
}
