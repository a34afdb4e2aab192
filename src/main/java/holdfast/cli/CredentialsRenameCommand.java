package holdfast.cli;

import holdfast.wallet.HeldCredential;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rename",
        description = "Gives a credential another name, or other labels.",
        footer = {"", "Example: holdfast credentials rename 1a2b --name 'Savings account' --label money"})
final class CredentialsRenameCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;

    @Mixin
    private WalletFolder folder = new WalletFolder();

    @Parameters(paramLabel = "ID", description = "Its id, or the beginning of it: at least four digits.")
    private String id;

    @Option(names = "--name", paramLabel = "NAME", description = "What you call it.")
    private @Nullable String name;

    @Option(names = "--label", paramLabel = "TEXT", description = "Labels that replace those it has.")
    private @Nullable List<String> labels;

    CredentialsRenameCommand(Terminal terminal, Clock clock, SecureRandom random) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws WalletException {
        if (name == null && labels == null) {
            throw new CliException("Say what shall change: --name, --label or both.");
        }
        try (Wallet wallet = folder.open(terminal, clock, random, Access.WRITE)) {
            HeldCredential credential = wallet.credential(id);
            wallet.describe(
                    credential, name == null ? credential.name() : name, labels == null ? credential.labels() : labels);
        }
        return Cli.OK;
    }
}
