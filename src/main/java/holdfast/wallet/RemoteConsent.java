package holdfast.wallet;

import holdfast.attestation.AttestedEnclave;
import holdfast.credential.Tag;
import holdfast.proving.ContactedService;
import holdfast.proving.ProofSystem;
import holdfast.proving.ServiceKeys;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a remote prover will be able to read, and what is known about it: to be shown to the holder, who then agrees by
 * giving it to {@link RemoteProving#prove}, or closes it. Made only by {@link RemoteProving}; good for one proof.
 */
public final class RemoteConsent implements AutoCloseable {
    private final RemoteProver prover;
    private final ContactedService service;
    private final HeldRequest request;
    private final Matching.Answer answer;
    private final LocalDate reference;
    private final List<Read> reads;

    /**
     * A credential that the service will read as a whole.
     *
     * @param name what the holder calls it
     * @param fields the paths of everything in it, also what the request does not ask about
     */
    public record Read(Tag tag, HeldCredential credential, String name, List<String> fields) {
        public Read {
            fields = List.copyOf(fields);
        }
    }

    /** How the service's keys compare with those that the holder agreed to before. */
    public enum KeyState {
        /** They are the same. */
        KNOWN,
        /** The holder never agreed to any; agreeing pins these. */
        FIRST_SEEN,
        /** They are others than before: either the service replaced them, or somebody else answers for it. */
        CHANGED
    }

    RemoteConsent(
            RemoteProver prover,
            ContactedService service,
            HeldRequest request,
            Matching.Answer answer,
            LocalDate reference) {
        this.prover = prover;
        this.service = service;
        this.request = request;
        this.answer = answer;
        this.reference = reference;
        List<Read> all = new ArrayList<>();
        answer.presentation().data().forEach((tag, data) -> {
            HeldCredential credential = answer.credentials().get(tag);
            if (credential == null) {
                throw new IllegalStateException("an answer has a credential for each tag");
            }
            all.add(new Read(tag, credential, credential.name(), FieldPaths.of(data)));
        });
        this.reads = List.copyOf(all);
    }

    public RemoteProver prover() {
        return prover;
    }

    /** Where everything would be sent. */
    public String address() {
        return service.address();
    }

    /** Every credential that the service will read, whole. It will read the request as well. */
    public List<Read> reads() {
        return reads;
    }

    public ServiceKeys keys() {
        return service.keys();
    }

    public KeyState keyState() {
        ServiceKeys before = prover.keys();
        if (before == null) {
            return KeyState.FIRST_SEEN;
        }
        return before.equals(service.keys()) ? KeyState.KNOWN : KeyState.CHANGED;
    }

    /**
     * The enclave that alone can read what is sent, as attested for this very question; empty when nothing is known about
     * which program reads it, and its operator must be trusted.
     */
    public Optional<AttestedEnclave> enclave() {
        return service.enclave();
    }

    /**
     * Whether the proof will show the issuer's signature itself. Otherwise the verifier will have nothing but the
     * service's word.
     */
    public boolean isIssuerProven() {
        return answer.presentation().request().content().zkvm().equals(ProofSystem.LIBZK);
    }

    HeldRequest request() {
        return request;
    }

    Matching.Answer answer() {
        return answer;
    }

    LocalDate reference() {
        return reference;
    }

    ContactedService service() {
        return service;
    }

    /** Nothing is sent; wipes the account's secret. */
    @Override
    public void close() {
        service.close();
    }
}
