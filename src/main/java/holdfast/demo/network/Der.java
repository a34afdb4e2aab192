package holdfast.demo.network;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Writes the parts of a certificate as DER (X.690, RFC 5280): the JDK reads certificates and makes none. */
public final class Der {
    private static final DateTimeFormatter GENERALIZED_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private Der() {}

    /** Tag, length, content; content is shorter than 2^16 bytes. */
    public static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length >= 0x100) {
            out.write(0x82);
            out.write(content.length >> 8);
        } else if (content.length >= 0x80) {
            out.write(0x81);
        }
        out.write(content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    public static byte[] sequence(byte[]... parts) {
        return element(0x30, concat(parts));
    }

    /** @param hex the encoded identifier, without tag and length */
    public static byte[] oid(String hex) {
        return element(0x06, HexFormat.of().parseHex(hex));
    }

    /** @param unused bits at the end that do not count */
    public static byte[] bitString(byte[] bytes, int unused) {
        return element(0x03, concat(new byte[] {(byte) unused}, bytes));
    }

    public static byte[] time(Instant instant) {
        return element(0x18, GENERALIZED_TIME.format(instant).getBytes(US_ASCII));
    }

    /** A distinguished name of one common name. */
    public static byte[] name(String commonName) {
        return sequence(element(0x31, sequence(oid("550403"), element(0x0C, commonName.getBytes(UTF_8)))));
    }

    /** A critical extension. */
    public static byte[] extension(String oid, byte[] value) {
        return sequence(oid(oid), element(0x01, new byte[] {(byte) 0xFF}), element(0x04, value));
    }

    public static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
