package holdfast.vault.format;

import holdfast.vault.format.FormatException.Reason;
import java.util.Arrays;

/** Reads big-endian fields from an array and refuses to read past its end. */
public final class Cursor {
    private final byte[] bytes;
    private final int end;
    private int at;

    public Cursor(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    public int position() {
        return at;
    }

    public int remaining() {
        return end - at;
    }

    public byte[] take(int length, String field) throws FormatException {
        if (length < 0 || length > end - at) {
            throw new FormatException(
                    Reason.TRUNCATED,
                    "the field \"" + field + "\" needs " + Integer.toUnsignedString(length) + " bytes, " + (end - at)
                            + " are left");
        }
        byte[] taken = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return taken;
    }

    public Bytes bytes(int length, String field) throws FormatException {
        return Bytes.copyOf(take(length, field));
    }

    public int u8(String field) throws FormatException {
        return (int) number(1, field);
    }

    public int u16(String field) throws FormatException {
        return (int) number(2, field);
    }

    /** A 32-bit number of which only values below 2^31 are ever valid. */
    public int u31(String field) throws FormatException {
        long value = number(4, field);
        if (value > Integer.MAX_VALUE) {
            throw new FormatException(
                    Reason.BAD_FIELD, "the field \"" + field + "\" is " + value + ", which is too much");
        }
        return (int) value;
    }

    /** A 64-bit number of which only values below 2^63 are ever valid. */
    public long u63(String field) throws FormatException {
        long value = number(8, field);
        if (value < 0) {
            throw new FormatException(Reason.BAD_FIELD, "the field \"" + field + "\" has its highest bit set");
        }
        return value;
    }

    private long number(int width, String field) throws FormatException {
        long value = 0;
        for (byte b : take(width, field)) {
            value = value << 8 | (b & 0xff);
        }
        return value;
    }
}
