package holdfast.service.http;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A request whose body was read within its limits. Nothing in it is to be trusted. */
public final class Incoming {
    private final Map<String, String> path;
    private final Map<String, String> query;
    private final Function<String, Optional<String>> headers;
    private final byte[] body;

    Incoming(
            Map<String, String> path,
            Map<String, String> query,
            Function<String, Optional<String>> headers,
            byte[] body) {
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body;
    }

    Incoming with(byte[] arrived) {
        return new Incoming(path, query, headers, arrived);
    }

    /** What stands in the address where the route's pattern has {@code {name}}. */
    public String path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no " + name);
        }
        return value;
    }

    /** The first parameter of that name. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** The first header of that name, in whatever case. */
    public Optional<String> header(String name) {
        return headers.apply(name);
    }

    /** Not copied. */
    public byte[] body() {
        return body;
    }
}
