package holdfast.service.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import java.util.Map;
import java.util.TreeMap;

/** An answer. */
public final class Reply {
    private final int status;
    private final String contentType;
    private final Map<String, String> headers;
    private final byte[] body;

    private Reply(int status, String contentType, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.contentType = contentType;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    public int status() {
        return status;
    }

    public String contentType() {
        return contentType;
    }

    /** Beside those that every answer has. */
    Map<String, String> headers() {
        return headers;
    }

    /** Not copied. */
    public byte[] body() {
        return body;
    }

    public static Reply json(int status, JsonValue value) {
        return new Reply(
                status, "application/json", Map.of(), JsonWriter.compact(value).getBytes(UTF_8));
    }

    /** @param contentType with its charset, where it has one */
    public static Reply text(int status, String contentType, String text) {
        return new Reply(status, contentType, Map.of(), text.getBytes(UTF_8));
    }

    static Reply error(ServiceException e) {
        JsonObject body = JsonObject.builder()
                .put("status", e.status())
                .put("code", e.code())
                .put("message", String.valueOf(e.getMessage()))
                .build();
        Reply reply = json(e.status(), body);
        if (e.retryAfter() != null) {
            reply = reply.with("Retry-After", Long.toString(e.retryAfter().toSeconds()));
        }
        return e.status() == 401 ? reply.with("WWW-Authenticate", "Basic realm=\"holdfast\"") : reply;
    }

    /** The same with one more header. */
    public Reply with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Reply(status, contentType, more, body);
    }
}
