package holdfast.net;

import holdfast.net.NetException.Reason;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The host of an address: a DNS name in lower case, or an IP literal in its one canonical form. What ends in a number
 * but is not a dotted quad of plain decimals is refused, since resolvers take it for an address in many spellings.
 */
final class HostName {
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final int MAX_NAME = 253;
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
    private static final Pattern QUAD = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");
    private static final Pattern GROUP = Pattern.compile("[0-9a-f]{1,4}");
    private static final int GROUPS = 8;

    private final String text;
    private final byte @Nullable [] literal;

    private HostName(String text, byte @Nullable [] literal) {
        this.text = text;
        this.literal = literal;
    }

    /** @param shown the address for the error message */
    static HostName parse(String text, String shown) throws NetException {
        if (text.startsWith("[")) {
            byte[] address = ipv6(text.substring(1, text.length() - 1));
            if (address == null) {
                throw new NetException(Reason.ADDRESS_AMBIGUOUS, shown, "its IPv6 address is not in its plain form");
            }
            return new HostName(text, address);
        }
        if (text.length() > MAX_NAME || !NAME.matcher(text).matches()) {
            throw new NetException(
                    Reason.ADDRESS_INVALID, shown, "its host is not a name of lower-case letters, digits and hyphens");
        }
        if (!NUMBER.matcher(text.substring(text.lastIndexOf('.') + 1)).matches()) {
            return new HostName(text, null);
        }
        byte[] address = QUAD.matcher(text).matches() ? ipv4(text) : null;
        if (address == null) {
            throw new NetException(Reason.ADDRESS_AMBIGUOUS, shown, "its host is a number, not a name");
        }
        return new HostName(text, address);
    }

    private static byte @Nullable [] ipv4(String quad) {
        byte[] address = new byte[4];
        String[] parts = quad.split("\\.", -1);
        for (int i = 0; i < address.length; i++) {
            int value = Integer.parseInt(parts[i]);
            if (value > 0xFF) {
                return null;
            }
            address[i] = (byte) value;
        }
        return address;
    }

    /** Groups of hexadecimal digits with at most one gap; no dotted end and no zone. */
    private static byte @Nullable [] ipv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, "", 0);
        }
        String before = text.substring(0, gap);
        String after = text.substring(gap + 2);
        int missing = GROUPS - count(before) - count(after);
        return missing < 1 ? null : groups(before, after, missing);
    }

    private static int count(String groups) {
        return groups.isEmpty() ? 0 : groups.split(":", -1).length;
    }

    private static byte @Nullable [] groups(String before, String after, int missing) {
        if (count(before) + missing + count(after) != GROUPS) {
            return null;
        }
        byte[] address = new byte[2 * GROUPS];
        return fill(address, before, 0) && fill(address, after, count(before) + missing) ? address : null;
    }

    private static boolean fill(byte[] address, String text, int from) {
        if (text.isEmpty()) {
            return true;
        }
        int at = 2 * from;
        for (String group : text.split(":", -1)) {
            if (!GROUP.matcher(group).matches()) {
                return false;
            }
            int value = Integer.parseInt(group, 16);
            address[at++] = (byte) (value >> 8);
            address[at++] = (byte) value;
        }
        return true;
    }

    /** As in the address, with brackets. */
    String text() {
        return text;
    }

    /** Without brackets. */
    String bare() {
        return text.startsWith("[") ? text.substring(1, text.length() - 1) : text;
    }

    /** 4 or 16 bytes. */
    Optional<byte[]> literal() {
        return literal == null ? Optional.empty() : Optional.of(literal.clone());
    }
}
