package holdfast.text;

import holdfast.attestation.AttestedEnclave;
import holdfast.net.LedgerLine;
import holdfast.net.NetException;
import holdfast.net.Purpose;
import holdfast.proving.ContactedService;
import holdfast.proving.ProvingException;
import holdfast.proving.RemoteFailure;
import holdfast.proving.ServiceKeys;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sentences about what goes across a network: why something was not fetched or sent, and what a remote prover answered. */
public final class NetworkText {
    private final Messages messages;

    public NetworkText(Language language) {
        messages = Messages.load("network", language);
    }

    /** What happened at that address, what it means, and what to do. */
    public String sentence(NetException e) {
        return messages.text("net." + e.reason().code(), "address", e.address());
    }

    /** Why a connection was refused or failed, in a few words, for a list. */
    public String brief(NetException.Reason reason) {
        return messages.text("brief." + reason.code());
    }

    /** What a connection is for. */
    public String purpose(Purpose purpose) {
        return messages.text("purpose." + purpose.code());
    }

    /** What became of a connection. */
    public String result(LedgerLine.Result result) {
        return switch (result) {
            case LedgerLine.Result.Open() -> messages.text("result.open");
            case LedgerLine.Result.Refused(NetException.Reason reason) ->
                messages.text("result.refused", "why", brief(reason));
            case LedgerLine.Result.Failed(NetException.Reason reason) ->
                messages.text("result.failed", "why", brief(reason));
            case LedgerLine.Result.Answered(int status, long sent, long received) ->
                messages.text("result.answered", "status", status, "sent", sent, "received", received);
        };
    }

    /**
     * Why a remote prover gave no proof that counts, what that means, and what to do.
     *
     * @throws IllegalArgumentException when the reason is another than {@code REMOTE}
     */
    public String remote(ProvingException e) {
        RemoteFailure failure = e.remote();
        if (failure == null) {
            throw new IllegalArgumentException("no remote prover was asked");
        }
        return failure == RemoteFailure.NETWORK && e.getCause() instanceof NetException net
                ? sentence(net)
                : messages.text("remote." + failure.code());
    }

    /** The heading of what a remote prover would read. */
    public String consentTitle(String name, String address) {
        return messages.text("consent.title", "name", name, "address", address);
    }

    /** Over the list of what it would read. */
    public String consentReads() {
        return messages.text("consent.reads-title");
    }

    /** A credential that it would read as a whole. */
    public String consentReads(String credential, List<String> fields) {
        return messages.text("consent.reads", "credential", credential, "fields", String.join(", ", fields));
    }

    /** The request, which it reads as well. */
    public String consentRequest(String title) {
        return messages.text("consent.request", "title", title);
    }

    /** What is known about the program that would read it. */
    public String consentEnclave(Optional<AttestedEnclave> enclave) {
        return enclave.map(attested -> messages.text(
                        "consent.enclave",
                        "module",
                        attested.moduleId(),
                        "pcr0",
                        attested.measurements().pcr0()))
                .orElseGet(() -> messages.text("consent.no-enclave"));
    }

    /** How its keys compare with those that were agreed to before: null when there were none. */
    public String consentKeys(@Nullable ServiceKeys before, ServiceKeys now) {
        String state = before == null ? "first-seen" : before.equals(now) ? "known" : "changed";
        return messages.text(
                "consent.keys-" + state,
                "encryption",
                now.encryption().fingerprint(),
                "signing",
                now.signing().fingerprint());
    }

    /** What kind of proof comes of it. */
    public String consentProof(boolean issuerProven) {
        return messages.text(issuerProven ? "consent.issuer-proven" : "consent.service-attested");
    }

    /** That nothing about the holder was sent. */
    public String notSent() {
        return messages.text("consent.not-sent");
    }

    /** What is going on. */
    public String step(ContactedService.Step step) {
        return messages.text("step." + step.name().toLowerCase(Locale.ROOT));
    }
}
