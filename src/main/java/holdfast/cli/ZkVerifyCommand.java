package holdfast.cli;

import holdfast.zk.protocol.CircuitFile;
import holdfast.zk.protocol.Progress;
import holdfast.zk.protocol.ProofException;
import holdfast.zk.protocol.ZkInputException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description = "Verifies a proof about a circuit. Exit code 1 when it is refused.",
        footer = {
            "",
            "Example: holdfast zk verify --circuit sha256.lfc1 --public sha256.public.bin \\",
            "           --proof sha256.proof.bin --seed 6861726e657373 --rate 7 --queries 132"
        })
final class ZkVerifyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final ZkFiles files = new ZkFiles();

    @Mixin
    private final ZkFiles.Parameters parameters = new ZkFiles.Parameters();

    @Option(
            names = "--public",
            required = true,
            paramLabel = "F",
            description = "The public inputs: canonical elements, one after the other.")
    private String publicInputs = "";

    @Option(names = "--proof", required = true, paramLabel = "F", description = "The proof.")
    private String proof = "";

    ZkVerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        byte[] seed = parameters.seedBytes();
        try {
            CircuitFile.Verifier verifier =
                    files.read().verifier(parameters.values(), ZkFiles.allCores(), Progress.NONE);
            verifier.verify(seed, terminal.read(publicInputs), terminal.read(proof));
            terminal.out().println("The proof holds.");
            return Cli.OK;
        } catch (ProofException e) {
            terminal.err().println("Refused: " + e.getMessage() + " (" + e.reason() + ").");
            return Cli.REFUSED;
        } catch (ZkInputException e) {
            throw new CliException("The proof cannot be checked: " + e.getMessage() + ". Check files and parameters.");
        }
    }
}
