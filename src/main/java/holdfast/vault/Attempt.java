package holdfast.vault;

import holdfast.crypto.SecretBytes;
import holdfast.vault.format.Bytes;
import holdfast.vault.format.VaultBody;
import holdfast.vault.format.VaultHeader;

/** What came of opening one file of the vault's folder. */
sealed interface Attempt {
    /** @param hash SHA-256 of the whole file */
    record Opened(String name, Bytes hash, VaultHeader header, SecretBytes dataKey, VaultBody body) implements Attempt {
        void wipe() {
            dataKey.close();
            body.wipe();
        }
    }

    record Absent() implements Attempt {}

    /** The wrong secret, or an altered header; nobody can tell which. */
    record Refused(Bytes hash) implements Attempt {}

    /** The file has no slot for this kind of secret. */
    record NoSlot(Bytes hash) implements Attempt {}

    record UnknownVersion(String message) implements Attempt {}

    /** Of no use, for a reason that does not depend on the secret, or that shows after the MAC was found good. */
    record Broken(Bytes hash, String reason) implements Attempt {}

    /** The operating system could not read it. */
    record Unreadable(String reason) implements Attempt {}
}
