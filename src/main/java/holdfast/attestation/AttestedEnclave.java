package holdfast.attestation;

import java.time.Instant;

/**
 * An enclave that runs an allowed program, answered a fresh challenge, and alone holds the private half of a key. Made
 * only by {@link EnclaveVerifier}.
 */
public final class AttestedEnclave {
    private final String moduleId;
    private final Instant timestamp;
    private final Measurements measurements;
    private final byte[] encryptionKey;

    AttestedEnclave(String moduleId, Instant timestamp, Measurements measurements, byte[] encryptionKey) {
        this.moduleId = moduleId;
        this.timestamp = timestamp;
        this.measurements = measurements;
        this.encryptionKey = encryptionKey.clone();
    }

    /** Name of the enclave on its host. */
    public String moduleId() {
        return moduleId;
    }

    /** When the attestation was made. */
    public Instant timestamp() {
        return timestamp;
    }

    /** The program that runs in it, one of those that were allowed. */
    public Measurements measurements() {
        return measurements;
    }

    /** The key to encrypt for, as it was given to the check: DER SubjectPublicKeyInfo. */
    public byte[] encryptionKey() {
        return encryptionKey.clone();
    }
}
