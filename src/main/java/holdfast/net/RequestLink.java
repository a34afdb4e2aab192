package holdfast.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.net.NetException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A link to a request: {@code holdfast:request?url=…&reply=…&nonce=…&aud=…&exp=…}. It comes from outside and says
 * nothing that could be trusted; its addresses are reached only when the holder allows them.
 *
 * @param url where the request is
 * @param reply where the proof may be sent
 * @param nonce to be bound in the proof
 * @param audience what the verifier calls itself, to be bound in the proof
 * @param expires after this the verifier takes no proof
 */
public record RequestLink(
        HttpAddress url,
        @Nullable HttpAddress reply,
        @Nullable String nonce,
        @Nullable String audience,
        @Nullable Instant expires) {
    /** What every link begins with. */
    public static final String START = "holdfast:request?";

    /** Characters. */
    public static final int MAX_LENGTH = 8 * 1024;

    /** Characters of a nonce or an audience. */
    public static final int MAX_NAME = 256;

    private static final Set<String> PARAMETERS = Set.of("url", "reply", "nonce", "aud", "exp");
    private static final Pattern SECONDS = Pattern.compile("0|[1-9][0-9]{0,11}");

    /** @throws NetException {@code ADDRESS_INVALID}, or as {@link HttpAddress#parse} for an address in it */
    public static RequestLink parse(String text) throws NetException {
        if (!text.startsWith(START) || text.length() > MAX_LENGTH) {
            throw invalid(text, "it is no link to a request, or a very long one");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String parameter : text.substring(START.length()).split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            if (equals < 0 || !PARAMETERS.contains(name)) {
                throw invalid(text, "it has a parameter that is not known");
            }
            if (values.put(name, decoded(parameter.substring(equals + 1), text)) != null) {
                throw invalid(text, "it has the parameter " + name + " twice");
            }
        }
        String url = values.get("url");
        if (url == null) {
            throw invalid(text, "it does not say where the request is");
        }
        String reply = values.get("reply");
        return new RequestLink(
                HttpAddress.parse(url),
                reply == null ? null : HttpAddress.parse(reply),
                name(values.get("nonce"), text),
                name(values.get("aud"), text),
                expires(values.get("exp"), text));
    }

    /** A nonce or an audience: 1 to 256 characters, none of which controls anything. */
    static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_NAME
                && text.codePoints().noneMatch(c -> {
                    int type = Character.getType(c);
                    return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
                });
    }

    private static @Nullable String name(@Nullable String value, String text) throws NetException {
        if (value != null && !isName(value)) {
            throw invalid(text, "its nonce or audience has not 1 to " + MAX_NAME + " plain characters");
        }
        return value;
    }

    private static @Nullable Instant expires(@Nullable String value, String text) throws NetException {
        if (value == null) {
            return null;
        }
        try {
            if (SECONDS.matcher(value).matches()) {
                return Instant.ofEpochSecond(Long.parseLong(value));
            }
        } catch (DateTimeException e) {
            throw invalid(text, "its exp is no time");
        }
        throw invalid(text, "its exp is no time in seconds");
    }

    /** Percent-decoding (RFC 3986); a plus sign is a plus sign. */
    private static String decoded(String value, String text) throws NetException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '%') {
                if (i + 2 >= value.length() || !isHex(value.charAt(i + 1)) || !isHex(value.charAt(i + 2))) {
                    throw invalid(text, "it has a broken escape");
                }
                bytes.write(Integer.parseInt(value.substring(i + 1, i + 3), 16));
                i += 2;
            } else if (c > ' ' && c <= '~') {
                bytes.write(c);
            } else {
                throw invalid(text, "it has a character that must be escaped");
            }
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw invalid(text, "it has an escape that is not UTF-8");
        }
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 0x80;
    }

    private static NetException invalid(String text, String detail) {
        return new NetException(Reason.ADDRESS_INVALID, HttpAddress.shown(text), detail);
    }

    /** The text of the link. */
    public String text() {
        StringBuilder out = new StringBuilder(START);
        add(out, "url", url.text());
        if (reply != null) {
            add(out, "reply", reply.text());
        }
        if (nonce != null) {
            add(out, "nonce", nonce);
        }
        if (audience != null) {
            add(out, "aud", audience);
        }
        if (expires != null) {
            add(out, "exp", Long.toString(expires.getEpochSecond()));
        }
        return out.toString();
    }

    private static void add(StringBuilder out, String name, String value) {
        if (!out.toString().equals(START)) {
            out.append('&');
        }
        out.append(name).append('=');
        for (byte b : value.getBytes(UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-._~:/".indexOf(c) >= 0;
            if (plain) {
                out.append(c);
            } else {
                out.append('%').append(String.format("%02X", (int) c));
            }
        }
    }
}
