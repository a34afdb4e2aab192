package holdfast.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** SHA-256 (FIPS 180-4), HMAC-SHA-256 (RFC 2104) and HKDF-SHA-256 (RFC 5869). */
public final class Hashes {
    /** Length of a digest and of a MAC in bytes. */
    public static final int LENGTH = 32;

    private static final int HKDF_LIMIT = 255 * LENGTH;

    private Hashes() {}

    /** The digest of the parts, one after another. */
    public static byte[] sha256(byte[]... parts) {
        MessageDigest digest = sha256();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /** A digest to be fed piece by piece. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** The digest of the parts in lower-case hex. */
    public static String sha256Hex(byte[]... parts) {
        return HexFormat.of().formatHex(sha256(parts));
    }

    /**
     * The MAC of the first {@code length} bytes of {@code message}.
     *
     * @param key not empty
     * @return 32 bytes
     */
    public static byte[] hmacSha256(byte[] key, byte[] message, int length) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(message, 0, length);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /**
     * Derives {@code length} bytes from keying material.
     *
     * @param salt may be empty, which stands for 32 zero bytes
     * @param length 1 to 8160
     * @throws IllegalArgumentException for a length outside these bounds
     */
    public static byte[] hkdfSha256(byte[] keyingMaterial, byte[] salt, byte[] info, int length) {
        if (length < 1 || length > HKDF_LIMIT) {
            throw new IllegalArgumentException("HKDF-SHA-256 gives 1 to " + HKDF_LIMIT + " bytes, not " + length);
        }
        try {
            HKDFParameterSpec.Builder extract = HKDFParameterSpec.ofExtract().addIKM(keyingMaterial);
            if (salt.length > 0) {
                extract.addSalt(salt);
            }
            return KDF.getInstance("HKDF-SHA256").deriveData(extract.thenExpand(info, length));
        } catch (InvalidAlgorithmParameterException e) {
            throw new IllegalArgumentException(e);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("this Java runtime lacks SHA-256, HMAC or HKDF", e);
    }
}
