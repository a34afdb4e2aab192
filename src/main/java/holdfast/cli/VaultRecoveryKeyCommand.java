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
        name = "recovery-key",
        description = {
            "Makes, replaces or removes the recovery key, which opens the vault when the passphrase is forgotten.",
            "Replacing and removing it re-encrypts the vault."
        },
        footer = {
            "",
            "Example: holdfast vault recovery-key --new recovery.txt",
            "Remove it: holdfast vault recovery-key --remove"
        })
final class VaultRecoveryKeyCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;

    @Mixin
    private WalletFolder folder = new WalletFolder();

    @Option(
            names = "--new",
            paramLabel = "F",
            description = "Write a new recovery key to this new file, or - for standard output.")
    private @Nullable String newKey;

    @Option(names = "--remove", description = "Remove the recovery key.")
    private boolean remove;

    VaultRecoveryKeyCommand(Terminal terminal, Clock clock, SecureRandom random) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws WalletException {
        if ((newKey != null) == remove) {
            throw new CliException("Say what shall be done: --new FILE or --remove.");
        }
        if (folder.withRecoveryKey()) {
            throw new CliException(
                    "The recovery key is changed with the passphrase. If it is forgotten, reset it first:"
                            + " holdfast vault change-passphrase --with-recovery-key");
        }
        WalletStore store = folder.store(terminal, clock, random);
        try (Secrets secrets = folder.secrets(terminal)) {
            char[] passphrase = folder.ask(store, terminal, secrets);
            try (Wallet wallet =
                    WalletFolder.opened(store.unlock(passphrase, folder.kind(), WalletStore.Access.WRITE), terminal)) {
                Safekeeping safekeeping = new Safekeeping(wallet);
                if (newKey == null) {
                    VaultChangePassphraseCommand.report(terminal, safekeeping.removeRecoveryKey(passphrase));
                    terminal.err().println("The recovery key was removed.");
                } else {
                    make(safekeeping, passphrase, newKey);
                }
            } finally {
                Arrays.fill(passphrase, '\0');
            }
        }
        return Cli.OK;
    }

    private void make(Safekeeping safekeeping, char[] passphrase, String file) throws WalletException {
        char[] recoveryKey = safekeeping.newRecoveryKey();
        try {
            // Given out first: a key that opens the vault and that nobody has would be of no use.
            RecoveryKeyFile.write(terminal, file, recoveryKey);
            if (safekeeping.hasRecoveryKey()) {
                VaultChangePassphraseCommand.report(terminal, safekeeping.replaceRecoveryKey(passphrase, recoveryKey));
                terminal.err().println("The old recovery key opens the vault no more.");
            } else {
                safekeeping.addRecoveryKey(recoveryKey);
            }
        } catch (WalletException e) {
            terminal.warn(
                    "the recovery key that was just written may open nothing: delete it, keep the one you had, and"
                            + " make another");
            throw e;
        } finally {
            Arrays.fill(recoveryKey, '\0');
        }
    }
}
