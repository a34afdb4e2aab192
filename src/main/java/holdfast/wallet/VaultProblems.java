package holdfast.wallet;

import holdfast.vault.CopyOutcome;
import holdfast.vault.CreateOutcome;
import holdfast.vault.LockHolder;
import holdfast.vault.OpenOutcome;
import holdfast.vault.SaveOutcome;
import holdfast.wallet.WalletException.Reason;
import java.time.Instant;

/** The one place that puts what a vault reports into a sentence. */
public final class VaultProblems {
    private VaultProblems() {}

    /** For anything but a vault that opened. */
    public static WalletException of(OpenOutcome outcome) {
        return switch (outcome) {
            case OpenOutcome.Opened ignored -> throw new IllegalArgumentException("it is open");
            case OpenOutcome.NotFound ignored ->
                new WalletException(
                        Reason.NO_VAULT, "There is no vault in the folder. Create one, or choose another folder.");
            case OpenOutcome.WrongSecret ignored ->
                new WalletException(
                        Reason.WRONG_SECRET,
                        "The passphrase or recovery key does not open the vault, or its file was altered. Nothing was"
                                + " changed; try again.");
            case OpenOutcome.NoSuchSlot ignored ->
                new WalletException(
                        Reason.NO_RECOVERY_KEY, "The vault has no recovery key. Open it with the passphrase.");
            case OpenOutcome.Busy(LockHolder holder) -> busy(holder);
            case OpenOutcome.NewerVersion(String message) ->
                new WalletException(
                        Reason.NEWER_VERSION,
                        "A newer version of the program wrote this vault (" + message
                                + "). Nothing was touched; update the program.");
            case OpenOutcome.EarlierAvailable(String problem, OpenOutcome.Earlier earlier) ->
                new WalletException(
                        Reason.EARLIER_AVAILABLE,
                        "The newest state does not open: " + problem + ". An earlier one does: generation "
                                + earlier.generation() + ", saved " + earlier.savedAt() + " with " + earlier.records()
                                + " records. What was saved since would be lost; nothing was touched yet.",
                        earlier);
            case OpenOutcome.Unreadable(String problem) ->
                new WalletException(
                        Reason.UNREADABLE,
                        "The vault does not open: " + problem + ". Nothing was touched; restore a backup.");
            case OpenOutcome.NotWritable(String reason) ->
                new WalletException(
                        Reason.NOT_WRITABLE,
                        "The vault's folder cannot be written: " + reason + ". It may still open for reading.");
            case OpenOutcome.StorageFailed(String reason) -> storage(reason);
            case OpenOutcome.NotEnoughMemory ignored -> memory();
        };
    }

    /** For anything but a vault that was created. */
    public static WalletException of(CreateOutcome outcome) {
        return switch (outcome) {
            case CreateOutcome.Created ignored -> throw new IllegalArgumentException("it is created");
            case CreateOutcome.Exists ignored ->
                new WalletException(
                        Reason.VAULT_EXISTS,
                        "The folder holds a vault, or what is left of one. Nothing was touched; open it, or choose an"
                                + " empty folder.");
            case CreateOutcome.Busy(LockHolder holder) -> busy(holder);
            case CreateOutcome.NotEnoughMemory ignored -> memory();
            case CreateOutcome.StorageFailed(String reason) -> storage(reason);
        };
    }

    /** For anything but a save that took place. */
    static WalletException of(SaveOutcome outcome) {
        return switch (outcome) {
            case SaveOutcome.Saved ignored -> throw new IllegalArgumentException("it is saved");
            case SaveOutcome.Unconfirmed ignored -> throw new IllegalArgumentException("it is saved");
            case SaveOutcome.ChangedOnDisk ignored -> changed();
            case SaveOutcome.TooLarge(long bytes, long limit) ->
                new WalletException(
                        Reason.TOO_LARGE,
                        "The vault would have " + bytes + " bytes, and may have " + limit
                                + ". Nothing was saved; remove what is no longer needed.");
            case SaveOutcome.ReadOnly ignored ->
                new WalletException(
                        Reason.READ_ONLY, "The vault is open for reading only. Nothing was saved; open it to write.");
            case SaveOutcome.WrongSecret ignored ->
                new WalletException(
                        Reason.WRONG_SECRET, "That is not the vault's passphrase. Nothing was changed; try again.");
            case SaveOutcome.NotEnoughMemory ignored -> memory();
            case SaveOutcome.NoChange(String reason) ->
                new WalletException(Reason.NO_CHANGE, "Nothing was changed: " + reason + ".");
            case SaveOutcome.StorageFailed(String reason) -> storage(reason);
            case SaveOutcome.Unknown(String reason) ->
                new WalletException(
                        Reason.IN_DOUBT,
                        "The disk failed in the middle (" + reason
                                + "): the vault is whole, but may have the old or the new state. Close it and open it"
                                + " again.");
        };
    }

    static WalletException of(CopyOutcome outcome) {
        return switch (outcome) {
            case CopyOutcome.Copied ignored -> throw new IllegalArgumentException("it is copied");
            case CopyOutcome.NotEmpty(var folder) ->
                new WalletException(
                        Reason.TARGET_NOT_EMPTY,
                        "The folder " + folder + " is not empty. Nothing was touched; name a new one.");
            case CopyOutcome.Busy(var folder, LockHolder ignored) ->
                new WalletException(
                        Reason.TARGET_NOT_EMPTY,
                        "Another program is writing to the folder " + folder + ". Nothing was copied; name a new one.");
            case CopyOutcome.ChangedOnDisk ignored -> changed();
            case CopyOutcome.SourceRefused(OpenOutcome why) -> of(why);
            case CopyOutcome.NotReadable(String reason) ->
                new WalletException(
                        Reason.BACKUP_UNREADABLE,
                        "The copy was written but does not open (" + reason
                                + "), so it is no backup. Try another disk.");
            case CopyOutcome.StorageFailed(String reason) -> storage(reason);
        };
    }

    private static WalletException busy(LockHolder holder) {
        StringBuilder who = new StringBuilder("Another program has the vault open");
        if (holder.pid().isPresent()) {
            who.append(": process ").append(holder.pid().getAsLong());
            if (!holder.user().isEmpty()) {
                who.append(" of ").append(holder.user());
            }
            if (!holder.since().equals(Instant.EPOCH)) {
                who.append(", since ").append(holder.since());
            }
        }
        return new WalletException(Reason.BUSY, who + ". Nothing was changed; close it there first.");
    }

    private static WalletException changed() {
        return new WalletException(
                Reason.CHANGED_ON_DISK,
                "Another program changed the vault since it was opened. Nothing was saved; open it again.");
    }

    private static WalletException memory() {
        return new WalletException(
                Reason.NOT_ENOUGH_MEMORY,
                "Deriving the vault's key needs more memory than the program has. Nothing was changed; close other"
                        + " programs and try again.");
    }

    private static WalletException storage(String reason) {
        return new WalletException(
                Reason.STORAGE_FAILED, "The disk did not do it: " + reason + ". What was saved before is unchanged.");
    }
}
