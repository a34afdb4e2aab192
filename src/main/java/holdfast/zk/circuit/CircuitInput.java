package holdfast.zk.circuit;

import holdfast.zk.circuit.CircuitFormatException.Reason;
import java.io.IOException;
import java.io.InputStream;

/** A circuit file as a bounded run of bytes and numbers. Numbers have 3 bytes in LFC1 and are LEB128 of at most 4 in LFC2. */
final class CircuitInput {
    private static final int MOST_LEB_BYTES = 4;

    private final InputStream in;
    private final long limit;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int end;
    private long total;
    private boolean leb128;

    CircuitInput(InputStream in, long limit) {
        this.in = in;
        this.limit = limit;
    }

    void useLeb128() {
        leb128 = true;
    }

    int octet() throws CircuitFormatException {
        if (position == end && !refill()) {
            throw new CircuitFormatException(Reason.TRUNCATED, "the circuit file ends after " + total + " bytes");
        }
        return buffer[position++] & 0xff;
    }

    boolean atEnd() throws CircuitFormatException {
        return position == end && !refill();
    }

    int number() throws CircuitFormatException {
        if (!leb128) {
            int low = octet();
            int middle = octet();
            return low | middle << 8 | octet() << 16;
        }
        int value = 0;
        for (int i = 0; i < MOST_LEB_BYTES; i++) {
            int octet = octet();
            value |= (octet & 0x7f) << (7 * i);
            if (octet < 0x80) {
                if (octet == 0 && i > 0) {
                    throw new CircuitFormatException(Reason.NOT_CANONICAL, "a number is padded with zero bytes");
                }
                return value;
            }
        }
        throw new CircuitFormatException(Reason.TOO_LARGE, "a number has more than 28 bits");
    }

    /** Reads a number that may not be above a limit. */
    int number(String what, int most) throws CircuitFormatException {
        int value = number();
        if (value > most) {
            throw new CircuitFormatException(
                    Reason.TOO_LARGE, "the circuit claims %d %s; at most %d are accepted".formatted(value, what, most));
        }
        return value;
    }

    /** Reads a difference: the sign is the lowest bit. */
    int difference() throws CircuitFormatException {
        int value = number();
        // LFC1 writes −d as 2d+1, LFC2 as 2d−1.
        if ((value & 1) == 0) {
            return value >>> 1;
        }
        if (leb128) {
            return -(value >>> 1) - 1;
        }
        if (value == 1) {
            throw new CircuitFormatException(Reason.NOT_CANONICAL, "a difference of 0 has a sign");
        }
        return -(value >>> 1);
    }

    byte[] bytes(int n) throws CircuitFormatException {
        byte[] result = new byte[n];
        for (int i = 0; i < n; i++) {
            result[i] = (byte) octet();
        }
        return result;
    }

    private boolean refill() throws CircuitFormatException {
        try {
            end = in.read(buffer);
        } catch (IOException e) {
            CircuitFormatException problem =
                    new CircuitFormatException(Reason.UNREADABLE, "the circuit file cannot be read: " + e.getMessage());
            problem.initCause(e);
            throw problem;
        }
        position = 0;
        if (end <= 0) {
            end = 0;
            return false;
        }
        total += end;
        if (total > limit) {
            throw new CircuitFormatException(Reason.TOO_LARGE, "the circuit file has more than " + limit + " bytes");
        }
        return true;
    }
}
