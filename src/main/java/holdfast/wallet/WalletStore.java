package holdfast.wallet;

import holdfast.vault.CopyOutcome;
import holdfast.vault.CreateOutcome;
import holdfast.vault.GenerationMemory;
import holdfast.vault.InvalidSecretException;
import holdfast.vault.KdfCost;
import holdfast.vault.OpenOutcome;
import holdfast.vault.Passphrase;
import holdfast.vault.RecoveryKey;
import holdfast.vault.Vault;
import holdfast.vault.VaultInfo;
import holdfast.vault.VaultReport;
import holdfast.vault.VaultSecret;
import holdfast.vault.VaultStore;
import holdfast.wallet.WalletException.Reason;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A folder where a wallet is, or can be created. Secrets come as the characters that were typed, which the caller wipes.
 */
public final class WalletStore {
    /** How the types of a verifier's records begin. */
    private static final String VERIFIER_TYPES = "verifier.";

    private final VaultStore vaults;
    private final Path folder;
    private final SecureRandom random;
    private final Clock clock;
    private final GenerationMemory memory;
    private final Supplier<KdfCost> newCost;

    /**
     * @param folder need not exist
     * @param memory where generations are remembered, outside {@code folder}
     * @param newCost decides what opening a new vault costs; may take seconds
     */
    public WalletStore(
            Path folder, SecureRandom random, Clock clock, GenerationMemory memory, Supplier<KdfCost> newCost) {
        this.folder = folder;
        this.vaults = new VaultStore(folder, random, clock, memory);
        this.random = random;
        this.clock = clock;
        this.memory = memory;
        this.newCost = newCost;
    }

    /** What was typed to open a vault. */
    public enum SecretKind {
        PASSPHRASE,
        RECOVERY_KEY
    }

    /** What a wallet is opened for. */
    public enum Access {
        /** Takes the lock. */
        WRITE,
        /** Works beside another program that has the vault open. */
        READ
    }

    /**
     * A wallet that was opened.
     *
     * @param notices what the holder should know about the vault, one sentence each
     */
    public record Unlocked(Wallet wallet, List<Notice> notices) {
        public Unlocked {
            notices = List.copyOf(notices);
        }
    }

    /**
     * Something the holder should know about a vault that did open.
     *
     * @param code stable name
     * @param sentence in English
     */
    public record Notice(String code, String sentence) {}

    /**
     * A wallet that was created.
     *
     * @param recoveryKey the characters to print, which the caller wipes; null when none was asked for
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed over once, wiped, and not compared.
    public record Created(Wallet wallet, char @Nullable [] recoveryKey) {}

    /** What is in the folder, as far as it can be told without a secret. */
    public enum Presence {
        /** No vault. */
        NONE,
        /** A vault. */
        VAULT,
        /** A vault that also opens with a recovery key. */
        VAULT_WITH_RECOVERY_KEY
    }

    /** Looks without a secret. What is damaged or newer counts as a vault: opening it says more. */
    public Presence presence() {
        return switch (vaults.info()) {
            case VaultInfo.NotFound ignored -> Presence.NONE;
            case VaultInfo.Header header ->
                header.slots().stream().anyMatch(slot -> slot.kind() == VaultInfo.Kind.RECOVERY_KEY)
                        ? Presence.VAULT_WITH_RECOVERY_KEY
                        : Presence.VAULT;
            case VaultInfo.NewerVersion ignored -> Presence.VAULT;
            case VaultInfo.Malformed ignored -> Presence.VAULT_WITH_RECOVERY_KEY;
            case VaultInfo.StorageFailed ignored -> Presence.VAULT;
        };
    }

    /** Creates an empty wallet and leaves it open. */
    public Created create(char[] passphrase, boolean withRecoveryKey) throws WalletException {
        try (VaultSecret secret = secret(passphrase, SecretKind.PASSPHRASE)) {
            RecoveryKey recovery = withRecoveryKey ? RecoveryKey.generate(random) : null;
            try {
                CreateOutcome outcome = vaults.create((Passphrase) secret, newCost.get(), recovery);
                if (outcome instanceof CreateOutcome.Created(Vault vault)) {
                    return new Created(
                            new Wallet(vault, random, clock, folder), recovery == null ? null : recovery.exposeText());
                }
                throw VaultProblems.of(outcome);
            } finally {
                if (recovery != null) {
                    recovery.close();
                }
            }
        }
    }

    /** Opens the wallet. The caller closes it. */
    public Unlocked unlock(char[] typed, SecretKind kind, Access access) throws WalletException {
        try (VaultSecret secret = secret(typed, kind)) {
            return unlocked(access == Access.WRITE ? vaults.open(secret) : vaults.openReadOnly(secret));
        }
    }

    /**
     * Opens the earlier generation that {@link WalletException#earlierGeneration()} named. The first change puts it in
     * the place of the newer one, which is kept aside.
     */
    public Unlocked unlockEarlier(char[] typed, SecretKind kind, long generation) throws WalletException {
        try (VaultSecret secret = secret(typed, kind)) {
            OpenOutcome outcome = vaults.openEarlier(secret, generation);
            if (outcome instanceof OpenOutcome.Opened(Vault vault, var notices) && vault.generation() != generation) {
                long newest = vault.generation();
                vault.close();
                throw new WalletException(
                        Reason.NO_CHANGE,
                        "The newest state of the vault, generation " + newest + ", does open. Nothing was changed; an"
                                + " earlier one is taken only where it does not.");
            }
            return unlocked(outcome);
        }
    }

    private Unlocked unlocked(OpenOutcome outcome) throws WalletException {
        if (outcome instanceof OpenOutcome.Opened(Vault vault, List<OpenOutcome.Notice> notices)) {
            if (vault.records().stream().anyMatch(record -> record.type().startsWith(VERIFIER_TYPES))) {
                vault.close();
                throw new WalletException(
                        Reason.NOT_A_WALLET,
                        "The folder is a verifier's store and not a wallet. Nothing was changed; choose your wallet's"
                                + " folder, or use this one with --store.");
            }
            return new Unlocked(
                    new Wallet(vault, random, clock, folder),
                    notices.stream().map(WalletStore::notice).toList());
        }
        throw VaultProblems.of(outcome);
    }

    /** The sentence for a notice of the vault. */
    public static Notice notice(OpenOutcome.Notice notice) {
        return switch (notice) {
            case OpenOutcome.Notice.RolledBack(long seen, long found) ->
                new Notice(
                        "rolled-back",
                        "This vault is older than the one that was open here last (generation " + found + ", then "
                                + seen + "): the folder was replaced by an older copy");
            case OpenOutcome.Notice.Migrated(int from, String keptAs) ->
                new Notice(
                        "migrated",
                        "The vault was of version " + from + " and was brought up to date; the old file is kept as "
                                + keptAs);
            case OpenOutcome.Notice.EarlierRemoved(List<String> names) ->
                new Notice(
                        "earlier-removed",
                        "Earlier generations that a given-up passphrase would have opened were removed: "
                                + String.join(", ", names));
            case OpenOutcome.Notice.MemoryFailed(String reason) ->
                new Notice(
                        "memory-failed",
                        "It cannot be remembered which state of the vault is the newest (" + reason
                                + "), so an older copy put in its place would go unnoticed");
        };
    }

    /**
     * A copy that was made, read back and opened.
     *
     * @param missing how many proofs were absent or damaged already, and so are absent in the copy
     */
    public record Copy(Path folder, long generation, int records, int proofs, int missing) {
        static Copy of(CopyOutcome outcome) throws WalletException {
            if (outcome
                    instanceof CopyOutcome.Copied(var folder, var generation, var records, var bodies, var missing)) {
                return new Copy(folder, generation, records, bodies, missing.size());
            }
            throw VaultProblems.of(outcome);
        }
    }

    /**
     * Copies a backup into this folder, which holds no vault. Before anything is written the backup is opened, every
     * record in it is read, and the chain of its history is followed.
     */
    public Copy restore(Path backup, char[] typed, SecretKind kind) throws WalletException {
        try (VaultSecret secret = secret(typed, kind)) {
            WalletStore there = new WalletStore(backup, random, clock, GenerationMemory.none(), newCost);
            try (Wallet wallet =
                    there.unlocked(there.vaults.openReadOnly(secret)).wallet()) {
                requireWhole(wallet);
            }
            return Copy.of(vaults.restoreFrom(backup, secret));
        }
    }

    private static void requireWhole(Wallet wallet) throws WalletException {
        if (!wallet.unread().isEmpty()) {
            UnreadRecord first = wallet.unread().getFirst();
            throw new WalletException(
                    Reason.BACKUP_UNREADABLE,
                    "The backup holds " + wallet.unread().size() + " records that this program cannot read (the first: "
                            + first.type() + ", " + first.reason()
                            + "). Nothing was restored; use the version of the program that wrote it.");
        }
        if (wallet.checkHistory() instanceof HistoryCheck.Broken(long number, HistoryCheck.Reason reason)) {
            throw new WalletException(
                    Reason.BACKUP_UNREADABLE,
                    "The history in the backup was changed at entry " + number + " (" + reason.code()
                            + "). Nothing was restored; use another backup.");
        }
    }

    /**
     * What a check of everything in the folder found.
     *
     * @param files that open and follow one on the other
     * @param damaged files that do not
     * @param proofs that the newest state lists
     * @param badProofs those of them that are missing or damaged
     */
    public record Checkup(int files, int damaged, int proofs, int badProofs) {
        public boolean isSound() {
            return files > 0 && damaged == 0 && badProofs == 0;
        }
    }

    /** Opens every file and every proof; changes nothing. */
    public Checkup check(char[] typed, SecretKind kind) throws WalletException {
        try (VaultSecret secret = secret(typed, kind)) {
            VaultReport report = vaults.verify(secret);
            int sound = (int) report.files().stream()
                    .filter(entry -> entry.state() instanceof VaultReport.State.Sound state && state.follows())
                    .count();
            return new Checkup(
                    sound,
                    report.files().size() - sound,
                    report.bodies(),
                    report.badBodies().size());
        }
    }

    /** The vault below, for what needs no wallet: what can be said without a secret, and checking every file. */
    public VaultStore vaults() {
        return vaults;
    }

    /** The memory of generations that was given. */
    public GenerationMemory memory() {
        return memory;
    }

    /** @throws WalletException {@code SECRET_INVALID} when the characters cannot be such a secret */
    public static VaultSecret secret(char[] typed, SecretKind kind) throws WalletException {
        try {
            return kind == SecretKind.PASSPHRASE ? Passphrase.of(typed) : RecoveryKey.parse(typed);
        } catch (InvalidSecretException e) {
            String message = String.valueOf(e.getMessage());
            throw new WalletException(
                    Reason.SECRET_INVALID, Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".");
        }
    }
}
