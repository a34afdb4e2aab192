package holdfast.net;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to be sent where, and why. */
public final class Outgoing {
    private final Purpose purpose;
    private final String address;
    private final Limits limits;
    private final Map<String, String> headers;
    private final byte @Nullable [] body;
    private final String contentType;

    private Outgoing(
            Purpose purpose,
            String address,
            Limits limits,
            Map<String, String> headers,
            byte @Nullable [] body,
            String contentType) {
        this.purpose = purpose;
        this.address = address;
        this.limits = limits;
        this.headers = Map.copyOf(headers);
        this.body = body;
        this.contentType = contentType;
    }

    /** Asks for something. */
    public static Outgoing get(Purpose purpose, String address, Limits limits) {
        return new Outgoing(purpose, address, limits, Map.of(), null, "");
    }

    /** @param contentType for example {@code application/json} */
    public static Outgoing post(Purpose purpose, String address, Limits limits, byte[] body, String contentType) {
        return new Outgoing(purpose, address, limits, Map.of(), body.clone(), contentType);
    }

    /**
     * With headers of its own, such as {@code Authorization}; they reach neither the ledger nor a message.
     *
     * @param more by name; replaces those given before
     */
    public Outgoing withHeaders(Map<String, String> more) {
        return new Outgoing(purpose, address, limits, more, body, contentType);
    }

    public Purpose purpose() {
        return purpose;
    }

    public String address() {
        return address;
    }

    public Limits limits() {
        return limits;
    }

    Map<String, String> headers() {
        return headers;
    }

    String method() {
        return body == null ? "GET" : "POST";
    }

    byte @Nullable [] body() {
        return body;
    }

    String contentType() {
        return contentType;
    }

    @Override
    public String toString() {
        return method() + " " + HttpAddress.shown(address);
    }
}
