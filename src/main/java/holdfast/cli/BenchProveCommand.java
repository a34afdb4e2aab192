package holdfast.cli;

import holdfast.credential.Tag;
import holdfast.demo.BankProfile;
import holdfast.demo.RolePlay;
import holdfast.demo.Samples;
import holdfast.dvr.DvrRequest;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.ProofTask;
import holdfast.proving.Prover;
import holdfast.proving.Prover.Stage;
import holdfast.proving.ProvingException;
import holdfast.proving.StatementVerifier;
import holdfast.token.Es256PublicKey;
import holdfast.token.TokenException;
import holdfast.token.UserData;
import holdfast.token.VerifiedToken;
import holdfast.zk.protocol.CircuitFile;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "prove",
        description = {
            "Times proofs of the sample request \"loan\" on bank profiles that fill each size class.",
            "Cold: the first of a class, whose circuits must be compiled. Warm: the best of the second half of the runs.",
            "Times in milliseconds by the clock. Heap: the most in use, garbage included; bound it with JAVA_TOOL_OPTIONS=-Xmx…"
        },
        footer = {
            "",
            "Example: holdfast bench prove",
            "Example: holdfast bench prove --blocks 16,64 --runs 20 --json",
            "Example: holdfast bench prove --blocks 16 --circuit jwt.lfc1 --witness jwt.inputs.bin"
        })
final class BenchProveCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;
    private final Engines engines;

    @Option(
            names = "--blocks",
            split = ",",
            defaultValue = "8,12,16,20,24,32,48,64,96,128,256",
            paramLabel = "N",
            description = "Size classes in blocks of SHA-256 (default: ${DEFAULT-VALUE}).")
    private List<Integer> blocks = List.of();

    @Option(
            names = "--runs",
            defaultValue = "10",
            paramLabel = "N",
            description = "Proofs for each class, the cold one included (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--json", description = "Prints one JSON array instead of a table; times in nanoseconds.")
    private boolean json;

    @ArgGroup(exclusive = false)
    private @Nullable Comparison comparison;

    /** A circuit to compare with. */
    static final class Comparison {
        @Option(names = "--circuit", required = true, paramLabel = "F", description = "A circuit to time beside them.")
        private String circuit = "";

        @Option(names = "--witness", required = true, paramLabel = "F", description = "All inputs of that circuit.")
        private String witness = "";

        @Option(names = "--rate", defaultValue = "7", paramLabel = "N", description = "Inverse rate of its code.")
        private int rate;

        @Option(names = "--queries", defaultValue = "132", paramLabel = "N", description = "Its opened columns.")
        private int queries;
    }

    BenchProveCommand(Terminal terminal, Clock clock, SecureRandom random, Engines engines) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
        this.engines = engines;
    }

    /** Figures of a size class; times in nanoseconds. */
    private record Figures(
            int blocks,
            long compile,
            long firstProve,
            StageClock<Stage> stages,
            long prove,
            long verify,
            int proofBytes,
            int fileBytes,
            long heap) {

        JsonValue toJson() {
            JsonValue.Builder object = JsonObject.builder()
                    .put("blocks", blocks)
                    .put("compile", compile)
                    .put("firstProve", firstProve);
            for (Stage stage : Stage.values()) {
                object.put(stage.name().toLowerCase(Locale.ROOT), stages.best(stage));
            }
            return object.put("prove", prove)
                    .put("verify", verify)
                    .put("proofBytes", proofBytes)
                    .put("fileBytes", fileBytes)
                    .put("heapBytes", heap)
                    .build();
        }
    }

    @Override
    public Integer call() throws TokenException, ProvingException {
        List<JsonValue> all = new ArrayList<>();
        if (!json) {
            line("%6s %8s %8s | %8s %8s %8s %8s %8s %8s %8s | %9s %9s %6s"
                    .formatted(
                            "blocks",
                            "compile",
                            "1st",
                            "witness",
                            "commit",
                            "sumcheck",
                            "open",
                            "check",
                            "prove",
                            "verify",
                            "proof B",
                            "file B",
                            "MiB"));
        }
        HeapPeak heap = new HeapPeak();
        Samples samples = Samples.load();
        try (RolePlay play = new RolePlay(samples, random)) {
            Samples.Request loan = samples.requests().get("loan");
            if (loan == null) {
                throw new IllegalStateException("there is no sample request for a loan");
            }
            VerifiedToken<DvrRequest> request = play.ask(loan);
            for (int size : blocks) {
                Figures figures = measure(request, token(play, size), size, heap);
                all.add(figures.toJson());
                if (!json) {
                    print(figures);
                }
            }
        }
        compare(all);
        if (json) {
            terminal.out().println(JsonWriter.pretty(new JsonArray(all)));
        }
        return Cli.OK;
    }

    private static VerifiedToken<UserData> token(RolePlay play, int size) throws TokenException {
        try {
            return new BankProfile(play).signed(size);
        } catch (IllegalArgumentException e) {
            throw new CliException("--blocks " + size + " is too small: " + e.getMessage() + ".");
        }
    }

    private Figures measure(VerifiedToken<DvrRequest> request, VerifiedToken<UserData> token, int size, HeapPeak heap)
            throws ProvingException {
        SortedMap<Tag, VerifiedToken<UserData>> credentials = new TreeMap<>();
        SortedMap<Tag, Es256PublicKey> keys = new TreeMap<>();
        for (Tag tag : request.content().userDataRequests().keySet()) {
            credentials.put(tag, token);
            keys.put(tag, token.key());
        }
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        ProofTask task = new ProofTask(request, credentials, LocalDate.ofInstant(now, ZoneOffset.UTC), now, null, null);
        heap.reset();
        Prover prover = engines.prover().get();
        StatementVerifier verifier = engines.verifier().get();
        StageClock<Stage> first = new StageClock<>(Stage.class);
        StageClock<Stage> stages = new StageClock<>(Stage.class);
        long firstProve = 0;
        long prove = Long.MAX_VALUE;
        long verify = Long.MAX_VALUE;
        int proofBytes = 0;
        int fileBytes = 0;
        for (int i = 0; i < Math.max(2, runs); i++) {
            boolean counts = i > 0 && i >= runs / 2;
            StageClock<Stage> watch = i == 0 ? first : stages;
            watch.start(i == 0 || counts);
            long t0 = System.nanoTime();
            ProofFile proof = prover.prove(task, (stage, done) -> watch.at(stage), () -> false);
            long t1 = System.nanoTime();
            watch.end();
            StatementVerifier.Result result = verifier.verify(request, keys, proof, () -> false);
            long t2 = System.nanoTime();
            if (result instanceof StatementVerifier.Result.Invalid invalid) {
                throw new IllegalStateException("a proof does not verify: " + invalid.detail());
            }
            if (!proof.sizeClasses().values().stream().allMatch(blockCount -> blockCount == size)) {
                throw new CliException("--blocks " + size + " is no size class. Take those of the default.");
            }
            firstProve = i == 0 ? t1 - t0 : firstProve;
            proofBytes = proof.zkproof().toArray().length;
            fileBytes = ProofFileCodec.write(proof).length;
            if (counts) {
                prove = Math.min(prove, t1 - t0);
                verify = Math.min(verify, t2 - t1);
            }
        }
        return new Figures(
                size,
                first.best(Stage.CIRCUIT),
                firstProve,
                stages,
                prove,
                verify,
                proofBytes,
                fileBytes,
                heap.bytes());
    }

    private void print(Figures f) {
        line("%6d %8.1f %8.1f | %8.1f %8.1f %8.1f %8.1f %8.1f %8.1f %8.1f | %9d %9d %6d"
                .formatted(
                        f.blocks,
                        f.compile / 1e6,
                        f.firstProve / 1e6,
                        f.stages.best(Stage.WITNESS) / 1e6,
                        f.stages.best(Stage.COMMITMENT) / 1e6,
                        f.stages.best(Stage.SUMCHECK) / 1e6,
                        f.stages.best(Stage.OPENING) / 1e6,
                        f.stages.best(Stage.CHECK) / 1e6,
                        f.prove / 1e6,
                        f.verify / 1e6,
                        f.proofBytes,
                        f.fileBytes,
                        f.heap >> 20));
    }

    private void compare(List<JsonValue> all) {
        Comparison with = comparison;
        if (with == null) {
            return;
        }
        CircuitTimes times = CircuitTimes.of(
                with.circuit,
                List.of(terminal.read(with.witness)),
                List.of(new CircuitFile.Parameters(with.rate, with.queries, 0)),
                runs,
                random);
        all.add(JsonObject.builder()
                .put("circuit", with.circuit)
                .put("prove", times.prove())
                .put("verify", times.verify())
                .put("proofBytes", times.bytes())
                .build());
        if (!json) {
            line("%s: prove %.1f, verify %.1f, proof %d B"
                    .formatted(with.circuit, times.prove() / 1e6, times.verify() / 1e6, times.bytes()));
        }
    }

    private void line(String text) {
        terminal.out().println(text);
        terminal.out().flush();
    }
}
