package holdfast.service.http;

import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;

/**
 * One JSON object a line. It says what happened, how long it took and how large it was; never what was in it, whom it was
 * about, or with which key it came.
 */
public final class ServiceLog {
    private final PrintWriter out;
    private final Clock clock;

    public ServiceLog(PrintWriter out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /** @param details fixed words and numbers only */
    public void info(String event, Map<String, ?> details) {
        write("info", event, details);
    }

    /** A fault; of the exception only its kind and where it arose, since its message may repeat data. */
    public void fault(String event, Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        write(
                "error",
                event,
                Map.of("kind", cause.getClass().getName(), "at", trace.length == 0 ? "?" : trace[0].toString()));
    }

    private void write(String level, String event, Map<String, ?> details) {
        var line = JsonObject.builder()
                .put("time", clock.instant().toString())
                .put("level", level)
                .put("event", event);
        details.forEach((name, value) -> {
            if (value instanceof Number number) {
                line.put(name, number.longValue());
            } else {
                line.put(name, String.valueOf(value));
            }
        });
        String text = JsonWriter.compact(line.build());
        synchronized (out) {
            out.println(text);
            out.flush();
        }
    }
}
