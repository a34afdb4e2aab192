package holdfast.cli;

import holdfast.wallet.HeldRequest;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        description = "Removes a request. Its history stays.",
        footer = {"", "Example: holdfast requests remove 1a2b"})
final class RequestsRemoveCommand extends WalletCommand {
    @Parameters(paramLabel = "ID", description = "Its id, or the beginning of it: at least four digits.")
    private String id;

    RequestsRemoveCommand(Terminal terminal, Clock clock, SecureRandom random) {
        super(terminal, clock, random, Access.WRITE);
    }

    @Override
    int with(Wallet wallet) throws WalletException {
        HeldRequest request = wallet.request(id);
        wallet.remove(request.id());
        terminal.out().println("Removed " + request.id() + "  " + Terminal.visible(request.title()));
        return Cli.OK;
    }
}
