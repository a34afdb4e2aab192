package holdfast.ui.unlock;

import holdfast.wallet.WalletStore;
import holdfast.wallet.WalletStore.Presence;
import java.nio.file.Path;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** The folder in which the vault is, or will be. */
public final class VaultFolder {
    private final Function<Path, WalletStore> stores;
    private final Function<Path, String> naming;
    private final ObjectProperty<Path> folder;
    private Presence presence = Presence.VAULT;

    /**
     * @param stores the wallet in a folder
     * @param naming what a vault in a folder is called
     * @param folder the one at the start
     */
    public VaultFolder(Function<Path, WalletStore> stores, Function<Path, String> naming, Path folder) {
        this.stores = stores;
        this.naming = naming;
        this.folder = new SimpleObjectProperty<>(folder);
    }

    ObjectProperty<Path> folderProperty() {
        return folder;
    }

    WalletStore store() {
        return stores.apply(folder.get());
    }

    /** Looks what is there. */
    Presence look() {
        presence = store().presence();
        return presence;
    }

    /** Whether there was a vault with a recovery key at the last look. */
    boolean hasRecoveryKey() {
        return presence == Presence.VAULT_WITH_RECOVERY_KEY;
    }

    String name() {
        return naming.apply(folder.get());
    }
}
