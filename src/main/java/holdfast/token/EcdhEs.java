package holdfast.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import holdfast.crypto.Hashes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;

/**
 * ECDH-ES in its direct mode (RFC 7518 section 4.6): the agreed secret, through the Concat KDF, is the content key. One
 * hash gives all 256 bits.
 */
final class EcdhEs {
    private EcdhEs() {}

    /** The key for A256GCM, 32 bytes; the caller wipes it. Both sides get the same from the other's public key. */
    static byte[] contentKey(ECPrivateKey own, Es256PublicKey other) throws GeneralSecurityException {
        byte[] secret = P256.sharedSecret(own, other.toPlatformKey());
        byte[] input = kdfInput(secret, "A256GCM", new byte[0], new byte[0], 256);
        try {
            return Hashes.sha256(input);
        } finally {
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(input, (byte) 0);
        }
    }

    /** The input of the KDF's first round (NIST SP 800-56A section 5.8.1): counter, secret, and what the key is for. */
    static byte[] kdfInput(byte[] secret, String algorithm, byte[] partyU, byte[] partyV, int keyBits) {
        byte[] name = algorithm.getBytes(US_ASCII);
        int length = 5 * Integer.BYTES + secret.length + name.length + partyU.length + partyV.length;
        ByteBuffer input = ByteBuffer.allocate(length).putInt(1).put(secret);
        for (byte[] part : new byte[][] {name, partyU, partyV}) {
            input.putInt(part.length).put(part);
        }
        return input.putInt(keyBits).array();
    }
}
