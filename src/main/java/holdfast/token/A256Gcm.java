package holdfast.token;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM with a 96-bit initialisation vector and a 128-bit tag (RFC 7518 section 5.3). */
final class A256Gcm {
    static final int IV_LENGTH = 12;
    static final int TAG_LENGTH = 16;

    private A256Gcm() {}

    /** @return the cipher text with the tag behind it */
    static byte[] seal(byte[] key, byte[] iv, byte[] authenticated, byte[] plaintext) {
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, iv);
            cipher.updateAAD(authenticated);
            return cipher.doFinal(plaintext);
        } catch (GeneralSecurityException e) {
            throw P256.noPlatform(e);
        }
    }

    /**
     * @param sealed the cipher text with the tag behind it
     * @throws GeneralSecurityException when it was altered or the key is another
     */
    static byte[] open(byte[] key, byte[] iv, byte[] authenticated, byte[] sealed) throws GeneralSecurityException {
        Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, iv);
        cipher.updateAAD(authenticated);
        return cipher.doFinal(sealed);
    }

    private static Cipher cipher(int mode, byte[] key, byte[] iv) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(Byte.SIZE * TAG_LENGTH, iv));
        return cipher;
    }
}
