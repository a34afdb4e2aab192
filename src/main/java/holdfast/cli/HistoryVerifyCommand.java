package holdfast.cli;

import holdfast.json.JsonValue.JsonObject;
import holdfast.wallet.HistoryCheck;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description = "Follows the chain of the history: an entry that was changed, moved or left out shows.",
        footer = {"", "Example: holdfast history verify --json"})
final class HistoryVerifyCommand extends WalletCommand {
    @Option(names = "--json", description = "For programs; see docs/FORMAT.md.")
    private boolean json;

    HistoryVerifyCommand(Terminal terminal, Clock clock, SecureRandom random) {
        super(terminal, clock, random, Access.READ);
    }

    @Override
    int with(Wallet wallet) throws WalletException {
        HistoryCheck check = wallet.checkHistory();
        if (json) {
            terminal.json(json(check));
        } else {
            terminal.out().println("The history is " + describe(check) + ".");
        }
        return check instanceof HistoryCheck.Intact ? Cli.OK : Cli.REFUSED;
    }

    static JsonObject json(HistoryCheck check) {
        return switch (check) {
            case HistoryCheck.Intact(long entries, long deleted, String head) ->
                JsonObject.builder()
                        .put("intact", true)
                        .put("entries", entries)
                        .put("deleted", deleted)
                        .put("head", head)
                        .build();
            case HistoryCheck.Broken(long number, HistoryCheck.Reason reason) ->
                JsonObject.builder()
                        .put("intact", false)
                        .put("broken_at", number)
                        .put("reason", reason.code())
                        .build();
        };
    }

    static String describe(HistoryCheck check) {
        return switch (check) {
            case HistoryCheck.Intact(long entries, long deleted, String head) ->
                "intact, " + entries + " entries (" + deleted + " deleted), last hash " + head;
            case HistoryCheck.Broken(long number, HistoryCheck.Reason reason) ->
                "BROKEN at entry " + number + ": " + reason.code().replace('-', ' ');
        };
    }
}
