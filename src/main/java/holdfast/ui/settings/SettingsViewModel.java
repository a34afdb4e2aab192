package holdfast.ui.settings;

import holdfast.net.LedgerLine;
import holdfast.ui.common.WalletSession;
import holdfast.wallet.AllowedAddress;
import holdfast.wallet.Connections;
import holdfast.wallet.EntryId;
import holdfast.wallet.HistoryCheck;
import holdfast.wallet.PinnedKey;
import holdfast.wallet.PrivateSettings;
import holdfast.wallet.RemoteProver;
import holdfast.wallet.RemoteProving;
import holdfast.wallet.Safekeeping;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletStore;
import holdfast.wallet.WalletStore.SecretKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/** What the settings change in the open vault. Secrets come as characters, and are wiped here. */
public final class SettingsViewModel {
    private final WalletSession session;
    private final Function<Path, WalletStore> stores;
    private final BooleanProperty busy = new SimpleBooleanProperty();

    /** What became of the files and of the history. */
    public record Soundness(WalletStore.Checkup files, HistoryCheck history) {}

    /** @param stores the wallet in a folder */
    public SettingsViewModel(WalletSession session, Function<Path, WalletStore> stores) {
        this.session = session;
        this.stores = stores;
    }

    public ReadOnlyBooleanProperty busyProperty() {
        return busy;
    }

    boolean isOpen() {
        return session.isOpen();
    }

    Wallet wallet() {
        return session.wallet();
    }

    Safekeeping safekeeping() {
        return new Safekeeping(session.wallet());
    }

    private interface Work<T> {
        T run(Wallet wallet) throws Exception;
    }

    private <T> void run(Work<T> work, Consumer<T> done, Consumer<Exception> failed) {
        busy.set(true);
        session.start(
                (wallet, progress) -> work.run(wallet),
                result -> {
                    busy.set(false);
                    session.changed();
                    done.accept(result);
                },
                error -> {
                    busy.set(false);
                    failed.accept(error);
                });
    }

    /** @param wipe the secrets: when the work is done, and also when it cannot begin since the vault is locked */
    private <T> void runWithSecrets(Work<T> work, Runnable wipe, Consumer<T> done, Consumer<Exception> failed) {
        run(
                wallet -> {
                    try {
                        return work.run(wallet);
                    } finally {
                        wipe.run();
                    }
                },
                done,
                error -> {
                    wipe.run();
                    failed.accept(error);
                });
    }

    public void lockAfter(int minutes, Consumer<Exception> failed) {
        run(
                wallet -> {
                    PrivateSettings now = wallet.settings();
                    wallet.changeSettings(new PrivateSettings(
                            Duration.ofMinutes(minutes), now.lockWhenMinimised(), now.lastBackup()));
                    return now;
                },
                ignored -> {},
                failed);
    }

    public void lockWhenMinimised(boolean lock, Consumer<Exception> failed) {
        run(
                wallet -> {
                    PrivateSettings now = wallet.settings();
                    wallet.changeSettings(new PrivateSettings(now.lockAfter(), lock, now.lastBackup()));
                    return now;
                },
                ignored -> {},
                failed);
    }

    /**
     * Replaces the passphrase.
     *
     * @param current the one of today: whoever finds the window open shall not shut its owner out
     * @param recovery the recovery key that shall go on opening the vault; null when it shall not
     * @param mebibytes what opening shall cost
     */
    public void changePassphrase(
            char[] current,
            char[] passphrase,
            char @Nullable [] recovery,
            int mebibytes,
            Consumer<Safekeeping.Rekeyed> done,
            Consumer<Exception> failed) {
        runWithSecrets(
                wallet -> {
                    Safekeeping safekeeping = new Safekeeping(wallet);
                    safekeeping.requirePassphrase(current);
                    Safekeeping.Cost cost = safekeeping.cost();
                    return safekeeping.changePassphraseAndCost(
                            passphrase, recovery, new Safekeeping.Cost(mebibytes, cost.passes(), cost.lanes()));
                },
                () -> {
                    Arrays.fill(current, '\0');
                    Arrays.fill(passphrase, '\0');
                    if (recovery != null) {
                        Arrays.fill(recovery, '\0');
                    }
                },
                done,
                failed);
    }

    public void addRecoveryKey(char[] key, Runnable done, Consumer<Exception> failed) {
        runWithSecrets(
                wallet -> {
                    new Safekeeping(wallet).addRecoveryKey(key);
                    return wallet;
                },
                () -> Arrays.fill(key, '\0'),
                ignored -> done.run(),
                failed);
    }

    public void removeRecoveryKey(char[] passphrase, Runnable done, Consumer<Exception> failed) {
        runWithSecrets(
                wallet -> new Safekeeping(wallet).removeRecoveryKey(passphrase),
                () -> Arrays.fill(passphrase, '\0'),
                ignored -> done.run(),
                failed);
    }

    public void describe(PinnedKey key, String label, boolean confirmed, Consumer<Exception> failed) {
        run(wallet -> wallet.describe(key, label, confirmed), ignored -> {}, failed);
    }

    /** Removes a pinned key or a prover. */
    public void remove(EntryId id, Consumer<Exception> failed) {
        run(
                wallet -> {
                    wallet.remove(id);
                    return id;
                },
                ignored -> {},
                failed);
    }

    public void forbid(AllowedAddress address, Consumer<Exception> failed) {
        remove(address.id(), failed);
    }

    /** Keeps a remote prover. Nothing is reached. */
    public void addProver(
            RemoteProving.Setup setup, byte[] secret, Consumer<RemoteProver> done, Consumer<Exception> failed) {
        runWithSecrets(
                wallet -> RemoteProving.add(wallet, setup, secret), () -> Arrays.fill(secret, (byte) 0), done, failed);
    }

    /** Every connection, newest first. */
    public void ledger(Consumer<List<LedgerLine>> done, Consumer<Exception> failed) {
        session.start((wallet, progress) -> Connections.ledger(wallet).reversed(), done, failed);
    }

    /** Copies the vault into a new folder and opens the copy. */
    public void backup(Path folder, Consumer<WalletStore.Copy> done, Consumer<Exception> failed) {
        run(wallet -> new Safekeeping(wallet).backup(folder), done, failed);
    }

    /** Opens every file of the vault, and follows the history's chain. */
    public void verify(Path folder, char[] passphrase, Consumer<Soundness> done, Consumer<Exception> failed) {
        WalletStore store = stores.apply(folder);
        runWithSecrets(
                wallet -> {
                    // Another secret would make every file look damaged, so that is found out first.
                    store.unlock(passphrase, SecretKind.PASSPHRASE, WalletStore.Access.READ)
                            .wallet()
                            .close();
                    return new Soundness(store.check(passphrase, SecretKind.PASSPHRASE), wallet.checkHistory());
                },
                () -> Arrays.fill(passphrase, '\0'),
                done,
                failed);
    }
}
