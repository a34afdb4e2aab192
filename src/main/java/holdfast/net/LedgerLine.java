package holdfast.net;

import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonNumber;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger.
 *
 * @param number from 1, in the order of the attempts
 * @param peers the IP addresses that were checked and allowed; none where it was refused before
 */
public record LedgerLine(long number, ConnectionLedger.Attempt attempt, List<String> peers, Result result) {
    public LedgerLine {
        peers = List.copyOf(peers);
    }

    /** What became of an attempt. */
    public sealed interface Result {
        /** Under way, or the program ended before it was over. */
        record Open() implements Result {}

        /** No connection was made. */
        record Refused(NetException.Reason reason) implements Result {}

        /** A connection was made or tried, and its answer was not used. */
        record Failed(NetException.Reason reason) implements Result {}

        /**
         * Answered.
         *
         * @param status of HTTP
         * @param sent bytes of the body that was sent
         * @param received bytes of the body that came back
         */
        record Answered(int status, long sent, long received) implements Result {}
    }

    LedgerLine with(Result other) {
        return new LedgerLine(number, attempt, peers, other);
    }

    /** For keeping; see {@link #ofJson}. */
    public JsonObject toJson() {
        List<JsonValue> hosts = new ArrayList<>();
        peers.forEach(peer -> hosts.add(JsonValue.of(peer)));
        JsonValue.Builder json = JsonObject.builder()
                .put("number", JsonValue.of(number))
                .put("at", attempt.at().toString())
                .put("purpose", attempt.purpose().code())
                .put("method", attempt.method())
                .put("address", attempt.address())
                .put("peers", JsonValue.array(hosts));
        return switch (result) {
            case Result.Open() -> json.put("result", "open").build();
            case Result.Refused(NetException.Reason reason) ->
                json.put("result", "refused").put("reason", reason.code()).build();
            case Result.Failed(NetException.Reason reason) ->
                json.put("result", "failed").put("reason", reason.code()).build();
            case Result.Answered(int status, long sent, long received) ->
                json.put("result", "answered")
                        .put("status", JsonValue.of(status))
                        .put("sent", JsonValue.of(sent))
                        .put("received", JsonValue.of(received))
                        .build();
        };
    }

    /** What {@link #toJson} wrote; empty for anything else. */
    public static Optional<LedgerLine> ofJson(JsonObject json) {
        try {
            ConnectionLedger.Attempt attempt = new ConnectionLedger.Attempt(
                    Instant.parse(text(json, "at")),
                    constant(Purpose.class, text(json, "purpose")),
                    text(json, "method"),
                    text(json, "address"));
            List<String> peers = new ArrayList<>();
            if (!(json.get("peers") instanceof JsonArray(List<JsonValue> items))) {
                return Optional.empty();
            }
            for (JsonValue item : items) {
                peers.add(text(item));
            }
            Result result = switch (text(json, "result")) {
                case "open" -> new Result.Open();
                case "refused" -> new Result.Refused(reason(json));
                case "failed" -> new Result.Failed(reason(json));
                case "answered" ->
                    new Result.Answered(
                            Math.toIntExact(number(json, "status")), number(json, "sent"), number(json, "received"));
                default -> throw new IllegalArgumentException("unknown result");
            };
            return Optional.of(new LedgerLine(number(json, "number"), attempt, peers, result));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static NetException.Reason reason(JsonObject json) {
        return constant(NetException.Reason.class, text(json, "reason"));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String code) {
        return Enum.valueOf(type, code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static String text(JsonObject json, String name) {
        return text(json.get(name));
    }

    private static String text(@Nullable JsonValue value) {
        if (value instanceof JsonString(String text)) {
            return text;
        }
        throw new IllegalArgumentException("not a string");
    }

    private static long number(JsonObject json, String name) {
        if (json.get(name) instanceof JsonNumber(String text)) {
            return Long.parseLong(text);
        }
        throw new IllegalArgumentException("not a number");
    }
}
