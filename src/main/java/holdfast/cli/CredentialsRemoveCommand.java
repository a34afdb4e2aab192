package holdfast.cli;

import holdfast.wallet.HeldCredential;
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
        name = "remove",
        description = "Removes a credential. The last earlier generations of the vault still hold it.",
        footer = {"", "Example: holdfast credentials remove 1a2b"})
final class CredentialsRemoveCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;

    @Mixin
    private WalletFolder folder = new WalletFolder();

    @Parameters(paramLabel = "ID", description = "Its id, or the beginning of it: at least four digits.")
    private String id;

    CredentialsRemoveCommand(Terminal terminal, Clock clock, SecureRandom random) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws WalletException {
        try (Wallet wallet = folder.open(terminal, clock, random, Access.WRITE)) {
            HeldCredential credential = wallet.credential(id);
            wallet.remove(credential.id());
            terminal.out().println("Removed " + credential.id() + "  " + Terminal.visible(credential.name()));
        }
        return Cli.OK;
    }
}
