package holdfast.attestation;

import holdfast.attestation.AttestationException.Reason;
import java.time.Instant;

/** A well-formed attestation of unknown origin. It shows nothing of what it says until {@link #verify}. */
public final class UnverifiedAttestation {
    /** Bytes of a document with its signature; real ones have fewer than 5 KiB. */
    public static final int MAX_BYTES = 24 * 1024;

    private final CoseSign1 message;
    private final AttestationDocument document;

    private UnverifiedAttestation(CoseSign1 message, AttestationDocument document) {
        this.message = message;
        this.document = document;
    }

    /**
     * @param bytes a COSE_Sign1, tagged or not, of definite or indefinite lengths
     * @throws AttestationException {@code TOO_LARGE}, {@code CBOR_…}, {@code COSE_SHAPE}, {@code ALGORITHM_NOT_ALLOWED},
     *     {@code HEADER_NOT_ALLOWED}, {@code FIELD_…}, {@code CERTIFICATE_INVALID}
     */
    public static UnverifiedAttestation parse(byte[] bytes) throws AttestationException {
        if (bytes.length > MAX_BYTES) {
            throw new AttestationException(Reason.TOO_LARGE, "it is larger than " + MAX_BYTES + " bytes");
        }
        CoseSign1 message = CoseSign1.parse(bytes);
        return new UnverifiedAttestation(message, AttestationDocument.parse(message.payload()));
    }

    /**
     * Checks that the enclave platform behind the root made it. That says nothing yet about which program runs in the
     * enclave, nor to whom it answers: see {@link EnclaveVerifier}.
     *
     * @param at the time at which all certificates must be valid
     * @throws AttestationException {@code SIGNATURE_…}, {@code ROOT_UNKNOWN}, {@code CERTIFICATE_…}, {@code CHAIN_BROKEN}
     */
    public VerifiedAttestation verify(NitroRoot root, Instant at) throws AttestationException {
        message.verify(document.chain().signerKey());
        document.chain().verify(root, at);
        return new VerifiedAttestation(document);
    }
}
