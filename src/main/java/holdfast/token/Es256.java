package holdfast.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import holdfast.token.TokenException.Reason;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;

/**
 * ES256: ECDSA on P-256 with SHA-256, the signature as r and s of 32 bytes each (RFC 7518 section 3.4). The library
 * sees the algorithm that is fixed here, never a header from outside.
 */
final class Es256 {
    static final int SIGNATURE_LENGTH = 2 * P256.LENGTH;

    private Es256() {}

    /**
     * Refuses what no honest signer makes, before any key is looked at. Both s and n - s are accepted, as JOSE has it:
     * the bytes of a signature are therefore no identity of a token.
     *
     * @throws TokenException {@code SIGNATURE_LENGTH} or {@code SIGNATURE_RANGE}
     */
    static void requireForm(byte[] signature, String input) throws TokenException {
        if (signature.length != SIGNATURE_LENGTH) {
            throw new TokenException(
                    Reason.SIGNATURE_LENGTH, input, "its signature has " + signature.length + " bytes instead of 64");
        }
        for (int from = 0; from < SIGNATURE_LENGTH; from += P256.LENGTH) {
            if (!P256.isScalar(P256.integer(Arrays.copyOfRange(signature, from, from + P256.LENGTH)))) {
                throw new TokenException(
                        Reason.SIGNATURE_RANGE,
                        input,
                        "the " + (from == 0 ? "first" : "second") + " half of its signature is out of range");
            }
        }
    }

    /** @throws TokenException as {@link #requireForm}, and {@code SIGNATURE_WRONG} */
    static void verify(byte[] signed, byte[] signature, Es256PublicKey key, String input) throws TokenException {
        requireForm(signature, input);
        boolean right;
        try {
            right = new ECDSAVerifier(key.toPlatformKey())
                    .verify(new JWSHeader(JWSAlgorithm.ES256), signed, Base64URL.encode(signature));
        } catch (JOSEException e) {
            right = false;
        }
        if (!right) {
            throw new TokenException(
                    Reason.SIGNATURE_WRONG, input, "it was not signed with the key " + key.fingerprint());
        }
    }

    /** 64 bytes. */
    static byte[] sign(byte[] bytes, Es256PrivateKey key, SecureRandom random) throws TokenException {
        try {
            ECDSASigner signer = new ECDSASigner(key.toPlatformKey());
            signer.getJCAContext().setSecureRandom(random);
            return signer.sign(new JWSHeader(JWSAlgorithm.ES256), bytes).decode();
        } catch (JOSEException e) {
            throw new IllegalStateException("a P-256 key always signs", e);
        }
    }

    /** Whether what the one signs verifies under the other. */
    static boolean isPair(ECPrivateKey privateKey, Es256PublicKey publicKey) {
        byte[] challenge = publicKey.spki();
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(privateKey);
            signature.update(challenge);
            byte[] made = signature.sign();
            signature.initVerify(publicKey.toPlatformKey());
            signature.update(challenge);
            return signature.verify(made);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
