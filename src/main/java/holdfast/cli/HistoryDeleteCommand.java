package holdfast.cli;

import holdfast.wallet.HistoryEntry;
import holdfast.wallet.HistoryKeeping;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        description = {
            "Deletes what an entry says, and its proof. A tombstone stays in its place, so that the chain holds.",
            "The last earlier generations of the vault still hold it."
        },
        footer = {"", "Example: holdfast history delete 7"})
final class HistoryDeleteCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;

    @Mixin
    private WalletFolder folder = new WalletFolder();

    @Parameters(paramLabel = "NUMBER", description = "The entry of the history.")
    private long number;

    HistoryDeleteCommand(Terminal terminal, Clock clock, SecureRandom random) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws WalletException {
        try (Wallet wallet = folder.open(terminal, clock, random, Access.WRITE)) {
            HistoryEntry note = new HistoryKeeping(wallet).delete(wallet.entry(number));
            terminal.out().println("Deleted entry " + number + "; entry " + note.number() + " of the history says so.");
        }
        return Cli.OK;
    }
}
