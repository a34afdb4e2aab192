package holdfast.cli;

import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = {
            "Writes a proof to a file that can be handed to its verifier.",
            "First it is searched for every private value of the credentials it was made from; a hit blocks it."
        },
        footer = {"", "Example: holdfast proofs export 7 --out loan.hfproof"})
final class ProofsExportCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;

    @Mixin
    private WalletFolder folder = new WalletFolder();

    @Parameters(paramLabel = "NUMBER", description = "The entry of the history that has the proof.")
    private long number;

    @Option(names = "--out", required = true, paramLabel = "F", description = "New file.")
    private String out;

    ProofsExportCommand(Terminal terminal, Clock clock, SecureRandom random) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws WalletException {
        terminal.requireNew(out);
        try (Wallet wallet = folder.open(terminal, clock, random, Access.WRITE)) {
            return VaultProof.export(terminal, wallet, wallet.entry(number), out);
        }
    }
}
