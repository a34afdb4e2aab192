package holdfast.crypto;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id version 1.3 (RFC 9106): makes guessing a passphrase cost memory and time. */
public final class Argon2id {
    /** Length of a salt in bytes, as RFC 9106 recommends. */
    public static final int SALT_LENGTH = 16;

    private Argon2id() {}

    /**
     * Stretches a secret into a key of {@code length} bytes.
     *
     * @param salt 16 bytes, fresh for each secret
     * @throws IllegalArgumentException for a salt of another length
     * @throws OutOfMemoryError when the heap cannot hold {@code cost.memoryKib()}
     */
    public static byte[] derive(byte[] secret, byte[] salt, Argon2Cost cost, int length) {
        if (salt.length != SALT_LENGTH) {
            throw new IllegalArgumentException("an Argon2id salt has 16 bytes, not " + salt.length);
        }
        Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build();
        return derive(secret, parameters, length);
    }

    /** Any parameters, also those outside {@link Argon2Cost}, which the published vectors use. */
    static byte[] derive(byte[] secret, Argon2Parameters parameters, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(parameters);
        byte[] key = new byte[length];
        generator.generateBytes(secret, key);
        return key;
    }
}
