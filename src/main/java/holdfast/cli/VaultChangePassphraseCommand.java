package holdfast.cli;

import holdfast.wallet.Safekeeping;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "change-passphrase",
        description = {
            "Replaces the passphrase and re-encrypts the vault, at another cost of opening it if wanted.",
            "With --with-recovery-key it is how a forgotten passphrase is reset; the recovery key stays valid.",
            "Earlier generations, which the old passphrase would open, are removed."
        },
        footer = {
            "",
            "Example: holdfast vault change-passphrase",
            "Forgotten: holdfast vault change-passphrase --with-recovery-key"
        })
final class VaultChangePassphraseCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;

    @Mixin
    private WalletFolder folder = new WalletFolder();

    @Mixin
    private KdfOptions cost = new KdfOptions();

    @Option(names = "--keep-recovery-key", description = "Ask for the recovery key, so that it stays valid.")
    private boolean keep;

    @Option(names = "--remove-recovery-key", description = "The recovery key shall open the vault no more.")
    private boolean remove;

    VaultChangePassphraseCommand(Terminal terminal, Clock clock, SecureRandom random) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws WalletException {
        if (keep && remove) {
            throw new CliException("--keep-recovery-key and --remove-recovery-key exclude each other. Give one.");
        }
        WalletStore store = folder.store(terminal, clock, random);
        try (Secrets secrets = folder.secrets(terminal)) {
            char[] typed = folder.ask(store, terminal, secrets);
            try (Wallet wallet =
                    WalletFolder.opened(store.unlock(typed, folder.kind(), WalletStore.Access.WRITE), terminal)) {
                Safekeeping safekeeping = new Safekeeping(wallet);
                char[] recovery = recovery(safekeeping, secrets, typed);
                char[] passphrase = secrets.readNew("New passphrase: ");
                try {
                    report(terminal, safekeeping.changePassphrase(passphrase, recovery, cost.given()));
                } finally {
                    Arrays.fill(passphrase, '\0');
                    if (recovery != null) {
                        Arrays.fill(recovery, '\0');
                    }
                }
            } finally {
                Arrays.fill(typed, '\0');
            }
        }
        terminal.err().println("The passphrase was changed.");
        return Cli.OK;
    }

    /** The recovery key that stays valid; null for none. */
    private char @Nullable [] recovery(Safekeeping safekeeping, Secrets secrets, char[] typed) throws WalletException {
        if (!safekeeping.hasRecoveryKey() || remove) {
            return null;
        }
        if (folder.withRecoveryKey()) {
            return typed.clone();
        }
        if (!keep) {
            throw new CliException("The vault has a recovery key, and the change replaces what it opens. Nothing was"
                    + " changed; give --keep-recovery-key to type it in, or --remove-recovery-key.");
        }
        char[] recovery = secrets.read("Recovery key: ");
        if (!safekeeping.isRecoveryKey(recovery)) {
            throw new CliException("That is not this vault's recovery key. Nothing was changed; try again.");
        }
        return recovery;
    }

    static void report(Terminal terminal, Safekeeping.Rekeyed rekeyed) {
        if (!rekeyed.removed().isEmpty()) {
            terminal.err()
                    .println("Removed, since the old secret would open them: " + String.join(", ", rekeyed.removed())
                            + ".");
        }
        if (!rekeyed.remaining().isEmpty()) {
            terminal.warn("these files could not be removed, and the old secret still opens them; delete them: "
                    + String.join(", ", rekeyed.remaining()));
        }
    }
}
