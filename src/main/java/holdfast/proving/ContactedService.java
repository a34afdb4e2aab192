package holdfast.proving;

import holdfast.attestation.AttestedEnclave;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A service that said who it is. Nothing about the holder was sent yet. Closing it wipes the account's secret. */
public interface ContactedService extends AutoCloseable {

    /** What a service's proof goes through, in order. */
    enum Step {
        /** The credentials and the request are encrypted for the service, and sent. */
        SEND,
        /** The service has them and works. */
        WAIT,
        /** Its answer is being checked on this machine. */
        CHECK
    }

    /** The base address, as the account gave it. */
    String address();

    ServiceKeys keys();

    /** The enclave that alone can read what is encrypted for {@link #keys}; empty when no attestation was demanded. */
    Optional<AttestedEnclave> enclave();

    /**
     * Sends the task's credentials and request, encrypted for the service, waits for the proof and checks it.
     *
     * @param steps told of each step as it begins
     * @param cancelled asked often; once it says true the connection is cut within half a second. What was sent before
     *     cannot be called back
     * @throws ProvingException {@code REMOTE}, and why
     * @throws java.util.concurrent.CancellationException when it was cancelled
     */
    Proof prove(ProofTask task, Consumer<Step> steps, BooleanSupplier cancelled) throws ProvingException;

    @Override
    void close();
}
