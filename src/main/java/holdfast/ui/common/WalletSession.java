package holdfast.ui.common;

import holdfast.net.GuardedNetwork;
import holdfast.wallet.AutoLock;
import holdfast.wallet.Connections;
import holdfast.wallet.Wallet;
import java.util.ArrayList;
import java.util.List;
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
    private final Supplier<GuardedNetwork> network;
    private @Nullable Connections connections;
    private String name = "";
    private AutoLock.Reason reason = AutoLock.Reason.NEVER_UNLOCKED;

    /** @param network the way out, made when it is first needed */
    public WalletSession(Supplier<GuardedNetwork> network) {
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
        wallet.set(null);
        connections = null;
        open.close();
    }
}
