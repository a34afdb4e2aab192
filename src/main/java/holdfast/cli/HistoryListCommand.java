package holdfast.cli;

import holdfast.json.JsonValue;
import holdfast.json.JsonWriter;
import holdfast.wallet.HistoryEntry;
import holdfast.wallet.HistoryEvent;
import holdfast.wallet.HistoryExport;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Lists what was proven, declined, exported and deleted, oldest first.",
        footer = {"", "Example: holdfast history list --json"})
final class HistoryListCommand extends WalletCommand {
    @Option(names = "--json", description = "For programs; see docs/FORMAT.md.")
    private boolean json;

    HistoryListCommand(Terminal terminal, Clock clock, SecureRandom random) {
        super(terminal, clock, random, Access.READ);
    }

    @Override
    int with(Wallet wallet) throws WalletException {
        if (json) {
            terminal.json(JsonValue.array(
                    wallet.history().stream().map(HistoryExport::json).toList()));
        } else if (wallet.history().isEmpty()) {
            terminal.out().println("The history is empty.");
        } else {
            wallet.history().forEach(entry -> terminal.out().println(line(entry)));
        }
        return Cli.OK;
    }

    /** An entry on one line. */
    static String line(HistoryEntry entry) {
        return switch (entry.content()) {
            case HistoryEntry.Content.Tombstone(Instant when) ->
                String.format("%4d  %s  (deleted)", entry.number(), when);
            case HistoryEntry.Content.Kept(HistoryEvent event) -> {
                HistoryEvent.RequestSummary request = event.request();
                yield String.format(
                                "%4d  %s  %s",
                                entry.number(), event.at(), event.kind().code())
                        + (event.about() == null ? "" : " entry " + event.about())
                        + (request == null
                                ? ""
                                : "  " + Terminal.visible(request.title()) + "  for "
                                        + Terminal.visible(request.verifier()))
                        + (event.outputs().members().isEmpty()
                                ? ""
                                : "  " + Terminal.visible(JsonWriter.compact(event.outputs())))
                        + (event.reason() == null ? "" : "  (" + Terminal.visible(event.reason()) + ")");
            }
        };
    }
}
