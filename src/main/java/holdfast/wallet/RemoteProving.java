package holdfast.wallet;

import holdfast.attestation.Measurements;
import holdfast.net.GuardedClient;
import holdfast.net.HttpAddress;
import holdfast.net.NetException;
import holdfast.proving.ContactedService;
import holdfast.proving.ProvingException;
import holdfast.proving.ProvingService;
import holdfast.proving.ServiceAccount;
import holdfast.vault.StoredRecord;
import holdfast.wallet.WalletException.Reason;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Proves through a service on another machine, which reads everything that it proves. In three steps, none of which
 * leads to the next by itself: {@link #contact} asks the service who it is and sends nothing about the holder; the holder
 * looks at the {@link RemoteConsent}; only {@link #prove} sends. Nothing ever falls back to a service, or from one.
 */
public final class RemoteProving {
    private final Wallet wallet;
    private final ProvingService services;

    /** @param services makes the client of proving services that goes through the wallet's own door */
    public RemoteProving(Wallet wallet, Connections connections, Function<GuardedClient, ProvingService> services) {
        this.wallet = wallet;
        this.services = services.apply(connections.client());
    }

    /**
     * A service as the holder sets it up.
     *
     * @param address base address: scheme, host and port
     * @param apiKey name of the account; empty for a service without accounts
     * @param loopback whether it may run on this computer, and then also without TLS
     * @param measurements the programs that may run in its enclave; with none, no attestation is asked for
     */
    public record Setup(String name, String address, String apiKey, boolean loopback, List<Measurements> measurements) {
        public Setup {
            measurements = List.copyOf(measurements);
        }
    }

    /**
     * Keeps a service in the wallet. Nothing is reached.
     *
     * @param secret of the account; copied, the caller wipes its own
     * @throws NetException when the address is none
     * @throws WalletException {@code WRONG_STATE} for an address with a path, an account name with a colon, or a name
     *     that is taken or empty
     */
    public static RemoteProver add(Wallet wallet, Setup setup, byte[] secret) throws NetException, WalletException {
        HttpAddress address = HttpAddress.parse(setup.address());
        String base = address.text().endsWith("/")
                ? address.text().substring(0, address.text().length() - 1)
                : address.text();
        if (base.indexOf('/', "https://".length()) >= 0 || base.indexOf('?') >= 0) {
            throw refused("The address of a prover is its scheme, host and port, without a path");
        }
        if (setup.apiKey().chars().anyMatch(c -> c == ':' || c < ' ' || c > '~')) {
            throw refused("The name of an account has only plain characters, and no colon");
        }
        if (setup.name().isBlank()
                || wallet.provers().stream().anyMatch(other -> other.name().equalsIgnoreCase(setup.name()))) {
            throw refused("A prover needs a name that no other one has");
        }
        return wallet.change(changes -> {
            EntryId secretId = changes.newId();
            changes.putOpaque(secretId, RemoteProver.SECRET_TYPE, secret);
            RemoteProver prover = new RemoteProver(
                    changes.newId(),
                    setup.name(),
                    base,
                    setup.apiKey(),
                    setup.loopback(),
                    setup.measurements(),
                    null,
                    secretId);
            changes.put(prover);
            return prover;
        });
    }

    private static WalletException refused(String sentence) {
        return new WalletException(Reason.WRONG_STATE, sentence + ". Nothing was stored.");
    }

    /**
     * The prover of that name, or whose id begins like that.
     *
     * @throws WalletException {@code NO_SUCH_ENTRY}
     */
    public static RemoteProver find(Wallet wallet, String nameOrId) throws WalletException {
        String wanted = nameOrId.toLowerCase(Locale.ROOT);
        return wallet.provers().stream()
                .filter(prover -> prover.name().equalsIgnoreCase(nameOrId)
                        || (wanted.length() >= 4 && prover.id().hex().startsWith(wanted)))
                .findFirst()
                .orElseThrow(() -> new WalletException(
                        Reason.NO_SUCH_ENTRY,
                        "The wallet has no prover named " + nameOrId + ". Look at the list of provers."));
    }

    /**
     * Asks a service for its keys and, where its measurements are given, for its attestation, and says what it would be
     * able to read. Nothing about the holder is sent.
     *
     * @param answer credentials that the holder chose, from {@link Matching}; its request is {@code request}
     * @param reference the date that counts as today
     * @throws ProvingException {@code REMOTE}, and why the service is not to be used
     * @throws java.util.concurrent.CancellationException when it was cancelled
     */
    public RemoteConsent contact(
            RemoteProver prover,
            HeldRequest request,
            Matching.Answer answer,
            LocalDate reference,
            BooleanSupplier cancelled)
            throws ProvingException, WalletException {
        Safekeeping.requireWritable(wallet);
        return new RemoteConsent(prover, contact(prover, cancelled), request, answer, reference);
    }

    /** The same without a request, to see whether a service answers and as what. The caller closes it. */
    public ContactedService contact(RemoteProver prover, BooleanSupplier cancelled)
            throws ProvingException, WalletException {
        StoredRecord secret = wallet.vault()
                .find(prover.secret().toRecord())
                .orElseThrow(() -> new WalletException(
                        Reason.NO_SUCH_ENTRY,
                        "The secret of the prover " + prover.name()
                                + " is not in the wallet. Remove the prover and add it again."));
        return services.contact(
                new ServiceAccount(prover.address(), prover.apiKey(), secret.exposePayload(), prover.measurements()),
                cancelled);
    }

    /**
     * Sends what the holder agreed to, and keeps the proof like any other. A proof that a service merely vouches for is
     * {@link Proving.Outcome.Attested}.
     *
     * @param agreed what the holder was shown; closed by this
     * @param acceptChangedKeys whether the holder, told that the service's keys changed, takes the new ones
     * @throws WalletException {@code WRONG_STATE} for changed keys that are not accepted, or an expired request; then
     *     nothing was sent
     */
    public Proving.Outcome prove(
            RemoteConsent agreed,
            boolean acceptChangedKeys,
            Consumer<ContactedService.Step> steps,
            BooleanSupplier cancelled)
            throws WalletException {
        try (agreed) {
            if (agreed.keyState() == RemoteConsent.KeyState.CHANGED && !acceptChangedKeys) {
                throw new WalletException(
                        Reason.WRONG_STATE,
                        "The keys of " + agreed.prover().name()
                                + " are not those that you agreed to before. Nothing was sent; ask its operator.");
            }
            if (agreed.keyState() != RemoteConsent.KeyState.KNOWN) {
                wallet.change(changes -> {
                    changes.put(agreed.prover().withKeys(agreed.keys()));
                    return agreed;
                });
            }
            return new ProofKeeping(wallet, agreed.request(), agreed.answer(), agreed.reference(), agreed.address())
                    .make(task -> agreed.service().prove(task, steps, cancelled));
        }
    }
}
