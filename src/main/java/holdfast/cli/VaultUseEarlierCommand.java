package holdfast.cli;

import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "use-earlier",
        description = {
            "Takes an earlier generation where the newest does not open any more; what was saved since is lost.",
            "The file that does not open is kept aside. Only a generation that a refusal named can be taken."
        },
        footer = {"", "Example: holdfast vault use-earlier --generation 41"})
final class VaultUseEarlierCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;

    @Mixin
    private WalletFolder folder = new WalletFolder();

    @Option(names = "--generation", required = true, paramLabel = "N", description = "Which one.")
    private long generation;

    VaultUseEarlierCommand(Terminal terminal, Clock clock, SecureRandom random) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws WalletException {
        WalletStore store = folder.store(terminal, clock, random);
        try (Secrets secrets = folder.secrets(terminal);
                Wallet wallet = folder.open(
                        store, terminal, secrets, typed -> store.unlockEarlier(typed, folder.kind(), generation))) {
            // Any save puts the earlier state in the place of the newer one.
            wallet.changeSettings(wallet.settings());
        }
        terminal.out().println("Generation " + generation + " is the vault's state now.");
        return Cli.OK;
    }
}
