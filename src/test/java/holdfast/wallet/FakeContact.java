package holdfast.wallet;

import holdfast.attestation.AttestedEnclave;
import holdfast.proving.ContactedService;
import holdfast.proving.ServiceKeys;
import java.util.Optional;

/** A remote prover that was asked who it is, without a network and without an enclave. What it proves is the test's to say. */
public abstract class FakeContact implements ContactedService {
    private final String address;
    private final ServiceKeys keys;

    protected FakeContact(String address, ServiceKeys keys) {
        this.address = address;
        this.keys = keys;
    }

    @Override
    public final String address() {
        return address;
    }

    @Override
    public final ServiceKeys keys() {
        return keys;
    }

    @Override
    public final Optional<AttestedEnclave> enclave() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
