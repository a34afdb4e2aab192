package holdfast.cli;

import holdfast.json.JsonValue;
import holdfast.wallet.HistoryEntry;
import holdfast.wallet.HistoryExport;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description =
                "Lists the proofs that are in the vault, oldest first: those entries of the history that have one.",
        footer = {"", "Example: holdfast proofs list --json"})
final class ProofsListCommand extends WalletCommand {
    @Option(names = "--json", description = "For programs; see docs/FORMAT.md.")
    private boolean json;

    ProofsListCommand(Terminal terminal, Clock clock, SecureRandom random) {
        super(terminal, clock, random, Access.READ);
    }

    @Override
    int with(Wallet wallet) throws WalletException {
        List<HistoryEntry> proofs =
                wallet.history().stream().filter(HistoryEntry::hasProof).toList();
        if (json) {
            terminal.json(
                    JsonValue.array(proofs.stream().map(HistoryExport::json).toList()));
        } else if (proofs.isEmpty()) {
            terminal.out().println("The vault has no proofs.");
        } else {
            proofs.forEach(entry -> terminal.out().println(HistoryListCommand.line(entry)));
        }
        return Cli.OK;
    }
}
