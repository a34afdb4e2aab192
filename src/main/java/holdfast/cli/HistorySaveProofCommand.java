package holdfast.cli;

import holdfast.wallet.HistoryEntry;
import holdfast.wallet.ProofExport;
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
        name = "save-proof",
        description = {
            "Writes a proof to a file that can be handed to its verifier.",
            "First it is searched for every private value of the credentials it was made from; a hit blocks it."
        },
        footer = {"", "Example: holdfast history save-proof 7 --out loan.hfproof"})
final class HistorySaveProofCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;

    @Mixin
    private WalletFolder folder = new WalletFolder();

    @Parameters(paramLabel = "NUMBER", description = "The entry of the history that has the proof.")
    private long number;

    @Option(names = "--out", required = true, paramLabel = "F", description = "New file.")
    private String out;

    HistorySaveProofCommand(Terminal terminal, Clock clock, SecureRandom random) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws WalletException {
        try (Wallet wallet = folder.open(terminal, clock, random, Access.WRITE)) {
            HistoryEntry entry = wallet.entry(number);
            ProofExport export = new ProofExport(wallet);
            return switch (export.check(entry)) {
                case ProofExport.Outcome.NoProof ignored ->
                    throw new CliException("Entry " + number + " has no proof. Look for \"proven\" in the list.");
                case ProofExport.Outcome.Blocked(var hits) -> {
                    hits.forEach(hit -> terminal.err()
                            .println("holdfast: the proof holds the private value " + Terminal.visible(hit.place())
                                    + " (" + hit.encoding() + ", in " + hit.region() + " at " + hit.offset() + ")."));
                    terminal.err().println("holdfast: it was not written. Do not hand it out; report this.");
                    yield Cli.REFUSED;
                }
                case ProofExport.Outcome.Ready ready -> {
                    terminal.writeNew(out, ready.file());
                    export.exported(entry);
                    terminal.out()
                            .println("Wrote " + out + ", searched for " + ready.searched() + " private values: none"
                                    + " found.");
                    if (ready.credentialsGone()) {
                        terminal.warn(
                                "a credential it was made from is no longer in the wallet; its values were searched"
                                        + " for when the proof was made");
                    }
                    yield Cli.OK;
                }
            };
        }
    }
}
