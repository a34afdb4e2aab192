package holdfast.cli;

import holdfast.vault.VaultInfo;
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
        name = "create",
        description = "Creates an empty vault. Measures first how much work opening it may be on this machine.",
        footer = {
            "",
            "Example: holdfast vault create --recovery-key recovery.txt",
            "From a program: holdfast vault create --passphrase-fd 3 3< passphrase.txt"
        })
final class VaultCreateCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;

    @Mixin
    private WalletFolder folder = new WalletFolder();

    @Mixin
    private KdfOptions cost = new KdfOptions();

    @Option(
            names = "--recovery-key",
            paramLabel = "F",
            description = "Make a recovery key too, and write it to this new file, or - for standard output.")
    private @Nullable String recoveryKey;

    VaultCreateCommand(Terminal terminal, Clock clock, SecureRandom random) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws WalletException {
        cost.given();
        WalletStore store = folder.store(terminal, clock, random, cost);
        VaultInfo there = store.vaults().info();
        if (!(there instanceof VaultInfo.NotFound || there instanceof VaultInfo.StorageFailed)) {
            throw new CliException("There is a vault in " + folder.folder(terminal)
                    + " already. Nothing was changed; open it, or choose another folder with --vault.");
        }
        if (recoveryKey != null && !recoveryKey.equals(Terminal.STANDARD)) {
            terminal.requireNew(recoveryKey);
        }
        char[] passphrase;
        try (Secrets secrets = folder.secrets(terminal)) {
            passphrase = secrets.readNew("New passphrase: ");
        }
        try {
            WalletStore.Created created = store.create(passphrase, recoveryKey != null);
            // Nothing more is done with the wallet here; its lock goes before the key is given out.
            created.wallet().close();
            if (recoveryKey != null && created.recoveryKey() != null) {
                try {
                    RecoveryKeyFile.write(terminal, recoveryKey, created.recoveryKey());
                } catch (CliException e) {
                    throw new CliException("The vault was created in " + folder.folder(terminal)
                            + ", but nobody has its recovery key: " + e.getMessage()
                            + " Make another with: holdfast vault recovery-key --new F");
                } finally {
                    Arrays.fill(created.recoveryKey(), '\0');
                }
            }
            terminal.err().println("Created a vault in " + folder.folder(terminal) + ".");
            if (recoveryKey == null) {
                terminal.err()
                        .println("It has no recovery key: if you forget the passphrase, nobody can open it. Make one"
                                + " with: holdfast vault recovery-key --new recovery.txt");
            }
        } finally {
            Arrays.fill(passphrase, '\0');
        }
        return Cli.OK;
    }
}
