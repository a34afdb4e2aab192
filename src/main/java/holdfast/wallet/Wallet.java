package holdfast.wallet;

import holdfast.credential.KeyRef;
import holdfast.token.Es256PublicKey;
import holdfast.token.KeyResolver;
import holdfast.vault.SaveOutcome;
import holdfast.vault.Vault;
import holdfast.wallet.PinnedKey.Role;
import holdfast.wallet.WalletException.Reason;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An open wallet: what is in it, and the changes that need no more than a save. Reading is safe from any thread and
 * sees one saved state; changes run one after another and return when they are on disk. Closing locks it.
 */
public final class Wallet implements AutoCloseable {
    private final Vault vault;
    private final SecureRandom random;
    private final Clock clock;
    private final VaultLedger ledger;
    private volatile Contents contents;
    private volatile @Nullable String unconfirmed;
    private final CountDownLatch wiped = new CountDownLatch(1);
    /** Not the wallet's own lock, which a save holds for as long as the disk takes: locking must not wait for that. */
    private final Object turn = new Object();

    private int uses;
    private boolean locking;

    /** @param folder where the vault is, and the ledger of connections beside it */
    Wallet(Vault vault, SecureRandom random, Clock clock, Path folder) {
        this.vault = vault;
        this.random = random;
        this.clock = clock;
        this.contents = Contents.read(vault);
        this.ledger = new VaultLedger(this, folder.resolve(VaultLedger.FILE));
    }

    /** In the order in which they were added. */
    public List<HeldCredential> credentials() {
        return List.copyOf(contents.credentials().values());
    }

    public List<HeldRequest> requests() {
        return List.copyOf(contents.requests().values());
    }

    public List<PinnedKey> keys() {
        return List.copyOf(contents.keys().values());
    }

    public List<RemoteProver> provers() {
        return List.copyOf(contents.provers().values());
    }

    /** The addresses that may be reached, in the order in which they were allowed. */
    public List<AllowedAddress> addresses() {
        return List.copyOf(contents.addresses().values());
    }

    /** Oldest first. */
    public List<HistoryEntry> history() {
        return List.copyOf(contents.history().values());
    }

    public PrivateSettings settings() {
        return contents.settings();
    }

    /** What this version cannot read and leaves alone. */
    public List<UnreadRecord> unread() {
        return contents.unread();
    }

    public boolean isReadOnly() {
        return vault.isReadOnly();
    }

    /** Why the last save may not survive a power cut now, if the operating system said so. */
    public Optional<String> unconfirmed() {
        return Optional.ofNullable(unconfirmed);
    }

    /**
     * The credential of that id.
     *
     * @param id the whole id or its beginning, at least four digits
     * @throws WalletException {@code NO_SUCH_ENTRY} or {@code AMBIGUOUS_ENTRY}
     */
    public HeldCredential credential(String id) throws WalletException {
        return find(contents.credentials(), id, "credential");
    }

    /** The request of that id, as {@link #credential}. */
    public HeldRequest request(String id) throws WalletException {
        return find(contents.requests(), id, "request");
    }

    /** The permission of that id, as {@link #credential}. */
    public AllowedAddress address(String id) throws WalletException {
        return find(contents.addresses(), id, "allowed address");
    }

    /**
     * The entry of the history with that number.
     *
     * @throws WalletException {@code NO_SUCH_ENTRY}
     */
    public HistoryEntry entry(long number) throws WalletException {
        for (HistoryEntry entry : contents.history().values()) {
            if (entry.number() == number) {
                return entry;
            }
        }
        throw new WalletException(
                Reason.NO_SUCH_ENTRY, "The history has no entry " + number + ". Look at the list of entries.");
    }

    private static <T> T find(Map<EntryId, T> entries, String id, String what) throws WalletException {
        String wanted = id.toLowerCase(Locale.ROOT);
        List<T> found = new ArrayList<>();
        if (wanted.length() >= 4) {
            entries.forEach((key, value) -> {
                if (key.hex().startsWith(wanted)) {
                    found.add(value);
                }
            });
        }
        if (found.size() > 1) {
            throw new WalletException(
                    Reason.AMBIGUOUS_ENTRY,
                    "More than one " + what + " has an id that begins with " + id + ". Give more of its digits.");
        }
        if (found.isEmpty()) {
            throw new WalletException(
                    Reason.NO_SUCH_ENTRY,
                    "The wallet has no " + what + " with the id " + id
                            + ". Give at least the first four digits that the list shows.");
        }
        return found.getFirst();
    }

    /** How well a key is known, and whether its name stood for another one. */
    public KeyStanding standing(Role role, KeyRef.@Nullable KeysetEndpoint name, Es256PublicKey key) {
        return KeyStanding.among(contents.keys().values(), role, name, key);
    }

    /** How well the key of a credential's issuer is known now. */
    public KeyStanding issuer(HeldCredential credential) {
        return standing(Role.ISSUER, credential.issuerKeyName(), credential.issuerKey());
    }

    /** How well the key of a request's verifier is known now. */
    public KeyStanding verifier(HeldRequest request) {
        return standing(Role.VERIFIER, request.verifierKeyName(), request.verifierKey());
    }

    /** Finds the keys that the wallet has pinned by name; opens no connection. */
    public KeyResolver pinned(Role role) {
        return name -> {
            for (PinnedKey pin : contents.keys().values()) {
                if (pin.isOf(role, name)) {
                    return pin.key();
                }
            }
            return KeyResolver.none().resolve(name);
        };
    }

    /** Follows the chain of the history from its beginning to its end. */
    public HistoryCheck checkHistory() {
        Contents now = contents;
        return HistoryCheck.of(
                List.copyOf(now.history().values()),
                now.head().count(),
                now.head().hash());
    }

    /** Gives a credential another name and other labels. */
    public HeldCredential describe(HeldCredential credential, String name, List<String> labels) throws WalletException {
        return change(changes -> {
            HeldCredential described = credential.named(name, labels);
            changes.put(described);
            return described;
        });
    }

    /** Names the owner of a pinned key, or notes that the holder compared it with what its owner says. */
    public PinnedKey describe(PinnedKey key, String label, boolean confirmed) throws WalletException {
        return change(changes -> {
            PinnedKey described = key.described(label, confirmed);
            changes.put(described);
            return described;
        });
    }

    /** Removes a credential, a request, a pinned key or a prover. History about it stays. */
    public void remove(EntryId id) throws WalletException {
        change(changes -> {
            changes.remove(id);
            return id;
        });
    }

    public void changeSettings(PrivateSettings settings) throws WalletException {
        change(changes -> {
            changes.put(settings);
            return settings;
        });
    }

    /** Makes changes, all of which are saved or none. */
    synchronized <T> T change(Function<Changes, T> step) throws WalletException {
        Changes changes = new Changes(vault, contents, random);
        T result = step.apply(changes);
        if (changes.longest() > RecordCodec.LONGEST) {
            throw new WalletException(
                    Reason.TOO_LARGE,
                    "An entry would have " + changes.longest() + " bytes, and may have " + RecordCodec.LONGEST
                            + ". Nothing was saved; shorten its name, labels or text.");
        }
        unconfirmed = switch (vault.save(changes.edit())) {
            case SaveOutcome.Saved ignored -> null;
            case SaveOutcome.Unconfirmed(var generation, var earlier, String reason) -> reason;
            case SaveOutcome.NotSaved problem -> throw VaultProblems.of(problem);
            case SaveOutcome.Unknown problem -> throw VaultProblems.of(problem);
        };
        contents = changes.after();
        return result;
    }

    /** Every connection that was made or refused while this wallet was open, or for it. */
    VaultLedger ledger() {
        return ledger;
    }

    Vault vault() {
        return vault;
    }

    Clock clock() {
        return clock;
    }

    SecureRandom random() {
        return random;
    }

    /** Without fractions of a second, which nobody needs and everybody would see. */
    Instant now() {
        return Instant.ofEpochSecond(clock.instant().getEpochSecond());
    }

    /** A piece of work with an open wallet, until it is closed. */
    public interface Use extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Begins a piece of work, at whose end the caller closes what this gives. Locking waits for it: what the work reads
     * stays readable, and what it saves is saved.
     *
     * @throws IllegalStateException when the wallet was locked
     */
    public Use use() {
        synchronized (turn) {
            if (locking) {
                throw new IllegalStateException("the wallet was locked");
            }
            uses++;
        }
        AtomicBoolean over = new AtomicBoolean();
        return () -> {
            if (!over.getAndSet(true)) {
                ended();
            }
        };
    }

    private void ended() {
        boolean last;
        synchronized (turn) {
            uses--;
            last = locking && uses == 0;
        }
        if (last) {
            wipe();
        }
    }

    /**
     * Locks: wipes keys and records, and lets go of what was read from them. While a piece of work {@linkplain #use uses}
     * the wallet, that happens at its end and not here; no other one begins.
     */
    @Override
    public void close() {
        synchronized (turn) {
            locking = true;
            if (uses > 0) {
                return;
            }
        }
        wipe();
    }

    private void wipe() {
        // Before the wallet's own lock: the ledger may be waiting for that one to store its key.
        ledger.close();
        synchronized (this) {
            vault.close();
            contents = Contents.empty();
            wiped.countDown();
        }
    }

    /** Waits until a wallet that was locked is closed in fact; false when it is not after that time. */
    public boolean awaitClosed(Duration longest) throws InterruptedException {
        return wiped.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public String toString() {
        return "Wallet[" + vault + "]";
    }
}
