package holdfast.cli;

import holdfast.token.TokenException;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.HistoryEntry;
import holdfast.wallet.HistoryKeeping;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import java.security.SecureRandom;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "decline",
        description = "Declines a request. Nobody is told; the history keeps it.",
        footer = {"", "Example: holdfast requests decline 1a2b --reason 'asks too much'"})
final class RequestsDeclineCommand extends WalletCommand {
    @Parameters(paramLabel = "ID", description = "Its id, or the beginning of it: at least four digits.")
    private String id;

    @Option(names = "--reason", paramLabel = "TEXT", description = "A note for yourself.")
    private @Nullable String reason;

    RequestsDeclineCommand(Terminal terminal, Clock clock, SecureRandom random) {
        super(terminal, clock, random, Access.WRITE);
    }

    @Override
    int with(Wallet wallet) throws WalletException, TokenException {
        HeldRequest request = wallet.request(id);
        HistoryEntry entry = new HistoryKeeping(wallet).decline(request, reason);
        terminal.out()
                .println("Declined " + Terminal.visible(request.title()) + "; entry " + entry.number()
                        + " of the history.");
        return Cli.OK;
    }
}
