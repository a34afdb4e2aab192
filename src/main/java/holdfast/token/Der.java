package holdfast.token;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the few DER structures of elliptic curve keys. Lengths must be minimal, so that one key has one encoding. A
 * method returns null where the next element is not the expected one; nothing here throws on bad input.
 */
final class Der {
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int SEQUENCE = 0x30;
    /** Context-specific and constructed; the number is added. */
    static final int TAGGED = 0xA0;

    private final byte[] bytes;
    private final int end;
    private int position;

    Der(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Der(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.position = from;
        this.end = end;
    }

    boolean atEnd() {
        return position == end;
    }

    boolean nextIs(int tag) {
        return position < end && (bytes[position] & 0xFF) == tag;
    }

    /** The inside of the next element; this reader goes on behind it. */
    @Nullable
    Der enter(int tag) {
        if (!nextIs(tag) || end - position < 2) {
            return null;
        }
        int at = position + 1;
        int length = bytes[at++] & 0xFF;
        if (length >= 0x80) {
            int count = length & 0x7F;
            if (count < 1 || count > 2 || end - at < count) {
                return null;
            }
            length = bytes[at++] & 0xFF;
            if (count == 2) {
                length = length << 8 | (bytes[at++] & 0xFF);
            }
            if (length < (count == 1 ? 0x80 : 0x100)) {
                return null;
            }
        }
        if (length > end - at) {
            return null;
        }
        position = at + length;
        return new Der(bytes, at, position);
    }

    /** The content of the next element. */
    byte @Nullable [] content(int tag) {
        Der inner = enter(tag);
        return inner == null ? null : inner.rest();
    }

    /** What is left; this reader is then at its end. */
    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, position, end);
        position = end;
        return rest;
    }
}
