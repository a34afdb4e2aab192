package holdfast.proving;

import holdfast.attestation.Measurements;
import java.util.Arrays;
import java.util.List;

/** Which proving service to ask, as whom, and what must run there. Closing it wipes the secret. */
public final class ServiceAccount implements AutoCloseable {
    private final String address;
    private final String apiKey;
    private final byte[] secret;
    private final List<Measurements> measurements;

    /**
     * @param address base address: scheme, host and port
     * @param apiKey name of the account; empty for a service without accounts
     * @param secret of the account; taken over, and wiped by {@link #close}
     * @param measurements the programs that may run in the service's enclave; with none, no attestation is asked for
     */
    public ServiceAccount(String address, String apiKey, byte[] secret, List<Measurements> measurements) {
        this.address = address;
        this.apiKey = apiKey;
        this.secret = secret;
        this.measurements = List.copyOf(measurements);
    }

    public String address() {
        return address;
    }

    public String apiKey() {
        return apiKey;
    }

    /** A copy, which the caller wipes. */
    public byte[] exposeSecret() {
        return secret.clone();
    }

    public List<Measurements> measurements() {
        return measurements;
    }

    @Override
    public void close() {
        Arrays.fill(secret, (byte) 0);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ServiceAccount[" + address + "]";
    }
}
