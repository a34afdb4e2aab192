package holdfast.net;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * What kind of place an IP address is, by the special-purpose registries (RFC 6890 and its updates). Only
 * {@link #PUBLIC} may be reached without asking.
 */
public enum IpClass {
    PUBLIC,
    LOOPBACK,
    /** RFC 1918, unique local and site-local addresses. */
    PRIVATE,
    LINK_LOCAL,
    /** Where clouds tell a machine its own secrets. */
    METADATA,
    /** Carrier-grade NAT, RFC 6598. */
    SHARED,
    UNSPECIFIED,
    MULTICAST,
    DOCUMENTATION,
    /** Addresses with another address inside: 6to4, Teredo, ISATAP, local NAT64, IPv4-compatible. */
    TRANSITION,
    RESERVED;

    /** For a sentence, for example {@code in a private network}. */
    String described() {
        return switch (this) {
            case PUBLIC -> "public";
            case LOOPBACK -> "this computer";
            case PRIVATE, SHARED -> "in a private network";
            case LINK_LOCAL -> "in the local network segment";
            case METADATA -> "a service inside a cloud";
            case UNSPECIFIED -> "no address at all";
            case MULTICAST -> "an address of many";
            case DOCUMENTATION, RESERVED -> "in a reserved range";
            case TRANSITION -> "an address that hides another";
        };
    }

    private static final class Range {
        private final byte[] prefix;
        private final int bits;
        private final IpClass kind;

        Range(byte[] prefix, int bits, IpClass kind) {
            this.prefix = prefix;
            this.bits = bits;
            this.kind = kind;
        }

        boolean contains(byte[] address) {
            int whole = bits / 8;
            int rest = bits % 8;
            return Arrays.equals(address, 0, whole, prefix, 0, whole)
                    && (rest == 0 || (address[whole] & 0xFF) >> (8 - rest) == (prefix[whole] & 0xFF) >> (8 - rest));
        }
    }

    // The first range that fits counts.
    private static final List<Range> V4 = List.of(
            range("a9fea9fe", 32, METADATA), // 169.254.169.254
            range("a9feaa02", 32, METADATA), // 169.254.170.2, containers
            range("a83f8110", 32, METADATA), // 168.63.129.16, public by its number only
            range("646464c8", 32, METADATA), // 100.100.100.200
            range("c00000c0", 32, METADATA), // 192.0.0.192
            range("00000000", 32, UNSPECIFIED),
            range("00000000", 8, RESERVED),
            range("0a000000", 8, PRIVATE),
            range("64400000", 10, SHARED),
            range("7f000000", 8, LOOPBACK),
            range("a9fe0000", 16, LINK_LOCAL),
            range("ac100000", 12, PRIVATE),
            range("c0000000", 24, RESERVED),
            range("c0000200", 24, DOCUMENTATION),
            range("c01fc400", 24, RESERVED), // AS112
            range("c034c100", 24, RESERVED), // AMT
            range("c0586300", 24, TRANSITION), // 6to4 relays
            range("c0a80000", 16, PRIVATE),
            range("c0af3000", 24, RESERVED), // AS112
            range("c6120000", 15, RESERVED), // benchmarks
            range("c6336400", 24, DOCUMENTATION),
            range("cb007100", 24, DOCUMENTATION),
            range("e0000000", 4, MULTICAST),
            range("f0000000", 4, RESERVED));

    private static final List<Range> V6 = List.of(
            range("00000000000000000000000000000000", 128, UNSPECIFIED),
            range("00000000000000000000000000000001", 128, LOOPBACK),
            range("fd000ec2000000000000000000000254", 128, METADATA),
            range("fd2000ce000000000000000000000254", 128, METADATA),
            range("0000000000000000", 8, TRANSITION),
            range("0064ff9b00010000", 48, TRANSITION),
            range("0100000000000000", 64, RESERVED),
            range("2001000000000000", 23, TRANSITION),
            range("20010db800000000", 32, DOCUMENTATION),
            range("2002000000000000", 16, TRANSITION),
            range("2620004f80000000", 48, RESERVED), // AS112
            range("3ffe000000000000", 16, RESERVED), // 6bone
            range("3fff000000000000", 20, DOCUMENTATION),
            range("fc00000000000000", 7, PRIVATE),
            range("fe80000000000000", 10, LINK_LOCAL),
            range("fec0000000000000", 10, PRIVATE),
            range("ff00000000000000", 8, MULTICAST));

    private static final Range MAPPED = range("00000000000000000000ffff00000000", 96, TRANSITION);
    private static final Range NAT64 = range("0064ff9b000000000000000000000000", 96, TRANSITION);
    private static final Range GLOBAL_UNICAST = range("2000", 3, PUBLIC);

    private static Range range(String hex, int bits, IpClass kind) {
        return new Range(HexFormat.of().parseHex(hex), bits, kind);
    }

    /** The class of what would be reached. */
    public static IpClass of(InetAddress address) {
        return of(address.getAddress());
    }

    /** @param address 4 or 16 bytes */
    static IpClass of(byte[] address) {
        if (address.length == 4) {
            return first(V4, address, PUBLIC);
        }
        if (MAPPED.contains(address) || NAT64.contains(address)) {
            // The network translates these: what is reached is the IPv4 address inside.
            return of(Arrays.copyOfRange(address, 12, 16));
        }
        boolean isatap =
                (address[8] & 0xFD) == 0 && address[9] == 0 && address[10] == 0x5E && address[11] == (byte) 0xFE;
        if (isatap) {
            return TRANSITION;
        }
        return first(V6, address, GLOBAL_UNICAST.contains(address) ? PUBLIC : RESERVED);
    }

    private static IpClass first(List<Range> ranges, byte[] address, IpClass otherwise) {
        for (Range range : ranges) {
            if (range.contains(address)) {
                return range.kind;
            }
        }
        return otherwise;
    }
}
