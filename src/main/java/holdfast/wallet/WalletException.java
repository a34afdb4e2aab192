package holdfast.wallet;

import holdfast.vault.OpenOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why the wallet's storage could not do what was asked. The message says what happened, what it means for the data, and
 * what to do; {@link #reason()} is what programs go by.
 */
public final class WalletException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** There is no vault in the folder. */
        NO_VAULT,
        /** There is one already. */
        VAULT_EXISTS,
        /** It is a verifier's store, which keeps no wallet. */
        NOT_A_WALLET,
        /** Wrong passphrase or recovery key, or an altered header. */
        WRONG_SECRET,
        /** What was typed cannot be a passphrase or recovery key at all. */
        SECRET_INVALID,
        /** A recovery key was given and the vault has none. */
        NO_RECOVERY_KEY,
        /** Another program has the vault open for writing. */
        BUSY,
        /** A later version of the program wrote it. */
        NEWER_VERSION,
        /** Only an earlier generation opens; see {@link WalletException#earlierGeneration()}. */
        EARLIER_AVAILABLE,
        /** Nothing opens. */
        UNREADABLE,
        /** The folder cannot be written. */
        NOT_WRITABLE,
        /** The operating system failed. */
        STORAGE_FAILED,
        /** The key derivation needs more memory than there is. */
        NOT_ENOUGH_MEMORY,
        /** Another program changed the vault meanwhile. */
        CHANGED_ON_DISK,
        /** The vault would become too large. */
        TOO_LARGE,
        /** It is open for reading only. */
        READ_ONLY,
        /** There is nothing to change. */
        NO_CHANGE,
        /** Nobody can tell which of two states is on disk. */
        IN_DOUBT,
        /** The folder for a backup or a restored vault holds something. */
        TARGET_NOT_EMPTY,
        /** A backup that does not open, or holds what this program cannot read. */
        BACKUP_UNREADABLE,
        /** The wallet has no entry of that name. */
        NO_SUCH_ENTRY,
        /** Several entries go by that name. */
        AMBIGUOUS_ENTRY,
        /** It was decided about, or is used, already. */
        WRONG_STATE,
        /** The proof's file is missing or damaged. */
        PROOF_GONE;

        /** Stable name for machine-readable output. */
        public String code() {
            return Fields.code(this);
        }
    }

    private final Reason reason;
    private final transient OpenOutcome.@Nullable Earlier earlier;

    WalletException(Reason reason, String message) {
        this(reason, message, null);
    }

    WalletException(Reason reason, String message, OpenOutcome.@Nullable Earlier earlier) {
        super(message);
        this.reason = reason;
        this.earlier = earlier;
    }

    public Reason reason() {
        return reason;
    }

    /** The number of the earlier generation that opens; 0 when there is none. */
    public long earlierGeneration() {
        return earlier == null ? 0 : earlier.generation();
    }

    /** When the earlier generation was saved; null when there is none. */
    public @Nullable Instant earlierSavedAt() {
        return earlier == null ? null : earlier.savedAt();
    }
}
