package holdfast.wallet;

import holdfast.proving.LeakScanner;
import holdfast.proving.Proof;
import holdfast.proving.ProofFile;
import holdfast.proving.Prover;
import holdfast.proving.ProvingException;
import holdfast.token.ProofToken;
import holdfast.token.VerifiedToken;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Makes a proof on this machine and keeps it. What a prover hands out is not believed: it must answer this request with
 * these outputs, and hold none of the private values. Whatever comes of it is in the history.
 */
public final class Proving {
    /** What the history calls the prover of this machine. */
    public static final String EMBEDDED = "embedded";

    private final Wallet wallet;
    private final Prover prover;

    public Proving(Wallet wallet, Prover prover) {
        this.wallet = wallet;
        this.prover = prover;
    }

    /** What came of it. */
    public sealed interface Outcome {
        /** What the history says about it. */
        HistoryEntry entry();

        /** The proof is in the wallet; nothing was sent to its verifier. */
        record Proven(HistoryEntry entry, ProofFile proof) implements Outcome {}

        /** A service vouches for the proof, which is in the wallet; nothing was sent to its verifier. */
        record Attested(HistoryEntry entry, VerifiedToken<ProofToken> token) implements Outcome {}

        /** It cannot be proven, and why. */
        record Failed(HistoryEntry entry, ProvingException why) implements Outcome {}

        /** The prover gave something else than what was asked for; it was thrown away. */
        record Differs(HistoryEntry entry, String member) implements Outcome {}

        /** The prover's proof holds private values; it was thrown away. */
        record Leaks(HistoryEntry entry, List<LeakScanner.Hit> hits) implements Outcome {
            public Leaks {
                hits = List.copyOf(hits);
            }
        }

        record Cancelled(HistoryEntry entry) implements Outcome {}
    }

    /**
     * Proves.
     *
     * @param answer credentials that the holder chose, from {@link Matching}; its request is {@code request}
     * @param reference the date that counts as today
     * @param cancelled asked often
     * @throws WalletException when the wallet cannot be written, or the request expired; then nothing was proven
     */
    public Outcome prove(
            HeldRequest request,
            Matching.Answer answer,
            LocalDate reference,
            Prover.Listener listener,
            BooleanSupplier cancelled)
            throws WalletException {
        return new ProofKeeping(wallet, request, answer, reference, EMBEDDED)
                .make(task -> new Proof.IssuerProven(prover.prove(task, listener, cancelled)));
    }

    /**
     * Has the prover do ahead what does not depend on the holder's consent, while the holder reads what would be proven. Nothing
     * is proven and nothing kept.
     *
     * @throws java.util.concurrent.CancellationException when it was cancelled
     */
    public void prepare(HeldRequest request, Matching.Answer answer, LocalDate reference, BooleanSupplier cancelled) {
        prover.prepare(new ProofKeeping(wallet, request, answer, reference, EMBEDDED).task(), cancelled);
    }
}
