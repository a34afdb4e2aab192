package holdfast.vault;

import holdfast.crypto.SecretBytes;
import holdfast.vault.format.SlotType;

/** What opens a vault. Close it when the vault is open: that wipes it. */
public sealed interface VaultSecret extends AutoCloseable permits Passphrase, RecoveryKey {
    /** The bytes Argon2id stretches. */
    SecretBytes keyingMaterial();

    /** The slot it fits. */
    SlotType slotType();

    @Override
    default void close() {
        keyingMaterial().close();
    }
}
