package holdfast.crypto;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Bytes that must not be printed and are wiped when they are no longer needed. Each read names itself with the word
 * {@code expose}, so that all places where a secret leaves its wrapping can be found by searching for it.
 *
 * <p>Safe for use by several threads: a read sees the whole secret or fails, never a half-wiped one. What this cannot
 * promise is that the virtual machine made no copy of its own while it moved objects; the threat model says so.
 */
public final class SecretBytes implements AutoCloseable {
    private final byte[] bytes;
    private boolean wiped;

    private SecretBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes the array over: the caller keeps no reference and does not wipe it. */
    public static SecretBytes takeOver(byte[] bytes) {
        return new SecretBytes(bytes);
    }

    /** A copy of the array; the caller still has to wipe its own. */
    public static SecretBytes copyOf(byte[] bytes) {
        return new SecretBytes(bytes.clone());
    }

    /** {@code length} random bytes. */
    public static SecretBytes random(int length, SecureRandom random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new SecretBytes(bytes);
    }

    public int length() {
        return bytes.length;
    }

    /**
     * A copy of the secret, which the caller wipes.
     *
     * @throws IllegalStateException when the secret was wiped
     */
    public synchronized byte[] exposeCopy() {
        requireAlive();
        return bytes.clone();
    }

    /**
     * Hands the secret itself to {@code reader} for the length of the call. The reader must not keep or change it.
     *
     * @throws IllegalStateException when the secret was wiped
     */
    public synchronized <T> T expose(Reader<T> reader) {
        requireAlive();
        return reader.read(bytes);
    }

    /** Whether both hold the same bytes, in time that depends on the lengths only. */
    public boolean sameAs(SecretBytes other) {
        byte[] theirs = other.exposeCopy();
        try {
            return expose(mine -> ConstantTime.equal(mine, theirs));
        } finally {
            Arrays.fill(theirs, (byte) 0);
        }
    }

    public synchronized boolean isWiped() {
        return wiped;
    }

    /** Wipes the bytes. A second call does nothing. */
    @Override
    public synchronized void close() {
        Arrays.fill(bytes, (byte) 0);
        wiped = true;
    }

    private void requireAlive() {
        if (wiped) {
            throw new IllegalStateException("the secret was wiped");
        }
    }

    @Override
    public String toString() {
        return "SecretBytes[redacted]";
    }

    /** What is done with the exposed bytes. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(byte[] secret);
    }
}
