package holdfast.vault.format;

import holdfast.crypto.AesGcm;
import holdfast.crypto.Hashes;
import holdfast.crypto.SecretBytes;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * A proof body in a file of its own: magic, version, then one AES-GCM ciphertext under a key that serves this file only
 * and is kept in the vault. The file is named by its own SHA-256, which tells nothing about the proof.
 */
public final class BodyFile {
    /** What a file adds to the plaintext. */
    public static final int OVERHEAD = 10 + AesGcm.TAG_LENGTH;

    private static final byte[] PREFIX = {'H', 'F', 'P', 'R', 'O', 'O', 'F', 0x1a, 0, 1};

    private BodyFile() {}

    /** A new file and how the vault refers to it. */
    public record Sealed(BodyRef ref, Bytes file) {}

    public static Sealed seal(byte[] plaintext, SecureRandom random) {
        SecretBytes key = SecretBytes.random(AesGcm.KEY_LENGTH, random);
        ByteArrayOutputStream out = new ByteArrayOutputStream(plaintext.length + OVERHEAD);
        out.writeBytes(PREFIX);
        out.writeBytes(key.expose(k -> AesGcm.seal(k, new byte[AesGcm.NONCE_LENGTH], PREFIX, plaintext)));
        byte[] file = out.toByteArray();
        return new Sealed(new BodyRef(Bytes.copyOf(Hashes.sha256(file)), key, plaintext.length, 0), Bytes.copyOf(file));
    }

    /** The plaintext, or nothing when the file is not the one that {@code ref} means. */
    public static Optional<byte[]> open(BodyRef ref, byte[] file) {
        if (file.length != ref.length() + OVERHEAD
                || !Bytes.copyOf(Hashes.sha256(file)).equals(ref.hash())) {
            return Optional.empty();
        }
        return ref.key()
                .expose(key -> AesGcm.open(
                        key, new byte[AesGcm.NONCE_LENGTH], PREFIX, file, PREFIX.length, file.length - PREFIX.length));
    }
}
