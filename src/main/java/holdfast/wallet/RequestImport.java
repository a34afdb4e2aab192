package holdfast.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.dvr.DvrRequest;
import holdfast.dvr.Query;
import holdfast.dvr.QueryException;
import holdfast.token.KeyResolver;
import holdfast.token.TokenException;
import holdfast.token.TokenReader;
import holdfast.token.TokenVerifier;
import holdfast.token.VerifiedToken;
import holdfast.wallet.HeldRequest.Decision;
import holdfast.wallet.HeldRequest.Delivery;
import holdfast.wallet.PinnedKey.Role;
import java.util.List;
import java.util.Optional;

/** Brings a request into the wallet: its signature first, then its query, then its verifier's key, then the save. */
public final class RequestImport {
    private final Wallet wallet;
    private final KeyResolver fresh;

    /** @param fresh finds keys as they are published now; the wallet's pinned keys stand in where it knows none */
    public RequestImport(Wallet wallet, KeyResolver fresh) {
        this.wallet = wallet;
        this.fresh = fresh;
    }

    /**
     * A request that verified and is not stored yet.
     *
     * @param verifier how well its verifier's key is known
     * @param held the same request with the same delivery, when the wallet has it already
     */
    public record Checked(
            VerifiedToken<DvrRequest> token,
            Query query,
            Delivery delivery,
            KeyStanding verifier,
            Optional<HeldRequest> held) {}

    /** What came of it. */
    public sealed interface Outcome {
        record Stored(HeldRequest request) implements Outcome {}

        /** The wallet has it already; nothing was stored. */
        record Present(HeldRequest request) implements Outcome {}

        /** The alarm: the key is not the one that its name stood for until now. Nothing was stored. */
        record KeyChanged(KeyStanding.Changed key) implements Outcome {}
    }

    /** Reads and verifies the bytes of a file; see {@link #check(String, Delivery)}. */
    public Checked check(byte[] file, Delivery delivery) throws TokenException, PresentationException {
        return check(new String(file, UTF_8), delivery);
    }

    /**
     * Reads and verifies a request.
     *
     * @param text a DVR token; white space around it is taken off
     * @param delivery what came beside it
     * @throws TokenException why the token or its key is refused
     * @throws PresentationException when its query is none
     */
    public Checked check(String text, Delivery delivery) throws TokenException, PresentationException {
        VerifiedToken<DvrRequest> verified = new TokenVerifier(
                        CredentialImport.freshOrPinned(wallet, fresh, Role.VERIFIER))
                .verifyRequest(TokenReader.request(text.strip()));
        Query query;
        try {
            query = Query.parse(verified.content());
        } catch (QueryException e) {
            throw new PresentationException.BadQuery(e);
        }
        return checked(verified, query, delivery);
    }

    /** What was verified before, beside what the wallet holds now. */
    public Checked again(Checked before) {
        return checked(before.token(), before.query(), before.delivery());
    }

    private Checked checked(VerifiedToken<DvrRequest> verified, Query query, Delivery delivery) {
        // The same request with another nonce is another question.
        Optional<HeldRequest> held = wallet.requests().stream()
                .filter(request -> request.signedDigest().equals(verified.signedDigest())
                        && request.delivery().equals(delivery))
                .findFirst();
        return new Checked(verified, query, delivery, standing(verified), held);
    }

    private KeyStanding standing(VerifiedToken<DvrRequest> token) {
        return wallet.standing(Role.VERIFIER, token.keyName(), token.key());
    }

    /**
     * Stores a request.
     *
     * @param acceptChangedKey whether the holder, told of the alarm in {@code request}, takes the new key; a key that was
     *     pinned since it was checked is another alarm
     */
    public Outcome store(Checked request, boolean acceptChangedKey) throws WalletException {
        // Nothing is pinned between the look at the key and the save.
        synchronized (wallet) {
            Optional<KeyStanding.Changed> alarm =
                    standing(request.token()).unanswered(request.verifier(), acceptChangedKey);
            return alarm.isPresent() ? new Outcome.KeyChanged(alarm.get()) : store(request);
        }
    }

    private Outcome store(Checked request) throws WalletException {
        if (request.held().isPresent()) {
            return new Outcome.Present(request.held().get());
        }
        VerifiedToken<DvrRequest> token = request.token();
        return wallet.change(changes -> {
            HeldRequest held = new HeldRequest(
                    changes.newId(),
                    token.compact(),
                    token.signedDigest(),
                    token.content().title(),
                    token.key(),
                    token.keyName(),
                    request.delivery(),
                    wallet.now(),
                    Decision.NONE);
            changes.put(held);
            new KeyPinning(wallet, changes).pin(Role.VERIFIER, token.keyName(), token.key());
            return new Outcome.Stored(held);
        });
    }

    /** All requests that are at this state now, oldest first. */
    public static List<HeldRequest> at(Wallet wallet, HeldRequest.State state) {
        return wallet.requests().stream()
                .filter(request -> request.state(wallet.now()) == state)
                .toList();
    }
}
