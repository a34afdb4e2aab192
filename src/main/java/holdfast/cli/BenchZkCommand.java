package holdfast.cli;

import holdfast.zk.protocol.Benchmark;
import holdfast.zk.protocol.CircuitFile;
import holdfast.zk.protocol.Progress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
            "Example: holdfast bench zk --circuit mdoc --witness sig.bin --witness hash.bin --rate 4 --queries 128",
            "Example: holdfast bench zk --circuit ecdsa.lfc1 --witness ecdsa.inputs.bin --rate 7 --queries 132"
        })
final class BenchZkCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final SecureRandom random;

    @ArgGroup(exclusive = false)
    private @Nullable CircuitRun circuit;

    /** Circuits of a file, over one transcript. */
    static final class CircuitRun {
        @Option(names = "--circuit", required = true, paramLabel = "F", description = "The circuit.")
        private String circuit = "";

        @Option(
                names = "--witness",
                required = true,
                paramLabel = "F",
                description = "All inputs of the circuit; once for each circuit of the file, in its order.")
        private List<String> witnesses = new ArrayList<>();

        @Option(names = "--rate", required = true, paramLabel = "N", description = "Inverse rate of the code.")
        private int rate;

        @Option(names = "--queries", required = true, paramLabel = "N", description = "Number of opened columns.")
        private int queries;

        @Option(
                names = "--block-enc",
                paramLabel = "N",
                description = "Length of an encoded row; once, or once for each circuit.")
        private List<Integer> encoded = new ArrayList<>();

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
        return circuit(circuit);
    }

    private int circuit(CircuitRun run) {
        List<byte[]> witnesses = run.witnesses.stream().map(terminal::read).toList();
        List<CircuitFile.Parameters> parameters = new ArrayList<>();
        for (int i = 0; i < witnesses.size(); i++) {
            int encoded = run.encoded.isEmpty() ? 0 : run.encoded.get(Math.min(i, run.encoded.size() - 1));
            parameters.add(new CircuitFile.Parameters(run.rate, run.queries, encoded));
        }
        HeapPeak heap = new HeapPeak();
        CircuitTimes times = CircuitTimes.of(run.circuit, witnesses, parameters, run.runs, random);
        print("prepare", times.prepare());
        for (Progress.Stage stage : Progress.Stage.values()) {
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "%-16s %10.1f ms %6d MiB%n",
                            "  " + stage.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                            times.stages().best(stage) / 1e6,
                            times.stages().peak(stage) >> 20);
        }
        print("prove", times.prove());
        print("  processor", times.proveProcessor());
        print("verify", times.verify());
        print("  processor", times.verifyProcessor());
        terminal.out().printf(Locale.ROOT, "%-16s %10d bytes%n", "proof", times.bytes());
        terminal.out().printf(Locale.ROOT, "%-16s %10d MiB%n", "heap at the peak", heap.bytes() >> 20);
        return Cli.OK;
    }

    private void print(String what, long nanos) {
        terminal.out().printf(Locale.ROOT, "%-16s %10.1f ms%n", what, nanos / 1e6);
        terminal.out().flush();
    }
}
