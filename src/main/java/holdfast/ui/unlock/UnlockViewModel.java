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
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
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

    /** How long what still uses the vault that was locked last may keep it from being opened again. */
    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    private final Function<Path, WalletStore> stores;
    private final Tasks tasks;
    private final WalletSession session;
    private final Function<Path, String> naming;
    private final ObjectProperty<Path> folder;
    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.OPEN);
    private final BooleanProperty busy = new SimpleBooleanProperty();
    private final ObjectProperty<@Nullable Exception> problem = new SimpleObjectProperty<>();
    private final ObjectProperty<List<Notice>> notices = new SimpleObjectProperty<>(List.of());
    private Presence presence = Presence.VAULT;
    private @Nullable Path backup;
    private @Nullable Wallet opened;
    private char @Nullable [] typedLast;
    private SecretKind kindLast = SecretKind.PASSPHRASE;

    /**
     * @param stores the wallet in a folder
     * @param folder where the vault is, or will be
     * @param naming what a vault in a folder is called
     */
    public UnlockViewModel(
            Function<Path, WalletStore> stores,
            Tasks tasks,
            WalletSession session,
            Path folder,
            Function<Path, String> naming) {
        this.stores = stores;
        this.tasks = tasks;
        this.session = session;
        this.naming = naming;
        this.folder = new SimpleObjectProperty<>(folder);
        look();
    }

    public ReadOnlyObjectProperty<Step> stepProperty() {
        return step.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty busyProperty() {
        return busy;
    }

    /** What went wrong last; null when nothing did. */
    public ReadOnlyObjectProperty<@Nullable Exception> problemProperty() {
        return problem;
    }

    /** What the vault that was opened last had to say. */
    public ReadOnlyObjectProperty<List<Notice>> noticesProperty() {
        return notices;
    }

    public ReadOnlyObjectProperty<Path> folderProperty() {
        return folder;
    }

    public String name() {
        return naming.apply(folder.get());
    }

    public boolean hasRecoveryKey() {
        return presence == Presence.VAULT_WITH_RECOVERY_KEY;
    }

    /** Takes another folder, which may hold a vault or not. */
    public void choose(Path other) {
        folder.set(other);
        look();
    }

    /** Looks again what is in the folder. */
    public void look() {
        forget();
        presence = stores.apply(folder.get()).presence();
        step.set(presence == Presence.NONE ? Step.WELCOME : Step.OPEN);
    }

    /** From the welcome to the passphrase of a new vault. */
    public void begin() {
        problem.set(null);
        step.set(Step.CREATE);
    }

    /** Back to where the folder's state leads. */
    public void back() {
        look();
    }

    /** Creates a vault; the recovery key comes next. */
    public void create(char[] passphrase) {
        WalletStore store = stores.apply(folder.get());
        run(passphrase, typed -> store.create(typed, false).wallet(), wallet -> {
            opened = wallet;
            step.set(Step.RECOVERY_KEY);
        });
    }

    /** A recovery key for the new vault, to be shown; the caller wipes it. */
    public char[] newRecoveryKey() {
        return new Safekeeping(fresh()).newRecoveryKey();
    }

    /** Lets the recovery key count, and enters the vault. */
    public void acceptRecoveryKey(char[] key) {
        Wallet wallet = fresh();
        run(
                key,
                typed -> {
                    new Safekeeping(wallet).addRecoveryKey(typed);
                    return wallet;
                },
                this::enter);
    }

    /** Enters the new vault without a recovery key, or the old one without a new passphrase. */
    public void skip() {
        enter(fresh());
    }

    /** Opens the vault. */
    public void unlock(char[] secret, SecretKind kind, Access access) {
        remember(secret, kind);
        WalletStore store = stores.apply(folder.get());
        run(secret, typed -> store.unlock(typed, kind, access), this::unlocked);
    }

    /** Opens the earlier generation that the last problem named, with what was typed then. */
    public void unlockEarlier() {
        char[] typedThen = typedLast;
        if (typedThen == null || !(problem.get() instanceof WalletException refused)) {
            return;
        }
        long generation = refused.earlierGeneration();
        SecretKind kind = kindLast;
        WalletStore store = stores.apply(folder.get());
        run(typedThen.clone(), typed -> store.unlockEarlier(typed, kind, generation), this::unlocked);
    }

    /** Opens for reading a vault that another program holds, with what was typed then. */
    public void unlockForReading() {
        char[] typedThen = typedLast;
        if (typedThen != null) {
            unlock(typedThen.clone(), kindLast, Access.READ);
        }
    }

    private void unlocked(Unlocked unlocked) {
        notices.set(unlocked.notices());
        opened = unlocked.wallet();
        if (kindLast == SecretKind.RECOVERY_KEY && !unlocked.wallet().isReadOnly()) {
            step.set(Step.RESET);
        } else {
            enter(unlocked.wallet());
        }
    }

    /** Sets a new passphrase; the recovery key that was typed goes on opening the vault. */
    public void reset(char[] passphrase) {
        Wallet wallet = fresh();
        char[] recovery = typedLast == null ? new char[0] : typedLast.clone();
        run(
                passphrase,
                typed -> {
                    try {
                        new Safekeeping(wallet).changePassphrase(typed, recovery, null);
                    } finally {
                        Arrays.fill(recovery, '\0');
                    }
                    return wallet;
                },
                this::enter);
    }

    /** Takes a folder with a backup, to be restored into the folder that holds no vault. */
    public void restoreFrom(Path folderWithBackup) {
        problem.set(null);
        backup = folderWithBackup;
        step.set(Step.RESTORE);
    }

    /** Restores the backup and opens it. */
    public void restore(char[] secret, SecretKind kind) {
        Path from = backup;
        if (from == null) {
            return;
        }
        remember(secret, kind);
        WalletStore store = stores.apply(folder.get());
        run(
                secret,
                typed -> {
                    store.restore(from, typed, kind);
                    return store.unlock(typed, kind, Access.WRITE);
                },
                this::unlocked);
    }

    private Wallet fresh() {
        Wallet wallet = opened;
        if (wallet == null) {
            throw new IllegalStateException("no vault was opened");
        }
        return wallet;
    }

    private void enter(Wallet wallet) {
        opened = null;
        forget();
        step.set(Step.OPEN);
        session.opened(name(), wallet);
    }

    private void remember(char[] secret, SecretKind kind) {
        char[] copy = secret.clone();
        forgetTyped();
        typedLast = copy;
        kindLast = kind;
    }

    private void forget() {
        forgetTyped();
        problem.set(null);
        Wallet wallet = opened;
        opened = null;
        if (wallet != null) {
            wallet.close();
        }
    }

    private void forgetTyped() {
        if (typedLast != null) {
            Arrays.fill(typedLast, '\0');
            typedLast = null;
        }
    }

    /** Lets go of a vault that was opened and not entered. */
    public void close() {
        forget();
    }

    /** What is done with a secret. */
    @FunctionalInterface
    private interface WithSecret<T> {
        T run(char[] secret) throws WalletException;
    }

    private <T> void run(char[] secret, WithSecret<T> work, Consumer<T> done) {
        if (busy.get()) {
            Arrays.fill(secret, '\0');
            return;
        }
        busy.set(true);
        problem.set(null);
        tasks.start(
                progress -> {
                    try {
                        session.awaitLocked(LONGEST_END);
                        return work.run(secret);
                    } finally {
                        Arrays.fill(secret, '\0');
                    }
                },
                result -> {
                    busy.set(false);
                    done.accept(result);
                },
                error -> {
                    busy.set(false);
                    problem.set(error);
                });
    }
}
