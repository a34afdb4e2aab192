package holdfast.wallet;

import holdfast.vault.KdfCost;
import holdfast.vault.Passphrase;
import holdfast.vault.RecoveryKey;
import holdfast.vault.SaveOutcome;
import holdfast.vault.VaultSecret;
import holdfast.wallet.WalletException.Reason;
import holdfast.wallet.WalletStore.Copy;
import holdfast.wallet.WalletStore.SecretKind;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What keeps an open wallet openable and nobody else's: passphrase, recovery key, backup. */
public final class Safekeeping {
    private final Wallet wallet;

    public Safekeeping(Wallet wallet) {
        this.wallet = wallet;
    }

    /**
     * What became of earlier generations when the keys were replaced.
     *
     * @param removed files that the old secret would have opened
     * @param remaining files of that kind that could not be removed: delete them by hand
     */
    public record Rekeyed(List<String> removed, List<String> remaining) {
        public Rekeyed {
            removed = List.copyOf(removed);
            remaining = List.copyOf(remaining);
        }

        private static Rekeyed of(SaveOutcome outcome) throws WalletException {
            return switch (outcome) {
                case SaveOutcome.Saved(var generation, var earlier) ->
                    new Rekeyed(earlier.removed(), earlier.remaining());
                case SaveOutcome.Unconfirmed(var generation, var earlier, var reason) ->
                    new Rekeyed(earlier.removed(), earlier.remaining());
                default -> throw VaultProblems.of(outcome);
            };
        }
    }

    /** @throws WalletException unless {@code passphrase} is the one that opens the vault now */
    public void requirePassphrase(char[] passphrase) throws WalletException {
        try (VaultSecret secret = WalletStore.secret(passphrase, SecretKind.PASSPHRASE)) {
            if (!wallet.vault().opens(secret)) {
                throw VaultProblems.of(new SaveOutcome.WrongSecret());
            }
        }
    }

    /**
     * Replaces the passphrase, and with it the vault's keys.
     *
     * @param passphrase the new one
     * @param recoveryKey the recovery key that shall open the vault from now on; null removes it
     * @param cost what opening shall cost; null leaves it as it is
     */
    public Rekeyed changePassphrase(char[] passphrase, char @Nullable [] recoveryKey, @Nullable KdfCost cost)
            throws WalletException {
        try (VaultSecret secret = WalletStore.secret(passphrase, SecretKind.PASSPHRASE)) {
            KdfCost wanted = cost == null ? wallet.vault().passphraseCost() : cost;
            if (recoveryKey == null) {
                return Rekeyed.of(wallet.vault().changePassphrase((Passphrase) secret, wanted, null));
            }
            try (VaultSecret recovery = WalletStore.secret(recoveryKey, SecretKind.RECOVERY_KEY)) {
                return Rekeyed.of(wallet.vault().changePassphrase((Passphrase) secret, wanted, (RecoveryKey) recovery));
            }
        }
    }

    /**
     * What opening the vault costs, and so what each guess costs whoever has its file (Argon2id).
     *
     * @param mebibytes of memory
     */
    public record Cost(int mebibytes, int passes, int lanes) {}

    public Cost cost() {
        KdfCost cost = wallet.vault().passphraseCost();
        return new Cost(cost.memoryKib() / 1024, cost.passes(), cost.lanes());
    }

    /**
     * As {@link #changePassphrase}, with another cost.
     *
     * @throws IllegalArgumentException for a cost outside its bounds
     */
    public Rekeyed changePassphraseAndCost(char[] passphrase, char @Nullable [] recoveryKey, Cost cost)
            throws WalletException {
        return changePassphrase(
                passphrase, recoveryKey, new KdfCost(cost.mebibytes() * 1024, cost.passes(), cost.lanes()));
    }

    public boolean hasRecoveryKey() {
        return wallet.vault().hasRecoveryKey();
    }

    /** Whether a recovery key that was typed in opens this vault. */
    public boolean isRecoveryKey(char[] typed) throws WalletException {
        try (VaultSecret recovery = WalletStore.secret(typed, SecretKind.RECOVERY_KEY)) {
            return wallet.vault().opens(recovery);
        }
    }

    /** A new recovery key, not in use yet: 39 characters to print, which the caller wipes. */
    public char[] newRecoveryKey() {
        try (RecoveryKey recovery = RecoveryKey.generate(wallet.random())) {
            return recovery.exposeText();
        }
    }

    /** Lets a recovery key open the vault as well; it must not have one. */
    public void addRecoveryKey(char[] recoveryKey) throws WalletException {
        try (VaultSecret recovery = WalletStore.secret(recoveryKey, SecretKind.RECOVERY_KEY)) {
            Rekeyed.of(wallet.vault().addRecoveryKey((RecoveryKey) recovery));
        }
    }

    /** Removes the recovery key, which replaces the vault's keys. */
    public Rekeyed removeRecoveryKey(char[] passphrase) throws WalletException {
        try (VaultSecret secret = WalletStore.secret(passphrase, SecretKind.PASSPHRASE)) {
            return Rekeyed.of(wallet.vault().removeRecoveryKey((Passphrase) secret));
        }
    }

    /** Puts a new recovery key in the place of the present one, which replaces the vault's keys. */
    public Rekeyed replaceRecoveryKey(char[] passphrase, char[] recoveryKey) throws WalletException {
        requirePassphrase(passphrase);
        return changePassphrase(passphrase, recoveryKey, null);
    }

    /**
     * Copies the vault into a new folder and opens the copy; only then it counts, and the wallet notes when it was made.
     */
    public Copy backup(Path folder) throws WalletException {
        Copy copy = Copy.of(wallet.vault().backup(folder));
        if (!wallet.isReadOnly()) {
            wallet.changeSettings(wallet.settings().backedUp(wallet.now()));
        }
        return copy;
    }

    /** Refuses what an open wallet cannot do when it is open for reading only. */
    static void requireWritable(Wallet wallet) throws WalletException {
        if (wallet.isReadOnly()) {
            throw new WalletException(
                    Reason.READ_ONLY, "The vault is open for reading only. Nothing was done; open it to write.");
        }
    }
}
