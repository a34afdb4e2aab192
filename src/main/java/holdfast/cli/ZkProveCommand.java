package holdfast.cli;

import holdfast.zk.protocol.CircuitFile;
import holdfast.zk.protocol.Progress;
import holdfast.zk.protocol.ZkInputException;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "prove",
        description = "Proves that inputs satisfy a circuit. Exit code 1 when they do not.",
        footer = {
            "",
            "Example: holdfast zk prove --circuit sha256.lfc1 --witness sha256.inputs.bin \\",
            "           --seed 6861726e657373 --rate 7 --queries 132 --out sha256.proof.bin"
        })
final class ZkProveCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final SecureRandom random;

    @Mixin
    private final ZkFiles files = new ZkFiles();

    @Mixin
    private final ZkFiles.Parameters parameters = new ZkFiles.Parameters();

    @Option(
            names = "--witness",
            required = true,
            paramLabel = "F",
            description = "All inputs, the public ones first: canonical elements, one after the other.")
    private String witness = "";

    @Option(names = "--out", required = true, paramLabel = "F", description = "Where the proof is written.")
    private String out = "";

    ZkProveCommand(Terminal terminal, SecureRandom random) {
        this.terminal = terminal;
        this.random = random;
    }

    @Override
    public Integer call() {
        if (out.equals(Terminal.STANDARD)) {
            throw new CliException("A proof is no text for standard output. Name a file.");
        }
        byte[] seed = parameters.seedBytes();
        try {
            CircuitFile.Prover prover = files.read().prover(parameters.values(), ZkFiles.allCores(), Progress.NONE);
            byte[] proof = prover.prove(seed, terminal.read(witness), random);
            terminal.write(out, proof);
            terminal.out().println("Proof of " + proof.length + " bytes written to " + out + ".");
            return Cli.OK;
        } catch (CircuitFile.UnsatisfiedInputs e) {
            terminal.err().println("Not proven: " + e.getMessage() + ".");
            return Cli.REFUSED;
        } catch (ZkInputException e) {
            throw new CliException("Nothing can be proven: " + e.getMessage() + ". Check files and parameters.");
        }
    }
}
