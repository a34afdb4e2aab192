package holdfast.proving.remote;

import holdfast.json.JsonException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.net.Answer;
import holdfast.net.NetException;
import holdfast.proving.ProvingException;
import holdfast.proving.RemoteFailure;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** What a service's errors mean. Of its own words only the codes that are known are taken. */
final class Failures {
    private static final JsonLimits LIMITS = JsonLimits.upTo(64 * 1024);

    private static final Map<String, RemoteFailure> CODES = Map.ofEntries(
            Map.entry("INVALID_PARAMS", RemoteFailure.INVALID_PARAMS),
            Map.entry("INVALID_URL", RemoteFailure.INVALID_URL),
            Map.entry("ERROR_LOADING_APP", RemoteFailure.ERROR_LOADING_APP),
            Map.entry("ERROR_LOADING_INSTANCE", RemoteFailure.ERROR_LOADING_INSTANCE),
            Map.entry("CUSTOM_ERROR", RemoteFailure.CUSTOM_ERROR),
            Map.entry("MISSING_APPS_CONFIG", RemoteFailure.MISSING_APPS_CONFIG),
            Map.entry("ERROR_LOCKING_SOCKET", RemoteFailure.ERROR_LOCKING_SOCKET),
            Map.entry("ERROR_SENDING_TO_SOCKET", RemoteFailure.ERROR_SENDING_TO_SOCKET),
            Map.entry("ERROR_RECEIVING_FROM_SOCKET", RemoteFailure.ERROR_RECEIVING_FROM_SOCKET),
            Map.entry("ERROR_DESERIALIZING", RemoteFailure.ERROR_DESERIALIZING),
            Map.entry("FAILED", RemoteFailure.JOB_FAILED));

    private Failures() {}

    /** For an answer that is neither a proof nor a job. */
    static ProvingException of(Answer answer) {
        int status = answer.status();
        RemoteFailure failure = switch (status) {
            case 401, 403 -> RemoteFailure.UNAUTHORIZED;
            case 413 -> RemoteFailure.TOO_LARGE;
            case 429 -> RemoteFailure.BUSY;
            default -> code(answer).orElse(byStatus(status));
        };
        return of(failure, answer, "it answered with status " + status);
    }

    private static RemoteFailure byStatus(int status) {
        return switch (status) {
            case 400 -> RemoteFailure.INVALID_PARAMS;
            case 404, 405 -> RemoteFailure.INVALID_URL;
            case 503 -> RemoteFailure.BUSY;
            default -> RemoteFailure.STATUS;
        };
    }

    /** The first known code among the text members of an error, and of the error object in it. */
    private static Optional<RemoteFailure> code(Answer answer) {
        try {
            JsonObject error = JsonReader.readObject(answer.body(), LIMITS);
            Optional<RemoteFailure> found = code(error);
            return found.isEmpty() && error.get("error") instanceof JsonObject inner ? code(inner) : found;
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    private static Optional<RemoteFailure> code(JsonObject error) {
        for (JsonValue value : error.members().values()) {
            if (value instanceof JsonString(String text) && CODES.containsKey(text)) {
                return Optional.ofNullable(CODES.get(text));
            }
        }
        return Optional.empty();
    }

    static ProvingException of(RemoteFailure failure, Answer answer, String detail) {
        return new ProvingException(failure, answer.address().shown() + ": " + detail, null);
    }

    /**
     * Something that happened on the way.
     *
     * @throws CancellationException when that was the holder's own will
     */
    static ProvingException network(NetException e, BooleanSupplier cancelled) {
        if (e.reason() == NetException.Reason.CANCELLED || cancelled.getAsBoolean()) {
            throw new CancellationException();
        }
        RemoteFailure failure = switch (e.reason()) {
            case NOT_TEXT, TOO_LARGE, ENCODED, ANSWER_INVALID, REDIRECTED -> RemoteFailure.ANSWER_INVALID;
            default -> RemoteFailure.NETWORK;
        };
        return new ProvingException(failure, String.valueOf(e.getMessage()), e);
    }
}
