package holdfast.cli;

import holdfast.vault.GenerationMemory;
import holdfast.vault.VaultInfo;
import holdfast.vault.VaultStore;
import holdfast.wallet.WalletException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "restore",
        description = {
            "Copies a backup to where no vault is.",
            "Before anything is written the whole backup is checked: it opens, every record can be read, and its history is unbroken."
        },
        footer = {"", "Example: holdfast vault restore --from /media/stick/holdfast-2026-11 --vault restored"})
final class VaultRestoreCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;

    @Mixin
    private WalletFolder folder = new WalletFolder();

    @Option(names = "--from", required = true, paramLabel = "DIR", description = "The backup's folder.")
    private Path backup;

    VaultRestoreCommand(Terminal terminal, Clock clock, SecureRandom random) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws WalletException {
        if (new VaultStore(backup, random, clock, GenerationMemory.none()).info() instanceof VaultInfo.NotFound) {
            throw new CliException("There is no vault in " + backup + ". Name the folder that holds the backup.");
        }
        try (Secrets secrets = folder.secrets(terminal)) {
            char[] typed = folder.ask(secrets);
            try {
                VaultBackupCommand.report(
                        terminal,
                        "Restored copy",
                        folder.store(terminal, clock, random).restore(backup, typed, folder.kind()));
            } finally {
                Arrays.fill(typed, '\0');
            }
        }
        return Cli.OK;
    }
}
