package holdfast.cli;

import holdfast.wallet.HeldCredential;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        description = "Removes a credential. The last earlier generations of the vault still hold it.",
        footer = {"", "Example: holdfast credentials remove 1a2b"})
final class CredentialsRemoveCommand extends WalletCommand {
    @Parameters(paramLabel = "ID", description = "Its id, or the beginning of it: at least four digits.")
    private String id;

    CredentialsRemoveCommand(Terminal terminal, Clock clock, SecureRandom random) {
        super(terminal, clock, random, Access.WRITE);
    }

    @Override
    int with(Wallet wallet) throws WalletException {
        HeldCredential credential = wallet.credential(id);
        wallet.remove(credential.id());
        terminal.out().println("Removed " + credential.id() + "  " + Terminal.visible(credential.name()));
        return Cli.OK;
    }
}
