package holdfast.attestation;

import holdfast.attestation.AttestationException.Reason;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether data may be encrypted for a service that says it runs in an AWS Nitro enclave. Every check must pass;
 * what is absent fails as what is wrong does.
 */
public final class EnclaveVerifier {
    /** How far a document's own time may be from the clock; the nonce, not this, makes it fresh. */
    private static final Duration TOLERANCE = Duration.ofMinutes(10);

    private final NitroRoot root;
    private final Set<Measurements> allowed;
    private final Clock clock;

    /** @param allowed the programs that the user allowed; with none, no enclave passes */
    public EnclaveVerifier(NitroRoot root, Set<Measurements> allowed, Clock clock) {
        this.root = root;
        this.allowed = Set.copyOf(allowed);
        this.clock = clock;
    }

    /**
     * @param document the attestation that the service presented
     * @param challenge whose nonce the service was given; it is used up, whatever comes out
     * @param encryptionKey DER SubjectPublicKeyInfo of the key that the service wants data encrypted for
     * @throws AttestationException any of its reasons; then nothing may be sent
     */
    public AttestedEnclave verify(byte[] document, Challenge challenge, byte[] encryptionKey)
            throws AttestationException {
        if (!challenge.take()) {
            throw new AttestationException(Reason.CHALLENGE_USED, "its challenge was answered before");
        }
        Instant now = clock.instant();
        VerifiedAttestation attestation = UnverifiedAttestation.parse(document).verify(root, now);
        requireRecent(attestation.timestamp(), now);
        Measurements measurements = requireAllowed(attestation);
        requireNonce(attestation, challenge);
        requireKey(attestation, encryptionKey);
        return new AttestedEnclave(attestation.moduleId(), attestation.timestamp(), measurements, encryptionKey);
    }

    private static void requireRecent(Instant timestamp, Instant now) throws AttestationException {
        if (timestamp.isBefore(now.minus(TOLERANCE)) || timestamp.isAfter(now.plus(TOLERANCE))) {
            throw new AttestationException(Reason.STALE, "it was made at " + timestamp + ", and it is " + now);
        }
    }

    private Measurements requireAllowed(VerifiedAttestation attestation) throws AttestationException {
        for (int index = 0; index <= 2; index++) {
            String pcr = attestation.pcrs().get(index);
            if (pcr == null) {
                throw new AttestationException(Reason.PCR_MISSING, "it does not say PCR" + index);
            }
            if (Measurements.isZero(pcr)) {
                throw new AttestationException(Reason.DEBUG_MODE, "PCR" + index + " is zero");
            }
        }
        return allowed.stream()
                .filter(one -> one.pcr0().equals(attestation.pcrs().get(0))
                        && one.pcr1().equals(attestation.pcrs().get(1))
                        && one.pcr2().equals(attestation.pcrs().get(2)))
                .findFirst()
                .orElseThrow(() -> new AttestationException(
                        Reason.PCR_NOT_ALLOWED,
                        "the program in the enclave is not allowed: PCR0 "
                                + attestation.pcrs().get(0)));
    }

    private static void requireNonce(VerifiedAttestation attestation, Challenge challenge) throws AttestationException {
        Optional<byte[]> nonce = attestation.nonce();
        if (nonce.isEmpty()) {
            throw new AttestationException(Reason.NONCE_MISSING, "it has no nonce");
        }
        if (!MessageDigest.isEqual(nonce.get(), challenge.nonce())) {
            throw new AttestationException(Reason.NONCE_WRONG, "it has another nonce");
        }
    }

    /** The field for keys counts; where it is empty, other data may be the key. */
    private static void requireKey(VerifiedAttestation attestation, byte[] key) throws AttestationException {
        Optional<byte[]> bound =
                attestation.publicKey().or(attestation::userData).filter(bytes -> bytes.length > 0);
        if (bound.isEmpty()) {
            throw new AttestationException(Reason.KEY_NOT_BOUND, "it names no key");
        }
        if (!MessageDigest.isEqual(bound.get(), key)) {
            throw new AttestationException(Reason.KEY_WRONG, "it names another key");
        }
    }
}
