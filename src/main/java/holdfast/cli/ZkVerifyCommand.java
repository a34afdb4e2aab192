package holdfast.cli;

import holdfast.zk.protocol.CircuitFile;
import holdfast.zk.protocol.Progress;
import holdfast.zk.protocol.ProofException;
import holdfast.zk.protocol.ZkInputException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description = "Verifies a proof about a circuit. Exit code 1 when it is refused.",
        footer = {
            "",
            "Example: holdfast zk verify --circuit sha256.lfc1 --public sha256.public.bin \\",
            "           --proof sha256.proof.bin --seed 6861726e657373 --rate 7 --queries 132",
            "Example: holdfast zk verify --export loan-export"
        })
final class ZkVerifyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    /** One circuit in files of their own, or an export. */
    static final class Source {
        @ArgGroup(exclusive = false)
        private @Nullable OneProof one;

        @Option(
                names = "--export",
                required = true,
                paramLabel = "DIR",
                description = {
                    "A folder that holdfast prove --export made. Its files say what is proven: compare the circuits'",
                    "identifiers and the public inputs with your own."
                })
        private @Nullable String export;
    }

    /** A proof about one circuit. */
    static final class OneProof {
        @ArgGroup(exclusive = false, multiplicity = "1")
        private ZkFiles files = new ZkFiles();

        @ArgGroup(exclusive = false, multiplicity = "1")
        private ZkFiles.Parameters parameters = new ZkFiles.Parameters();

        @Option(
                names = "--public",
                required = true,
                paramLabel = "F",
                description = "The public inputs: canonical elements, one after the other.")
        private String publicInputs = "";

        @Option(names = "--proof", required = true, paramLabel = "F", description = "The proof.")
        private String proof = "";
    }

    ZkVerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try {
            if (source.one != null) {
                verify(source.one);
            } else if (source.export != null) {
                ExportFolder.of(source.export).verify(terminal).forEach(terminal.out()::println);
            }
            terminal.out().println("The proof holds.");
            return Cli.OK;
        } catch (ProofException e) {
            terminal.err().println("Refused: " + e.getMessage() + " (" + e.reason() + ").");
            return Cli.REFUSED;
        } catch (ZkInputException e) {
            throw new CliException("The proof cannot be checked: " + e.getMessage() + ". Check files and parameters.");
        }
    }

    private void verify(OneProof one) throws ProofException, ZkInputException {
        byte[] seed = one.parameters.seedBytes();
        CircuitFile.Verifier verifier =
                one.files.read().verifier(one.parameters.values(), ZkFiles.allCores(), Progress.NONE);
        verifier.verify(seed, terminal.read(one.publicInputs), terminal.read(one.proof));
    }
}
