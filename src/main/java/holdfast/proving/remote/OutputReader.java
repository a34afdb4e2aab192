package holdfast.proving.remote;

import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.net.Answer;
import holdfast.proving.ProvingException;
import holdfast.proving.RemoteFailure;

/**
 * Finds the proof token in a service's answer: under {@code output}, or {@code proof} as older services have it; as it
 * is, or inside further JSON, which may itself be written as a string.
 */
final class OutputReader {
    private static final JsonLimits LIMITS = JsonLimits.upTo(8 * 1024 * 1024 + 64 * 1024);

    /** How often JSON may be inside JSON. */
    private static final int DEEPEST = 3;

    private OutputReader() {}

    /** The proof token's text. */
    static String token(Answer answer) throws ProvingException {
        return token(answer, object(answer), DEEPEST);
    }

    static JsonObject object(Answer answer) throws ProvingException {
        try {
            return JsonReader.readObject(answer.body(), LIMITS);
        } catch (JsonException e) {
            throw invalid(answer, "its answer is not a strict JSON object");
        }
    }

    private static String token(Answer answer, JsonObject object, int deeper) throws ProvingException {
        JsonValue output = object.get("output");
        JsonValue proof = object.get("proof");
        if (output != null && proof != null && !output.equals(proof)) {
            throw invalid(answer, "its answer has two proofs");
        }
        JsonValue found = output == null ? proof : output;
        if (deeper == 0) {
            throw invalid(answer, "its answer has JSON inside JSON without an end");
        }
        return switch (found) {
            case JsonObject inner -> token(answer, inner, deeper - 1);
            case JsonString(String text)
            when text.strip().startsWith("{") -> token(answer, parsed(answer, text), deeper - 1);
            case JsonString(String text) -> text.strip();
            case null, default -> throw invalid(answer, "its answer has no proof");
        };
    }

    private static JsonObject parsed(Answer answer, String text) throws ProvingException {
        try {
            return JsonReader.readObject(text, LIMITS);
        } catch (JsonException e) {
            throw invalid(answer, "the text in its answer is no strict JSON");
        }
    }

    /** Where a queued proof can be asked for: a path at the same service. */
    static String statusPath(Answer answer) throws ProvingException {
        if (object(answer).get("queue_status_url") instanceof JsonString(String path)) {
            return path;
        }
        throw invalid(answer, "it queued the proof and does not say where");
    }

    static ProvingException invalid(Answer answer, String detail) {
        return Failures.of(RemoteFailure.ANSWER_INVALID, answer, detail);
    }
}
