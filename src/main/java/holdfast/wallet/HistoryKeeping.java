package holdfast.wallet;

import holdfast.dvr.DvrRequest;
import holdfast.json.JsonValue.JsonObject;
import holdfast.token.TokenException;
import holdfast.wallet.HistoryEvent.Kind;
import holdfast.wallet.HistoryEvent.RequestSummary;
import holdfast.wallet.WalletException.Reason;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the holder decides about requests and their history, besides proving. */
public final class HistoryKeeping {
    private final Wallet wallet;

    public HistoryKeeping(Wallet wallet) {
        this.wallet = wallet;
    }

    /**
     * Declines a request. Nobody is told.
     *
     * @param reason the holder's own note
     * @throws WalletException {@code WRONG_STATE} when it was answered, declined or removed already
     * @throws TokenException when the request does not verify any more
     */
    public HistoryEntry decline(HeldRequest request, @Nullable String reason) throws WalletException, TokenException {
        // Nothing may change the wallet between the look at the request and what is saved.
        synchronized (wallet) {
            return declineNow(current(request), reason);
        }
    }

    private HistoryEntry declineNow(HeldRequest request, @Nullable String reason)
            throws WalletException, TokenException {
        if (request.decision() != HeldRequest.Decision.NONE) {
            throw new WalletException(
                    Reason.WRONG_STATE,
                    "The request was "
                            + (request.decision() == HeldRequest.Decision.PROVEN ? "answered" : "declined")
                            + " already. Nothing was changed.");
        }
        RequestSummary summary = summary(wallet, request, request.verify().content());
        return wallet.change(changes -> {
            changes.put(request.decided(HeldRequest.Decision.DECLINED));
            return changes.append(event(changes, Kind.DECLINED, summary, reason, null));
        });
    }

    /** What the wallet holds now: it may have been answered, declined or removed since it was looked at. */
    private HeldRequest current(HeldRequest request) throws WalletException {
        for (HeldRequest held : wallet.requests()) {
            if (held.id().equals(request.id())) {
                return held;
            }
        }
        throw new WalletException(Reason.WRONG_STATE, "The request is not in the vault any more. Nothing was changed.");
    }

    /**
     * Deletes what an entry says, and its proof. A tombstone stays in its place, and the deletion is itself an entry.
     *
     * @throws WalletException {@code WRONG_STATE} when it is deleted already
     */
    public HistoryEntry delete(HistoryEntry entry) throws WalletException {
        synchronized (wallet) {
            HistoryEntry now = wallet.history().stream()
                    .filter(held -> held.number() == entry.number())
                    .findFirst()
                    .orElse(entry);
            return deleteNow(now);
        }
    }

    private HistoryEntry deleteNow(HistoryEntry entry) throws WalletException {
        if (!(entry.content() instanceof HistoryEntry.Content.Kept(HistoryEvent event))) {
            throw new WalletException(
                    Reason.WRONG_STATE, "Entry " + entry.number() + " is deleted already. Nothing was changed.");
        }
        return wallet.change(changes -> {
            if (event.proof() != null) {
                changes.detach(event.proof());
            }
            changes.replace(entry.deleted(wallet.now()));
            return changes.append(event(changes, Kind.DELETED, null, null, entry.number()));
        });
    }

    HistoryEntry exported(HistoryEntry entry) throws WalletException {
        return wallet.change(changes -> changes.append(event(changes, Kind.EXPORTED, null, null, entry.number())));
    }

    /** @param refused stable code where the verifier did not take it */
    HistoryEntry sent(HistoryEntry entry, String to, @Nullable String refused) throws WalletException {
        return wallet.change(changes -> {
            HistoryEvent event = event(changes, Kind.SENT, null, refused, entry.number());
            return changes.append(event.sentTo(to));
        });
    }

    static RequestSummary summary(Wallet wallet, HeldRequest request, DvrRequest content) {
        return new RequestSummary(
                content.title(),
                content.id(),
                content.digest(),
                wallet.verifier(request).displayName(),
                request.verifierKey().fingerprint());
    }

    private HistoryEvent event(
            Changes changes,
            Kind kind,
            @Nullable RequestSummary summary,
            @Nullable String reason,
            @Nullable Long about) {
        return new HistoryEvent(
                kind,
                wallet.now(),
                changes.newSalt(),
                summary,
                new TreeMap<>(),
                JsonObject.builder().build(),
                null,
                null,
                reason,
                about,
                null);
    }
}
