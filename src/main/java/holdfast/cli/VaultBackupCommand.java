package holdfast.cli;

import holdfast.wallet.Safekeeping;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore;
import holdfast.wallet.WalletStore.Access;
import holdfast.wallet.WalletStore.Copy;
import holdfast.wallet.WalletStore.Unlocked;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "backup",
        description = {
            "Copies the vault with its proofs into a new folder, reads the copy back and opens it.",
            "The copy is a vault like any other and opens with the same passphrase and recovery key."
        },
        footer = {"", "Example: holdfast vault backup --to /media/stick/holdfast-2026-11"})
final class VaultBackupCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;

    @Mixin
    private WalletFolder folder = new WalletFolder();

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "Folder that is absent or empty.")
    private Path target;

    VaultBackupCommand(Terminal terminal, Clock clock, SecureRandom random) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws WalletException {
        WalletStore store = folder.store(terminal, clock, random);
        try (Secrets secrets = folder.secrets(terminal);
                Wallet wallet = folder.open(store, terminal, secrets, typed -> open(store, typed))) {
            report(terminal, "Backup", new Safekeeping(wallet).backup(target));
        }
        return Cli.OK;
    }

    /** For writing, to note when the backup was made; beside another program for reading, which is enough to copy. */
    private Unlocked open(WalletStore store, char[] typed) throws WalletException {
        try {
            return store.unlock(typed, folder.kind(), Access.WRITE);
        } catch (WalletException e) {
            if (e.reason() != WalletException.Reason.BUSY && e.reason() != WalletException.Reason.NOT_WRITABLE) {
                throw e;
            }
            return store.unlock(typed, folder.kind(), Access.READ);
        }
    }

    static void report(Terminal terminal, String what, Copy copy) {
        terminal.out()
                .println(what + " of generation " + copy.generation() + " in " + copy.folder() + ": " + copy.records()
                        + " records and " + copy.proofs() + " proofs, read back and opened.");
        if (copy.missing() > 0) {
            terminal.warn(copy.missing() + " proofs were missing or damaged already and are not in the copy");
        }
    }
}
