package holdfast.attestation;

import holdfast.attestation.CborValue.CborBytes;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What an enclave platform says about one of its enclaves. Made only by {@link UnverifiedAttestation#verify}. */
public final class VerifiedAttestation {
    private final AttestationDocument document;

    VerifiedAttestation(AttestationDocument document) {
        this.document = document;
    }

    /** Name of the enclave on its host. */
    public String moduleId() {
        return document.moduleId();
    }

    /** When the document was made. */
    public Instant timestamp() {
        return document.timestamp();
    }

    /** The registers, lower-case hex by index; 0 to 2 measure the image, the kernel and the application. */
    public SortedMap<Integer, String> pcrs() {
        return Collections.unmodifiableSortedMap(document.pcrs());
    }

    /** The key that the enclave program asked to have attested. */
    public Optional<byte[]> publicKey() {
        return optional(document.publicKey());
    }

    /** Other data that the enclave program asked to have attested. */
    public Optional<byte[]> userData() {
        return optional(document.userData());
    }

    /** What the one who asked for the document gave. */
    public Optional<byte[]> nonce() {
        return optional(document.nonce());
    }

    private static Optional<byte[]> optional(@Nullable CborBytes bytes) {
        return bytes == null ? Optional.empty() : Optional.of(bytes.bytes());
    }
}
