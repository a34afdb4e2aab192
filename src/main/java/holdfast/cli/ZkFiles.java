package holdfast.cli;

import holdfast.zk.protocol.CircuitFile;
import holdfast.zk.protocol.Execution;
import holdfast.zk.protocol.ZkInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.ForkJoinPool;
import picocli.CommandLine.Option;

/** What the commands about circuits share: the circuit, the parameters and the threads. */
final class ZkFiles {
    @Option(
            names = "--circuit",
            required = true,
            paramLabel = "F",
            description = "The circuit (LFC1 or LFC2, not compressed).")
    private String circuit = "";

    /** The parameters of a proof. */
    static final class Parameters {
        @Option(
                names = "--seed",
                required = true,
                paramLabel = "HEX",
                description = "The bytes the transcript starts with, in hexadecimal.")
        private String seed = "";

        @Option(names = "--rate", required = true, paramLabel = "N", description = "Inverse rate of the code.")
        private int rate;

        @Option(names = "--queries", required = true, paramLabel = "N", description = "Number of opened columns.")
        private int queries;

        @Option(
                names = "--block-enc",
                paramLabel = "N",
                description = "Length of an encoded row; left out, the power of two with the smallest proof.")
        private int encoded;

        CircuitFile.Parameters values() {
            if (rate < 1 || queries < 1 || encoded < 0) {
                throw new CliException("--rate, --queries and --block-enc must be positive numbers.");
            }
            return new CircuitFile.Parameters(rate, queries, encoded);
        }

        byte[] seedBytes() {
            try {
                return HexFormat.of().parseHex(seed);
            } catch (IllegalArgumentException e) {
                throw new CliException("--seed is not an even number of hexadecimal digits: " + Terminal.visible(seed)
                        + ". Give the bytes in hexadecimal.");
            }
        }
    }

    CircuitFile read() {
        return read(circuit);
    }

    static CircuitFile read(String circuit) {
        try (InputStream in = Files.newInputStream(Path.of(circuit))) {
            return CircuitFile.read(in);
        } catch (NoSuchFileException e) {
            throw new CliException("There is no file " + circuit + ". Check the path.");
        } catch (IOException | InvalidPathException e) {
            throw new CliException(circuit + " cannot be read: " + e.getMessage() + ".");
        } catch (ZkInputException e) {
            throw new CliException(circuit + " is refused: " + e.getMessage()
                    + ". Give an uncompressed LFC1 or LFC2 file (zstd -d unpacks a .zst).");
        }
    }

    static Execution allCores() {
        return new Execution(
                ForkJoinPool.commonPool(),
                Runtime.getRuntime().availableProcessors(),
                () -> Thread.currentThread().isInterrupted());
    }
}
