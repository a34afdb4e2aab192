package holdfast.wallet;

import holdfast.net.AllowList;
import holdfast.net.AllowedAddresses;
import holdfast.net.GuardedClient;
import holdfast.net.GuardedNetwork;
import holdfast.net.HttpAddress;
import holdfast.net.KeySetFetcher;
import holdfast.net.LedgerLine;
import holdfast.net.NetException;
import holdfast.net.Purpose;
import holdfast.token.KeyResolver;
import holdfast.token.TokenException;
import holdfast.wallet.WalletException.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The holder's door to the network: what may be reached, what was reached, and the client through which everything goes.
 * Nothing is reached that the holder did not allow before, each address or service for one purpose; each attempt is
 * written down in the wallet. One for each open wallet.
 */
public final class Connections {
    private final Wallet wallet;
    private final GuardedClient client;
    private final KeySetFetcher keySets;

    public Connections(Wallet wallet, GuardedNetwork network) {
        this.wallet = wallet;
        this.client = network.client(this::find, wallet.ledger());
        this.keySets = new KeySetFetcher(client, wallet.clock());
    }

    private Optional<AllowList.Allowance> find(HttpAddress address, Purpose purpose) {
        List<AllowedAddresses.Entry> entries = new ArrayList<>();
        wallet.addresses().forEach(allowed -> entries.add(allowed.entry()));
        for (RemoteProver prover : wallet.provers()) {
            entry(prover).ifPresent(entries::add);
        }
        return AllowedAddresses.of(entries).find(address, purpose);
    }

    /** Adding a prover allowed it; one whose address is none was stored by something else and stays out of reach. */
    private static Optional<AllowedAddresses.Entry> entry(RemoteProver prover) {
        try {
            HttpAddress address = HttpAddress.parse(prover.address());
            return Optional.of(new AllowedAddresses.Entry(Purpose.REMOTE_PROVER, address, prover.loopback()));
        } catch (NetException e) {
            return Optional.empty();
        }
    }

    /** The one client of this wallet. */
    public GuardedClient client() {
        return client;
    }

    public boolean isAllowed(Wanted wanted) {
        return find(wanted.address(), wanted.purpose()).isPresent();
    }

    /** Those that the holder has not allowed yet. */
    public List<Wanted> notAllowed(Collection<Wanted> wanted) {
        return wanted.stream().filter(one -> !isAllowed(one)).distinct().toList();
    }

    /**
     * Allows an address, because the holder confirmed it. Allowing one again only changes {@code loopback}.
     *
     * @param loopback whether it may be this computer, and then also without TLS; for trying things out
     */
    public AllowedAddress allow(Wanted wanted, boolean loopback) throws WalletException {
        return allow(wallet, wanted, loopback);
    }

    /** As {@link #allow(Wanted, boolean)}, for a wallet that goes nowhere. */
    public static AllowedAddress allow(Wallet wallet, Wanted wanted, boolean loopback) throws WalletException {
        Optional<AllowedAddress> before = wallet.addresses().stream()
                .filter(allowed -> allowed.entry().covers(wanted.address(), wanted.purpose()))
                .findFirst();
        return wallet.change(changes -> {
            AllowedAddress allowed = new AllowedAddress(
                    before.map(AllowedAddress::id).orElseGet(changes::newId),
                    wanted.purpose(),
                    before.map(AllowedAddress::address).orElse(wanted.address()),
                    loopback,
                    before.map(AllowedAddress::since).orElse(wallet.now()));
            changes.put(allowed);
            return allowed;
        });
    }

    /** Takes a permission back. */
    public void forbid(AllowedAddress allowed) throws WalletException {
        wallet.remove(allowed.id());
    }

    /**
     * Finds keys: at hand first, else as their owner publishes them now, where the holder allowed that address. An
     * address that was not allowed is unknown ({@code KEY_SET_NOT_FOUND}), so that the keys that the wallet has pinned
     * stand in. For imports and where the holder asks to look keys up; what is done every day needs no network.
     */
    public KeyResolver keys(KeyResolver atHand) {
        return name -> {
            try {
                return atHand.resolve(name);
            } catch (TokenException e) {
                if (e.reason() != TokenException.Reason.KEY_SET_NOT_FOUND || !isKeySetAllowed(name.jku())) {
                    throw e;
                }
                return keySets.resolve(name);
            }
        };
    }

    private boolean isKeySetAllowed(String jku) {
        try {
            return isAllowed(Wanted.of(Purpose.KEY_SET, jku));
        } catch (NetException e) {
            return false;
        }
    }

    /**
     * Every connection that was made, tried or refused for this wallet, oldest first.
     *
     * @throws WalletException {@code STORAGE_FAILED} when the ledger cannot be read
     */
    public List<LedgerLine> ledger() throws WalletException {
        return ledger(wallet);
    }

    /** As {@link #ledger()}, for a wallet that goes nowhere. */
    public static List<LedgerLine> ledger(Wallet wallet) throws WalletException {
        try {
            return wallet.ledger().lines();
        } catch (IOException e) {
            throw new WalletException(
                    Reason.STORAGE_FAILED,
                    "The list of connections cannot be read: " + e.getMessage() + ". The vault itself is not touched.");
        }
    }

    /** Whether the list of connections was altered by something else, so that a part of it was put aside. */
    public static boolean isLedgerDamaged(Wallet wallet) {
        return wallet.ledger().isDamaged();
    }
}
