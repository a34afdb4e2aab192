package holdfast.zk.circuit;

import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Computes a circuit's identifier while its terms go by in the file's order: SHA-256 over the field, the sizes, and for each
 * layer its sizes and terms; numbers are 64-bit little-endian.
 */
final class CircuitId {
    private static final int BUFFER = 1 << 14;

    private final MessageDigest sha;
    private final byte[] buffer = new byte[BUFFER];
    private int used;

    CircuitId(Field field, Circuit.Shape shape, int layers) {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
        if (field.characteristicTwo()) {
            number(2);
            number(8L * field.byteLength());
        } else {
            number(1);
            byte[] minusOne = new byte[field.byteLength()];
            field.toBytes(field.negate(Element.ONE), minusOne, 0);
            bytes(minusOne);
        }
        number(shape.outputs());
        number(Circuit.digits(shape.outputs()));
        number(1); // copies, and its logarithm: the formats have a place for them, every circuit has one
        number(0);
        number(layers);
        number(shape.inputs());
        number(shape.publicInputs());
        number(shape.subfieldBoundary());
    }

    void layer(int wires, int rounds, int terms) {
        number(wires);
        number(rounds);
        number(terms);
    }

    void term(int output, int left, int right, byte[] constant) {
        number(output);
        number(left);
        number(right);
        bytes(constant);
    }

    byte[] finish() {
        flush();
        return sha.digest();
    }

    private void number(long value) {
        if (used + Long.BYTES > BUFFER) {
            flush();
        }
        for (int i = 0; i < Long.BYTES; i++) {
            buffer[used++] = (byte) (value >>> (8 * i));
        }
    }

    private void bytes(byte[] value) {
        if (used + value.length > BUFFER) {
            flush();
        }
        System.arraycopy(value, 0, buffer, used, value.length);
        used += value.length;
    }

    private void flush() {
        sha.update(buffer, 0, used);
        used = 0;
    }
}
