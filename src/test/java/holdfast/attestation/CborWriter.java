package holdfast.attestation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** CBOR items as bytes, in every length form, for documents of our own. */
final class CborWriter {
    private static final byte[] BREAK = {(byte) 0xFF};

    private CborWriter() {}

    static byte[] number(long value) {
        return value < 0 ? head(1, -1 - value) : head(0, value);
    }

    static byte[] bytes(byte[] content) {
        return concat(head(2, content.length), content);
    }

    static byte[] text(String content) {
        byte[] utf8 = content.getBytes(StandardCharsets.UTF_8);
        return concat(head(3, utf8.length), utf8);
    }

    static byte[] nil() {
        return new byte[] {(byte) 0xF6};
    }

    static byte[] tag(long number, byte[] content) {
        return concat(head(6, number), content);
    }

    static byte[] array(byte[]... items) {
        return concat(head(4, items.length), concat(items));
    }

    /** @param keysAndValues in turn */
    static byte[] map(byte[]... keysAndValues) {
        return concat(head(5, keysAndValues.length / 2), concat(keysAndValues));
    }

    static byte[] indefiniteArray(byte[]... items) {
        return concat(new byte[] {(byte) 0x9F}, concat(items), BREAK);
    }

    static byte[] indefiniteMap(byte[]... keysAndValues) {
        return concat(new byte[] {(byte) 0xBF}, concat(keysAndValues), BREAK);
    }

    /** In chunks of the given length; none at all for an empty string. */
    static byte[] chunked(byte[] content, int chunk) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x5F);
        for (int at = 0; at < content.length; at += chunk) {
            out.writeBytes(bytes(Arrays.copyOfRange(content, at, Math.min(content.length, at + chunk))));
        }
        out.write(0xFF);
        return out.toByteArray();
    }

    static byte[] head(int type, long argument) {
        int major = type << 5;
        if (argument < 24) {
            return new byte[] {(byte) (major | argument)};
        }
        int size = argument < 0x100 ? 0 : argument < 0x10000 ? 1 : argument < 0x1_0000_0000L ? 2 : 3;
        byte[] head = new byte[1 + (1 << size)];
        head[0] = (byte) (major | 24 + size);
        for (int i = head.length - 1; i > 0; i--) {
            head[i] = (byte) argument;
            argument >>>= 8;
        }
        return head;
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
