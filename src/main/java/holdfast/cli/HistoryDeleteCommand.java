package holdfast.cli;

import holdfast.wallet.HistoryEntry;
import holdfast.wallet.HistoryKeeping;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        description = {
            "Deletes what an entry says, and its proof. A tombstone stays in its place, so that the chain holds.",
            "The last earlier generations of the vault still hold it."
        },
        footer = {"", "Example: holdfast history delete 7"})
final class HistoryDeleteCommand extends WalletCommand {
    @Parameters(paramLabel = "NUMBER", description = "The entry of the history.")
    private long number;

    HistoryDeleteCommand(Terminal terminal, Clock clock, SecureRandom random) {
        super(terminal, clock, random, Access.WRITE);
    }

    @Override
    int with(Wallet wallet) throws WalletException {
        HistoryEntry note = new HistoryKeeping(wallet).delete(wallet.entry(number));
        terminal.out().println("Deleted entry " + number + "; entry " + note.number() + " of the history says so.");
        return Cli.OK;
    }
}
