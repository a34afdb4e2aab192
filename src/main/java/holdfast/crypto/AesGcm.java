package holdfast.crypto;

import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D) with 96-bit nonces and 128-bit tags, no other sizes. GCM does not commit to its key: a
 * ciphertext can be made that opens under two keys. Where that matters the caller checks an HMAC first.
 */
public final class AesGcm {
    public static final int KEY_LENGTH = 32;
    public static final int NONCE_LENGTH = 12;
    public static final int TAG_LENGTH = 16;

    private AesGcm() {}

    /**
     * Encrypts and authenticates.
     *
     * @param nonce 12 bytes, never used twice with one key
     * @return ciphertext followed by the tag
     * @throws IllegalArgumentException for a key or nonce of another length
     */
    public static byte[] seal(byte[] key, byte[] nonce, byte[] associated, byte[] plaintext) {
        return seal(key, nonce, associated, plaintext, 0, plaintext.length);
    }

    /** As {@link #seal(byte[], byte[], byte[], byte[])}, for a part of an array. */
    public static byte[] seal(byte[] key, byte[] nonce, byte[] associated, byte[] plaintext, int from, int length) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, nonce, associated).doFinal(plaintext, from, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed to encrypt", e);
        }
    }

    /**
     * Decrypts what {@link #seal} gave.
     *
     * @return the plaintext, or nothing when key, nonce, associated data, ciphertext and tag do not belong together
     * @throws IllegalArgumentException for a key or nonce of another length
     */
    public static Optional<byte[]> open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed) {
        return open(key, nonce, associated, sealed, 0, sealed.length);
    }

    /** As {@link #open(byte[], byte[], byte[], byte[])}, for a part of an array. */
    public static Optional<byte[]> open(
            byte[] key, byte[] nonce, byte[] associated, byte[] sealed, int from, int length) {
        Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, associated);
        if (length < TAG_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(cipher.doFinal(sealed, from, length));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed to decrypt", e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] associated) {
        if (key.length != KEY_LENGTH || nonce.length != NONCE_LENGTH) {
            throw new IllegalArgumentException("AES-256-GCM takes a key of 32 and a nonce of 12 bytes, not "
                    + key.length + " and " + nonce.length);
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * TAG_LENGTH, nonce));
            cipher.updateAAD(associated);
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks AES-GCM", e);
        }
    }
}
