package holdfast.attestation;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/** A fresh random question to an enclave, good for one answer. */
public final class Challenge {
    private static final int LENGTH = 32;

    private final byte[] nonce;
    private final AtomicBoolean answered = new AtomicBoolean();

    Challenge(byte[] nonce) {
        this.nonce = nonce.clone();
    }

    public static Challenge fresh(SecureRandom random) {
        byte[] nonce = new byte[LENGTH];
        random.nextBytes(nonce);
        return new Challenge(nonce);
    }

    /** 32 bytes, which the attestation must repeat. */
    public byte[] nonce() {
        return nonce.clone();
    }

    /** @return false when it was answered before, rightly or not */
    boolean take() {
        return answered.compareAndSet(false, true);
    }
}
