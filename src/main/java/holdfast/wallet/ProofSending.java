package holdfast.wallet;

import holdfast.net.Cancellation;
import holdfast.net.DocumentFetcher;
import holdfast.net.HttpAddress;
import holdfast.net.NetException;
import holdfast.net.Purpose;
import holdfast.net.Reception;
import holdfast.proving.LeakScanner;
import holdfast.token.TokenException;
import holdfast.wallet.HistoryEvent.RequestSummary;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends a proof to its verifier, after it was searched once more for private values. */
public final class ProofSending {
    private final Wallet wallet;
    private final Connections connections;
    private final DocumentFetcher fetcher;

    public ProofSending(Wallet wallet, Connections connections) {
        this.wallet = wallet;
        this.connections = connections;
        this.fetcher = new DocumentFetcher(connections.client());
    }

    /** What came of it. */
    public sealed interface Outcome {
        /**
         * The verifier has it and took it.
         *
         * @param entry what the history says about it
         * @param result where the verifier says more
         */
        record Accepted(HistoryEntry entry, Optional<HttpAddress> result) implements Outcome {}

        /**
         * The verifier has it and refused it.
         *
         * @param reasons in the verifier's words; not to be trusted
         */
        record Refused(HistoryEntry entry, List<String> reasons) implements Outcome {
            public Refused {
                reasons = List.copyOf(reasons);
            }
        }

        /** It may have arrived, but what the verifier says of it did not come back. */
        record Unanswered(HistoryEntry entry, NetException why) implements Outcome {}

        /** The holder has not allowed that address; nothing was sent. */
        record NotAllowed(Wanted wanted) implements Outcome {}

        /** It holds private values; nothing was sent. */
        record Blocked(List<LeakScanner.Hit> hits) implements Outcome {
            public Blocked {
                hits = List.copyOf(hits);
            }
        }

        /** The entry has no proof. */
        record NoProof() implements Outcome {}
    }

    /**
     * Where the verifier takes the proof of an entry, as it said beside the request; empty when it did not say, or the
     * request is not in the wallet any more. It comes from outside: show it before anything is sent there.
     *
     * @throws NetException when what was said is no address
     */
    public Optional<Wanted> replyAddress(HistoryEntry entry) throws WalletException, NetException {
        if (!(entry.content() instanceof HistoryEntry.Content.Kept(HistoryEvent event)) || event.request() == null) {
            return Optional.empty();
        }
        RequestSummary summary = event.request();
        @Nullable String nonce = nonce(entry);
        for (HeldRequest request : wallet.requests()) {
            String reply = request.delivery().reply();
            if (reply != null
                    && Objects.equals(request.delivery().nonce(), nonce)
                    && digest(request).filter(summary.digest()::equals).isPresent()) {
                return Optional.of(Wanted.of(Purpose.PROOF, reply));
            }
        }
        return Optional.empty();
    }

    /** What the proof is bound to: the same request may have come with several. */
    private @Nullable String nonce(HistoryEntry entry) throws WalletException {
        return new ProofExport(wallet).check(entry) instanceof ProofExport.Outcome.Ready ready
                ? ready.proof().nonce()
                : null;
    }

    private static Optional<String> digest(HeldRequest request) {
        try {
            return Optional.of(request.verify().content().digest());
        } catch (TokenException e) {
            return Optional.empty();
        }
    }

    /**
     * Sends the proof of an entry. It is sent once, and never again by itself.
     *
     * @throws WalletException when the proof cannot be read, or the history not be written
     * @throws NetException why nothing was sent
     */
    public Outcome send(HistoryEntry entry, HttpAddress to, Cancellation cancellation)
            throws WalletException, NetException {
        Safekeeping.requireWritable(wallet);
        return switch (new ProofExport(wallet).check(entry)) {
            case ProofExport.Outcome.Ready ready -> send(entry, to, ready.file(), "application/json", cancellation);
            case ProofExport.Outcome.Attested attested ->
                send(entry, to, attested.file(), "application/jwt", cancellation);
            case ProofExport.Outcome.Blocked(var hits) -> new Outcome.Blocked(hits);
            case ProofExport.Outcome.NoProof ignored -> new Outcome.NoProof();
        };
    }

    private Outcome send(HistoryEntry entry, HttpAddress to, byte[] file, String type, Cancellation cancellation)
            throws WalletException, NetException {
        Wanted wanted = new Wanted(Purpose.PROOF, to);
        if (!connections.isAllowed(wanted)) {
            return new Outcome.NotAllowed(wanted);
        }
        HistoryKeeping history = new HistoryKeeping(wallet);
        Reception reception;
        try {
            reception = fetcher.proof(to.text(), file, type, cancellation);
        } catch (NetException e) {
            if (e.reason().isBeforeConnecting()) {
                throw e;
            }
            return new Outcome.Unanswered(
                    history.sent(entry, to.shown(), e.reason().code()), e);
        }
        HistoryEntry sent = history.sent(entry, to.shown(), reception.accepted() ? null : "refused");
        return reception.accepted()
                ? new Outcome.Accepted(sent, Optional.ofNullable(reception.result()))
                : new Outcome.Refused(sent, reception.reasons());
    }
}
