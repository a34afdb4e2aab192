package holdfast.cli;

import holdfast.zk.protocol.Benchmark;
import holdfast.zk.protocol.CircuitFile;
import holdfast.zk.protocol.Progress;
import holdfast.zk.protocol.ProofException;
import holdfast.zk.protocol.ZkInputException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "zk",
        description = "Times the proof system: its primitives, or proving and verifying a circuit.",
        footer = {
            "",
            "Example: holdfast bench zk",
            "Example: holdfast bench zk --circuit ecdsa.lfc1 --witness ecdsa.inputs.bin --rate 7 --queries 132"
        })
final class BenchZkCommand implements Callable<Integer> {
    private static final byte[] SEED = "bench".getBytes(StandardCharsets.US_ASCII);

    private final Terminal terminal;
    private final SecureRandom random;

    @ArgGroup(exclusive = false)
    private @Nullable OneCircuitRun circuit;

    /** A circuit to time. */
    static final class OneCircuitRun {
        @Option(names = "--circuit", required = true, paramLabel = "F", description = "The circuit.")
        private String circuit = "";

        @Option(names = "--witness", required = true, paramLabel = "F", description = "All inputs of the circuit.")
        private String witness = "";

        @Option(names = "--rate", required = true, paramLabel = "N", description = "Inverse rate of the code.")
        private int rate;

        @Option(names = "--queries", required = true, paramLabel = "N", description = "Number of opened columns.")
        private int queries;

        @Option(names = "--block-enc", paramLabel = "N", description = "Length of an encoded row.")
        private int encoded;

        @Option(
                names = "--runs",
                defaultValue = "10",
                paramLabel = "N",
                description = "How often; the best of the second half counts (default: ${DEFAULT-VALUE}).")
        private int runs;
    }

    BenchZkCommand(Terminal terminal, SecureRandom random) {
        this.terminal = terminal;
        this.random = random;
    }

    @Override
    public Integer call() {
        if (circuit == null) {
            Benchmark.primitives(random, line -> {
                terminal.out().println(line);
                terminal.out().flush();
            });
            return Cli.OK;
        }
        try {
            return circuit(circuit);
        } catch (ZkInputException | ProofException | CircuitFile.UnsatisfiedInputs e) {
            throw new CliException("The circuit cannot be timed: " + e.getMessage() + ". Check files and parameters.");
        }
    }

    private int circuit(OneCircuitRun run) throws ZkInputException, ProofException, CircuitFile.UnsatisfiedInputs {
        byte[] witness = terminal.read(run.witness);
        CircuitFile file = ZkFiles.read(run.circuit);
        CircuitFile.Parameters parameters = new CircuitFile.Parameters(run.rate, run.queries, run.encoded);
        Stages stages = new Stages();
        long start = System.nanoTime();
        CircuitFile.Prover prover = file.prover(parameters, ZkFiles.allCores(), stages);
        CircuitFile.Verifier verifier = file.verifier(parameters, ZkFiles.allCores(), stages);
        print("prepare", System.nanoTime() - start);
        CircuitFile.Sizes info = file.sizes();
        byte[] publicInputs = Arrays.copyOf(witness, witness.length / info.inputs() * info.publicInputs());
        long prove = Long.MAX_VALUE;
        long verify = Long.MAX_VALUE;
        int size = 0;
        for (int i = 0; i < Math.max(1, run.runs); i++) {
            boolean counts = i >= run.runs / 2;
            stages.start(counts);
            long t0 = System.nanoTime();
            byte[] proof = prover.prove(SEED, witness, random);
            long t1 = System.nanoTime();
            stages.end();
            verifier.verify(SEED, publicInputs, proof);
            long t2 = System.nanoTime();
            stages.end();
            size = proof.length;
            if (counts) {
                prove = Math.min(prove, t1 - t0);
                verify = Math.min(verify, t2 - t1);
            }
        }
        for (Progress.Stage stage : Progress.Stage.values()) {
            print("  " + stage.name().toLowerCase(Locale.ROOT).replace('_', ' '), stages.best.getOrDefault(stage, 0L));
        }
        print("prove", prove);
        print("verify", verify);
        terminal.out().printf(Locale.ROOT, "%-16s %10d bytes%n", "proof", size);
        terminal.out().printf(Locale.ROOT, "%-16s %10d MiB%n", "heap at the peak", peakHeap() >> 20);
        return Cli.OK;
    }

    private void print(String what, long nanos) {
        terminal.out().printf(Locale.ROOT, "%-16s %10.1f ms%n", what, nanos / 1e6);
        terminal.out().flush();
    }

    private static long peakHeap() {
        long peak = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                peak += pool.getPeakUsage().getUsed();
            }
        }
        return peak;
    }

    /** The least time of each stage over the runs that count. */
    private static final class Stages implements Progress {
        private final Map<Stage, Long> best = new EnumMap<>(Stage.class);
        private Progress.@Nullable Stage current;
        private long since;
        private boolean counts;

        void start(boolean counting) {
            counts = counting;
            current = null;
        }

        void end() {
            Stage ended = current;
            if (ended != null && counts) {
                best.merge(ended, System.nanoTime() - since, Math::min);
            }
            current = null;
        }

        @Override
        public void at(Stage stage, double done) {
            if (stage != current) {
                end();
                current = stage;
                since = System.nanoTime();
            }
        }
    }
}
