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
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "decline",
        description = "Declines a request. Nobody is told; the history keeps it.",
        footer = {"", "Example: holdfast requests decline 1a2b --reason 'asks too much'"})
final class RequestsDeclineCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;

    @Mixin
    private WalletFolder folder = new WalletFolder();

    @Parameters(paramLabel = "ID", description = "Its id, or the beginning of it: at least four digits.")
    private String id;

    @Option(names = "--reason", paramLabel = "TEXT", description = "A note for yourself.")
    private @Nullable String reason;

    RequestsDeclineCommand(Terminal terminal, Clock clock, SecureRandom random) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws WalletException, TokenException {
        try (Wallet wallet = folder.open(terminal, clock, random, Access.WRITE)) {
            HeldRequest request = wallet.request(id);
            HistoryEntry entry = new HistoryKeeping(wallet).decline(request, reason);
            terminal.out()
                    .println("Declined " + Terminal.visible(request.title()) + "; entry " + entry.number()
                            + " of the history.");
        }
        return Cli.OK;
    }
}
