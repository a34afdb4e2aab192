package holdfast.ui.unlock;

import holdfast.ui.common.Tasks;
import holdfast.ui.common.WalletSession;
import holdfast.wallet.Safekeeping;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore;
import holdfast.wallet.WalletStore.Access;
import holdfast.wallet.WalletStore.Notice;
import holdfast.wallet.WalletStore.Presence;
import holdfast.wallet.WalletStore.SecretKind;
import holdfast.wallet.WalletStore.Unlocked;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** The way from a folder to an open vault. Secrets come as characters, and are wiped here. */
public final class UnlockViewModel {
    /** What is asked for. */
    public enum Step {
        /** There is no vault in the folder; what Holdfast is. */
        WELCOME,
        /** The passphrase of a new vault. */
        CREATE,
        /** Whether the new vault gets a recovery key. */
        RECOVERY_KEY,
        /** The passphrase or recovery key of a vault. */
        OPEN,
        /** A new passphrase, after the vault was opened with its recovery key. */
        RESET,
        /** The passphrase of a backup that is to be restored. */
        RESTORE
    }

    private final WalletSession session;
    private final SecretWork work;
    private final VaultFolder vault;
    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.OPEN);
    private final ObjectProperty<List<Notice>> notices = new SimpleObjectProperty<>(List.of());
    private @Nullable Path backup;
    private @Nullable Wallet opened;
    private boolean closed;
    private final TypedSecret typed = new TypedSecret();

    public UnlockViewModel(VaultFolder vault, Tasks tasks, WalletSession session) {
        this.vault = vault;
        this.session = session;
        this.work = new SecretWork(tasks, session);
        look();
    }

    public ReadOnlyObjectProperty<Step> stepProperty() {
        return step.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty busyProperty() {
        return work.busyProperty();
    }

    /** What went wrong last; null when nothing did. */
    public ReadOnlyObjectProperty<@Nullable Exception> problemProperty() {
        return work.problemProperty();
    }

    /** What the vault that was opened last had to say. */
    public ReadOnlyObjectProperty<List<Notice>> noticesProperty() {
        return notices;
    }

    public ReadOnlyObjectProperty<Path> folderProperty() {
        return vault.folderProperty();
    }

    public String name() {
        return vault.name();
    }

    public boolean hasRecoveryKey() {
        return vault.hasRecoveryKey();
    }

    /** Takes another folder, which may hold a vault or not. */
    public void choose(Path other) {
        vault.folderProperty().set(other);
        look();
    }

    /** Takes another folder for the new vault; opens what is in it where there is one already. */
    public void chooseForNew(Path other) {
        choose(other);
        if (step.get() == Step.WELCOME) {
            begin();
        }
    }

    /** Looks again what is in the folder. */
    public void look() {
        forget();
        step.set(vault.look() == Presence.NONE ? Step.WELCOME : Step.OPEN);
    }

    /** From the welcome to the passphrase of a new vault. */
    public void begin() {
        work.problemProperty().set(null);
        step.set(Step.CREATE);
    }

    /** Creates a vault; the recovery key comes next. */
    public void create(char[] passphrase) {
        WalletStore store = vault.store();
        start(
                passphrase,
                given -> store.create(given, false).wallet(),
                wallet -> wallet,
                wallet -> step.set(Step.RECOVERY_KEY));
    }

    /** A recovery key for the new vault, to be shown; the caller wipes it. */
    public char[] newRecoveryKey() {
        return new Safekeeping(fresh()).newRecoveryKey();
    }

    /** Lets the recovery key count, and enters the vault. */
    public void acceptRecoveryKey(char[] key) {
        Wallet wallet = fresh();
        start(
                key,
                given -> {
                    new Safekeeping(wallet).addRecoveryKey(given);
                    return wallet;
                },
                same -> same,
                this::enter);
    }

    /** Enters the new vault without a recovery key, or the old one without a new passphrase. */
    public void skip() {
        enter(fresh());
    }

    /** Opens the vault. */
    public void unlock(char[] secret, SecretKind kind, Access access) {
        typed.remember(secret, kind);
        WalletStore store = vault.store();
        start(secret, given -> store.unlock(given, kind, access), Unlocked::wallet, this::unlocked);
    }

    /** Opens the earlier generation that the last problem named, with what was typed then. */
    public void unlockEarlier() {
        if (!(work.problemProperty().get() instanceof WalletException refused)) {
            return;
        }
        long generation = refused.earlierGeneration();
        char[] typedThen = typed.copy();
        if (typedThen == null) {
            return;
        }
        SecretKind kind = typed.kind();
        WalletStore store = vault.store();
        start(typedThen, given -> store.unlockEarlier(given, kind, generation), Unlocked::wallet, this::unlocked);
    }

    /** Opens for reading a vault that another program holds, with what was typed then. */
    public void unlockForReading() {
        char[] typedThen = typed.copy();
        if (typedThen != null) {
            unlock(typedThen, typed.kind(), Access.READ);
        }
    }

    private void unlocked(Unlocked unlocked) {
        notices.set(unlocked.notices());
        if (typed.kind() == SecretKind.RECOVERY_KEY && !unlocked.wallet().isReadOnly()) {
            step.set(Step.RESET);
        } else {
            enter(unlocked.wallet());
        }
    }

    /** Sets a new passphrase; the recovery key that was typed goes on opening the vault. */
    public void reset(char[] passphrase) {
        Wallet wallet = fresh();
        char[] kept = typed.copy();
        char[] recovery = kept == null ? new char[0] : kept;
        start(
                passphrase,
                given -> {
                    try {
                        new Safekeeping(wallet).changePassphrase(given, recovery, null);
                    } finally {
                        Arrays.fill(recovery, '\0');
                    }
                    return wallet;
                },
                same -> same,
                this::enter);
    }

    /** Takes a folder with a backup, to be restored into the folder that holds no vault. */
    public void restoreFrom(Path folderWithBackup) {
        work.problemProperty().set(null);
        backup = folderWithBackup;
        step.set(Step.RESTORE);
    }

    /** Restores the backup and opens it. */
    public void restore(char[] secret, SecretKind kind) {
        Path from = backup;
        if (from == null) {
            return;
        }
        typed.remember(secret, kind);
        WalletStore store = vault.store();
        start(
                secret,
                given -> {
                    store.restore(from, given, kind);
                    return store.unlock(given, kind, Access.WRITE);
                },
                Unlocked::wallet,
                this::unlocked);
    }

    /**
     * Does something with a secret in the background.
     *
     * @param wallet that is open afterwards; when the window was closed meanwhile it is closed at once
     */
    private <T> void start(char[] secret, SecretWork.WithSecret<T> what, Function<T, Wallet> wallet, Consumer<T> then) {
        work.start(secret, what, result -> {
            opened = wallet.apply(result);
            if (closed) {
                forget();
            } else {
                then.accept(result);
            }
        });
    }

    private Wallet fresh() {
        return Objects.requireNonNull(opened);
    }

    private void enter(Wallet wallet) {
        opened = null;
        forget();
        step.set(Step.OPEN);
        session.opened(vault.name(), wallet);
    }

    /** The window is closed: what is opened after this is closed at once. */
    public void close() {
        closed = true;
        forget();
    }

    /** Lets go of what was typed, and of a vault that was opened and not entered. */
    private void forget() {
        typed.forget();
        work.problemProperty().set(null);
        Wallet wallet = opened;
        opened = null;
        if (wallet != null) {
            wallet.close();
        }
    }
}
