package holdfast.proving;

import java.util.function.BooleanSupplier;

/**
 * Proving services on other machines. Such a service reads everything that it proves: nobody asks one but by the
 * holder's explicit choice, and nothing falls back to one or from one.
 */
public interface ProvingService {

    /**
     * Asks a service for its keys and, where the account demands one, for its attestation, which is checked. Nothing
     * about the holder is sent, and the account's secret neither.
     *
     * @param account closed with what is returned, and when this fails
     * @param cancelled asked often; once it says true the work ends within half a second
     * @throws ProvingException {@code REMOTE}, and why; the service is then not to be used
     * @throws java.util.concurrent.CancellationException when it was cancelled
     */
    ContactedService contact(ServiceAccount account, BooleanSupplier cancelled) throws ProvingException;
}
