package holdfast.demo.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.json.JsonWriter;
import holdfast.net.Answer;
import holdfast.net.GuardedClient;
import holdfast.net.Limits;
import holdfast.net.NetException;
import holdfast.net.Outgoing;
import holdfast.net.Purpose;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** Whoever asks the services something, through the guarded door. */
final class Correspondent {
    private static final int LARGEST = 8 << 20;
    private static final Limits PATIENT =
            new Limits(Duration.ofSeconds(5), Duration.ofSeconds(150), Duration.ofSeconds(170), LARGEST);

    private final GuardedClient client;

    Correspondent(GuardedClient client) {
        this.client = client;
    }

    /** Text from an address, with HTTP Basic. */
    String get(Purpose purpose, String address, String key, String secret) throws NetException {
        return client.send(Outgoing.get(purpose, address, Limits.FETCH).withHeaders(basic(key, secret)))
                .requireOk()
                .text();
    }

    /** An object for a body. */
    JsonObject post(Purpose purpose, String address, byte[] body, Map<String, String> headers) throws NetException {
        Answer answer = client.send(Outgoing.post(purpose, address, PATIENT, body, "application/json")
                .withHeaders(headers));
        return object(answer.requireOk());
    }

    static byte[] bytes(JsonObject object) {
        return JsonWriter.compact(object).getBytes(UTF_8);
    }

    static Map<String, String> basic(String key, String secret) {
        String pair = Base64.getEncoder().encodeToString((key + ":" + secret).getBytes(UTF_8));
        return Map.of("Authorization", "Basic " + pair);
    }

    private static JsonObject object(Answer answer) throws NetException {
        try {
            return JsonReader.readObject(answer.text(), JsonLimits.upTo(LARGEST));
        } catch (JsonException e) {
            throw new IllegalStateException("a service answered with something else than JSON", e);
        }
    }

    static String text(JsonObject object, String name) {
        if (object.get(name) instanceof JsonString(String text)) {
            return text;
        }
        throw new IllegalStateException("a service's answer has no " + name);
    }
}
