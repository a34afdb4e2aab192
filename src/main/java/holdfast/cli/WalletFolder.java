package holdfast.cli;

import holdfast.vault.FileGenerationMemory;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore;
import holdfast.wallet.WalletStore.Access;
import holdfast.wallet.WalletStore.Presence;
import holdfast.wallet.WalletStore.SecretKind;
import holdfast.wallet.WalletStore.Unlocked;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which wallet, and how it is opened. */
final class WalletFolder {
    @Option(names = "--vault", paramLabel = "DIR", description = "The vault's folder; your own by default.")
    private @Nullable Path folder;

    @Option(
            names = "--passphrase-fd",
            paramLabel = "N",
            description = "Read secrets from file descriptor N, a line each, in the order in which they would be asked"
                    + " for; 0 is standard input.")
    private @Nullable Integer descriptor;

    @Option(names = "--with-recovery-key", description = "Open with the recovery key instead of the passphrase.")
    private boolean withRecoveryKey;

    Secrets secrets(Terminal terminal) {
        return new Secrets(terminal, descriptor);
    }

    boolean withRecoveryKey() {
        return withRecoveryKey;
    }

    SecretKind kind() {
        return withRecoveryKey ? SecretKind.RECOVERY_KEY : SecretKind.PASSPHRASE;
    }

    Path folder(Terminal terminal) {
        return folder == null ? terminal.places().vault() : folder;
    }

    WalletStore store(Terminal terminal, Clock clock, SecureRandom random) {
        return store(terminal, clock, random, new KdfOptions());
    }

    WalletStore store(Terminal terminal, Clock clock, SecureRandom random, KdfOptions cost) {
        return new WalletStore(
                folder(terminal),
                random,
                clock,
                new FileGenerationMemory(terminal.places().generations()),
                cost::givenOrMeasured);
    }

    /** Asks for what opens the vault; where there is none, that is said before anybody types. The caller wipes it. */
    char[] ask(WalletStore store, Terminal terminal, Secrets secrets) {
        if (store.presence() == Presence.NONE) {
            throw new CliException(
                    "There is no vault in " + folder(terminal) + ". Create one with: holdfast vault create");
        }
        return ask(secrets);
    }

    /** Asks for the passphrase or recovery key. The caller wipes it. */
    char[] ask(Secrets secrets) {
        return secrets.read(withRecoveryKey ? "Recovery key: " : "Passphrase: ");
    }

    /** Asks for the secret and opens the wallet; what the vault has to say goes to standard error. */
    Wallet open(Terminal terminal, Clock clock, SecureRandom random, Access access) throws WalletException {
        try (Secrets secrets = secrets(terminal)) {
            return open(store(terminal, clock, random), terminal, secrets, access);
        }
    }

    Wallet open(WalletStore store, Terminal terminal, Secrets secrets, Access access) throws WalletException {
        return open(store, terminal, secrets, typed -> store.unlock(typed, kind(), access));
    }

    /** How a vault is opened with the secret that was typed, which is wiped afterwards. */
    @FunctionalInterface
    interface Opening {
        Unlocked open(char[] typed) throws WalletException;
    }

    Wallet open(WalletStore store, Terminal terminal, Secrets secrets, Opening opening) throws WalletException {
        char[] typed = ask(store, terminal, secrets);
        try {
            return opened(opening.open(typed), terminal);
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    static Wallet opened(Unlocked unlocked, Terminal terminal) {
        unlocked.notices().forEach(notice -> terminal.warn(notice.sentence()));
        if (!unlocked.wallet().unread().isEmpty()) {
            terminal.warn(unlocked.wallet().unread().size()
                    + " records of the vault cannot be read by this version of the program and are left alone");
        }
        return unlocked.wallet();
    }

    /** 1 where the vault or the wallet said no, 2 where what was given cannot be used. */
    static int exitCode(WalletException.Reason reason) {
        return switch (reason) {
            case WRONG_SECRET,
                    NO_RECOVERY_KEY,
                    BUSY,
                    NEWER_VERSION,
                    EARLIER_AVAILABLE,
                    UNREADABLE,
                    CHANGED_ON_DISK,
                    BACKUP_UNREADABLE,
                    WRONG_STATE,
                    PROOF_GONE -> Cli.REFUSED;
            case NO_VAULT,
                    VAULT_EXISTS,
                    NOT_A_WALLET,
                    SECRET_INVALID,
                    NOT_WRITABLE,
                    STORAGE_FAILED,
                    NOT_ENOUGH_MEMORY,
                    TOO_LARGE,
                    READ_ONLY,
                    NO_CHANGE,
                    IN_DOUBT,
                    TARGET_NOT_EMPTY,
                    NO_SUCH_ENTRY,
                    AMBIGUOUS_ENTRY -> Cli.BAD_INPUT;
        };
    }
}
