package holdfast.service.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What answers at an address.
 *
 * @param method {@code GET} or {@code POST}
 * @param pattern the path, with {@code {name}} for a segment that varies; it also names the route in logs and metrics,
 *     where the path itself would tell secrets
 * @param maxBytes of the request's body
 * @param whileStopping whether it still answers when the service is stopping
 * @param guard asked first
 */
public record Route(String method, String pattern, int maxBytes, boolean whileStopping, Guard guard, Handler handler) {

    /** Looks at the head of a request, and stops it before its body is read. */
    @FunctionalInterface
    public interface Guard {
        void check(Incoming head) throws ServiceException;
    }

    /** Answers. Runs on a thread of its own and may block. */
    @FunctionalInterface
    public interface Handler {
        Reply handle(Incoming request) throws ServiceException;
    }

    public static Route get(String pattern, Handler handler) {
        return new Route("GET", pattern, 0, false, head -> {}, handler);
    }

    public static Route post(String pattern, int maxBytes, Handler handler) {
        return new Route("POST", pattern, maxBytes, false, head -> {}, handler);
    }

    /** The same, answering also while the service is stopping. */
    public Route alsoWhileStopping() {
        return new Route(method, pattern, maxBytes, true, guard, handler);
    }

    /** The same, with this guard. */
    public Route guardedBy(Guard who) {
        return new Route(method, pattern, maxBytes, whileStopping, who, handler);
    }

    /** The segments that vary, by name, when the path is of this pattern. */
    Optional<Map<String, String>> match(String path) {
        List<String> wanted = List.of(pattern.split("/", -1));
        List<String> found = List.of(path.split("/", -1));
        if (wanted.size() != found.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new TreeMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String segment = wanted.get(i);
            if (segment.startsWith("{")) {
                if (found.get(i).isEmpty()) {
                    return Optional.empty();
                }
                variables.put(segment.substring(1, segment.length() - 1), found.get(i));
            } else if (!segment.equals(found.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
