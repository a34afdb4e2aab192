package holdfast.net;

import holdfast.net.NetException.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * An {@code http} or {@code https} address in its one plain spelling: lower-case scheme and host, a host that is a name or a
 * canonical IP literal, no user info, no fragment, no dot segments, nothing that needs escaping. What two programs could
 * read differently is refused; the JDK and OkHttp must both read the same parts. Two addresses are equal when their
 * texts are.
 */
public final class HttpAddress {
    /** Characters. */
    public static final int MAX_LENGTH = 2048;

    private static final Pattern SHAPE =
            Pattern.compile("(https?)://([^/?#\\\\]*)((?:/[^?#]*)?)(?:\\?([^#]*))?", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\[\\]]*]|[^:\\[\\]]*)(?::([0-9]*))?");
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

    private static final Pattern ESCAPE = Pattern.compile("[0-9A-Fa-f]{2}");
    private static final String PLAIN_MARKS = "._~!$&()*+,;=:@-/";
    private static final Pattern DOT_SEGMENT = Pattern.compile("(?i)/(?:\\.|%2e){1,2}(?=/|$)");

    private final String text;
    private final HostName host;
    private final HttpUrl url;

    private HttpAddress(String text, HostName host, HttpUrl url) {
        this.text = text;
        this.host = host;
        this.url = url;
    }

    /** @throws NetException {@code ADDRESS_INVALID}, {@code ADDRESS_AMBIGUOUS}, {@code ADDRESS_USER_INFO}, {@code ADDRESS_NOT_HTTPS} */
    public static HttpAddress parse(String text) throws NetException {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw refuse(Reason.ADDRESS_INVALID, text, "it does not have 1 to " + MAX_LENGTH + " characters");
        }
        if (text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw refuse(Reason.ADDRESS_INVALID, text, "it has a space or a character outside ASCII");
        }
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            boolean web = text.startsWith("http://") || text.startsWith("https://");
            throw web
                    ? refuse(Reason.ADDRESS_INVALID, text, "it has a fragment or a backslash")
                    : refuse(Reason.ADDRESS_NOT_HTTPS, text, "it does not begin with https://");
        }
        String path = shape.group(3);
        @Nullable String query = shape.group(4);
        if (shape.group(2).contains("@")) {
            throw refuse(Reason.ADDRESS_USER_INFO, text, "it has a user name in it");
        }
        if (!isEscaped(path, "") || (query != null && !isEscaped(query, "?"))) {
            throw refuse(Reason.ADDRESS_INVALID, text, "its path or query has a character that must be escaped");
        }
        if (DOT_SEGMENT.matcher(path).find()) {
            throw refuse(Reason.ADDRESS_AMBIGUOUS, text, "its path has a segment of dots");
        }
        Matcher authority = AUTHORITY.matcher(shape.group(2));
        if (!authority.matches()) {
            throw refuse(Reason.ADDRESS_INVALID, text, "its host cannot be read");
        }
        HostName host = HostName.parse(authority.group(1), shown(text));
        int port = port(authority.group(2), shape.group(1), text);
        return new HttpAddress(
                text, host, agreed(text, shape.group(1), host, port, path.isEmpty() ? "/" : path, query));
    }

    /** Whether there are only characters that mean themselves, and whole escapes. */
    private static boolean isEscaped(String part, String also) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            boolean escape = c == '%'
                    && i + 2 < part.length()
                    && ESCAPE.matcher(part.substring(i + 1, i + 3)).matches();
            if (!letterOrDigit && !escape && PLAIN_MARKS.indexOf(c) < 0 && also.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static int port(@Nullable String digits, String scheme, String text) throws NetException {
        if (digits == null) {
            return HttpUrl.defaultPort(scheme);
        }
        if (!PORT.matcher(digits).matches() || Integer.parseInt(digits) > 0xFFFF) {
            throw refuse(Reason.ADDRESS_INVALID, text, "its port is not a number from 1 to 65535");
        }
        return Integer.parseInt(digits);
    }

    /** What OkHttp will use; the parts that it and the JDK read must be the parts that were checked. */
    private static HttpUrl agreed(
            String text, String scheme, HostName host, int port, String path, @Nullable String query)
            throws NetException {
        HttpUrl url = HttpUrl.parse(text);
        boolean okHttp = url != null
                && url.scheme().equals(scheme)
                && url.host().equals(host.bare())
                && url.port() == port
                && url.encodedPath().equals(path)
                && Objects.equals(url.encodedQuery(), query)
                && url.encodedUsername().isEmpty()
                && url.encodedPassword().isEmpty()
                && url.encodedFragment() == null;
        if (!okHttp || !jdkAgrees(text, scheme, host, port, path, query)) {
            throw refuse(Reason.ADDRESS_AMBIGUOUS, text, "programs read it in different ways");
        }
        return Objects.requireNonNull(url);
    }

    private static boolean jdkAgrees(
            String text, String scheme, HostName host, int port, String path, @Nullable String query) {
        try {
            URI uri = new URI(text);
            int uriPort = uri.getPort() < 0 ? HttpUrl.defaultPort(scheme) : uri.getPort();
            String uriPath = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            return scheme.equals(uri.getScheme())
                    && host.text().equals(uri.getHost())
                    && uriPort == port
                    && uriPath.equals(path)
                    && Objects.equals(uri.getRawQuery(), query)
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Exactly as it was given. */
    public String text() {
        return text;
    }

    public boolean isHttps() {
        return url.isHttps();
    }

    /** The name, or the literal, with brackets around IPv6. */
    public String host() {
        return host.text();
    }

    /** Whether the host is given as an IP address, which no certificate names for most services. */
    public boolean isLiteral() {
        return host.literal().isPresent();
    }

    Optional<byte[]> literal() {
        return host.literal();
    }

    public int port() {
        return url.port();
    }

    /** Scheme, host and port, always with the port, for example {@code https://example.org:443}. */
    public String origin() {
        return url.scheme() + "://" + host.text() + ":" + url.port();
    }

    /** Everything but the query, which may hold what others need not see. */
    public String shown() {
        return shown(text);
    }

    HttpUrl url() {
        return url;
    }

    /**
     * Another address at the same origin, as services name their own jobs.
     *
     * @param reference begins with one slash
     * @throws NetException as {@link #parse}, and for a reference that is not a path
     */
    public HttpAddress sibling(String reference) throws NetException {
        if (!reference.startsWith("/") || reference.startsWith("//")) {
            throw refuse(Reason.ADDRESS_INVALID, reference, "it is not a path at the same service");
        }
        return parse(origin() + reference);
    }

    /** Text from outside as it may be shown and kept: no query, no user info, no control characters, not endless. */
    static String shown(String text) {
        String start = text.split("[?#]", 2)[0].replaceFirst("//[^/]*@", "//…@");
        StringBuilder out = new StringBuilder();
        start.codePoints().limit(200).forEach(c -> out.appendCodePoint((c > ' ' && c <= '~') || c == '…' ? c : 0xFFFD));
        return out.isEmpty() ? "(no address)" : out.toString();
    }

    private static NetException refuse(Reason reason, String text, String detail) {
        return new NetException(reason, shown(text), detail);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HttpAddress that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return shown();
    }
}
