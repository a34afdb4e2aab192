package holdfast.cli;

import holdfast.json.JsonValue.JsonObject;
import holdfast.wallet.HistoryCheck;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description = "Follows the chain of the history: an entry that was changed, moved or left out shows.",
        footer = {"", "Example: holdfast history verify --json"})
final class HistoryVerifyCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;

    @Mixin
    private WalletFolder folder = new WalletFolder();

    @Option(names = "--json", description = "For programs; see docs/FORMAT.md.")
    private boolean json;

    HistoryVerifyCommand(Terminal terminal, Clock clock, SecureRandom random) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws WalletException {
        try (Wallet wallet = folder.open(terminal, clock, random, Access.READ)) {
            HistoryCheck check = wallet.checkHistory();
            if (json) {
                terminal.json(json(check));
            } else {
                terminal.out().println("The history is " + describe(check) + ".");
            }
            return check instanceof HistoryCheck.Intact ? Cli.OK : Cli.REFUSED;
        }
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
