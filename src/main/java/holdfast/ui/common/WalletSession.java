package holdfast.ui.common;

import holdfast.net.GuardedNetwork;
import holdfast.wallet.AutoLock;
import holdfast.wallet.Connections;
import holdfast.wallet.Wallet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The vault that is open in the window, or none. To be used on the window's thread. */
public final class WalletSession {
    private final ReadOnlyObjectWrapper<@Nullable Wallet> wallet = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
    private final List<Runnable> beforeLock = new ArrayList<>();
    private final List<Tasks.Job> running = new ArrayList<>();
    private final Tasks tasks;
    private final Supplier<GuardedNetwork> network;
    private volatile @Nullable Wallet locked;
    private @Nullable Connections connections;
    private String name = "";
    private AutoLock.Reason reason = AutoLock.Reason.NEVER_UNLOCKED;

    /**
     * @param tasks runs what uses the wallet
     * @param network the way out, made when it is first needed
     */
    public WalletSession(Tasks tasks, Supplier<GuardedNetwork> network) {
        this.tasks = tasks;
        this.network = network;
    }

    public ReadOnlyObjectProperty<@Nullable Wallet> walletProperty() {
        return wallet.getReadOnlyProperty();
    }

    /** Grows with each change to the wallet's contents: lists read the wallet again. */
    public ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /** The open wallet. */
    public Wallet wallet() {
        Wallet open = wallet.get();
        if (open == null) {
            throw new IllegalStateException("no vault is open");
        }
        return open;
    }

    /** The open wallet's one door to the network. */
    public Connections connections() {
        Connections door = connections;
        if (door == null) {
            door = new Connections(wallet(), network.get());
            connections = door;
        }
        return door;
    }

    public boolean isOpen() {
        return wallet.get() != null;
    }

    /** What the holder calls the vault. */
    public String name() {
        return name;
    }

    /** Why none is open. */
    public AutoLock.Reason reason() {
        return reason;
    }

    /** A vault was opened. */
    public void opened(String vaultName, Wallet opened) {
        lock(AutoLock.Reason.ASKED);
        name = vaultName;
        revision.set(revision.get() + 1);
        wallet.set(opened);
    }

    /** The contents changed. */
    public void changed() {
        revision.set(revision.get() + 1);
    }

    /** Something that takes time and uses the open wallet. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Wallet wallet, Tasks.Progress progress) throws Exception;
    }

    /** Starts work with the open wallet, as {@link #start(Work, Consumer, Consumer, Runnable)}. */
    public <T> Tasks.Job start(Work<T> work, Consumer<T> done, Consumer<Exception> failed) {
        return start(work, done, failed, () -> {});
    }

    /**
     * Starts work with the open wallet. Locking asks it to end, and the keys are wiped when it has: it never meets a
     * wallet that was closed under it. One of the three is called in any case, perhaps after the vault was locked; it fails
     * with {@link LockedException} where no vault is open any more.
     */
    public <T> Tasks.Job start(Work<T> work, Consumer<T> done, Consumer<Exception> failed, Runnable cancelled) {
        Wallet open = wallet.get();
        if (open == null) {
            return tasks.start(
                    progress -> {
                        throw new LockedException();
                    },
                    done,
                    failed,
                    cancelled);
        }
        Wallet.Use use = open.use();
        Tasks.Job job;
        try {
            job = tasks.start(
                    progress -> {
                        try (use) {
                            return work.run(open, progress);
                        }
                    },
                    done,
                    failed,
                    cancelled);
        } catch (RuntimeException e) {
            use.close(); // No thread takes work any more.
            throw e;
        }
        if (job.runningProperty().get()) {
            running.add(job);
            job.runningProperty().addListener((property, before, now) -> running.remove(job));
        }
        return job;
    }

    /** What is done with a result that only makes sense while the vault is open: nothing after it was locked. */
    public <T> Consumer<T> ifOpen(Consumer<T> done) {
        return result -> {
            if (isOpen()) {
                done.accept(result);
            }
        };
    }

    /** Waits until the vault that was locked last is closed in fact, and can be opened again. Not for the window's thread. */
    public void awaitLocked(Duration longest) throws InterruptedException {
        Wallet last = locked;
        if (last != null && last.awaitClosed(longest)) {
            locked = null;
        }
    }

    /** Has something done before a vault is locked: stop a proof, keep a draft. */
    public void beforeLock(Runnable action) {
        beforeLock.add(action);
    }

    /** Locks; does nothing where no vault is open. */
    public void lock(AutoLock.Reason why) {
        Wallet open = wallet.get();
        if (open == null) {
            return;
        }
        reason = why;
        beforeLock.forEach(Runnable::run);
        List.copyOf(running).forEach(Tasks.Job::cancel);
        wallet.set(null);
        connections = null;
        locked = open;
        open.close();
    }
}
