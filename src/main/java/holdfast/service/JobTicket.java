package holdfast.service;

import static java.nio.charset.StandardCharsets.US_ASCII;

import holdfast.crypto.AesGcm;
import holdfast.crypto.Hashes;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A caller's hold on a job: 256 random bits, in the address under which the answer is fetched. The queue knows the job by
 * a hash of them, and the answer lies there under a key derived from them, so that whoever reads the queue has neither
 * the address nor the answer.
 */
final class JobTicket {
    private static final int LENGTH = 32;

    private final byte[] secret;

    private JobTicket(byte[] secret) {
        this.secret = secret;
    }

    static JobTicket fresh(SecureRandom random) {
        byte[] secret = new byte[LENGTH];
        random.nextBytes(secret);
        return new JobTicket(secret);
    }

    /** Empty when it is not the one spelling of 32 bytes in base64url. */
    static Optional<JobTicket> parse(String id) {
        try {
            byte[] secret = Base64.getUrlDecoder().decode(id);
            JobTicket ticket = new JobTicket(secret);
            return secret.length == LENGTH && ticket.id().equals(id) ? Optional.of(ticket) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What stands in the address. */
    String id() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** What the queue calls the job. */
    String key() {
        return HexFormat.of().formatHex(derived("name"));
    }

    byte[] seal(byte[] result, SecureRandom random) {
        byte[] nonce = new byte[AesGcm.NONCE_LENGTH];
        random.nextBytes(nonce);
        byte[] key = derived("result");
        byte[] sealed = AesGcm.seal(key, nonce, new byte[0], result);
        Arrays.fill(key, (byte) 0);
        byte[] out = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, out, nonce.length, sealed.length);
        return out;
    }

    Optional<byte[]> open(byte[] sealed) {
        if (sealed.length < AesGcm.NONCE_LENGTH) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOf(sealed, AesGcm.NONCE_LENGTH);
        byte[] key = derived("result");
        try {
            return AesGcm.open(key, nonce, new byte[0], sealed, nonce.length, sealed.length - nonce.length);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private byte[] derived(String what) {
        return Hashes.hkdfSha256(secret, new byte[0], ("holdfast job 1 " + what).getBytes(US_ASCII), LENGTH);
    }

    @Override
    public String toString() {
        return "JobTicket";
    }
}
