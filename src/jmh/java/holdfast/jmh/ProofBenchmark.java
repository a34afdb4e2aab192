package holdfast.jmh;

import holdfast.zk.protocol.CircuitFile;
import holdfast.zk.protocol.Execution;
import holdfast.zk.protocol.Progress;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Proving and verifying the circuits of the C++ implementation, on all cores. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 4)
@Measurement(iterations = 5, time = 4)
@Fork(1)
public class ProofBenchmark {
    private static final Path VECTORS = Path.of("..", "shared", "vectors", "longfellow-cpp");
    private static final byte[] SEED = {1};

    @Param({"ecdsa-1sig-p256", "sha256-8blocks-gf2_128", "sha256-8blocks-fp128", "jwt-15blocks-p256"})
    public String circuit = "";

    private final SecureRandom random = new SecureRandom();
    private byte[] witness = {};
    private byte[] publicInputs = {};
    private byte[] proof = {};
    private CircuitFile.Prover[] prover = {};
    private CircuitFile.Verifier[] verifier = {};

    @Setup
    public void prepare() throws Exception {
        CircuitFile file = CircuitFile.read(new ByteArrayInputStream(unpacked(".circuit.lfc1.zst")));
        CircuitFile.Parameters parameters = new CircuitFile.Parameters(7, 132, 0);
        Execution execution =
                new Execution(ForkJoinPool.commonPool(), Runtime.getRuntime().availableProcessors(), () -> false);
        witness = unpacked(".inputs.bin.zst");
        publicInputs = Arrays.copyOf(
                witness, witness.length / file.sizes().inputs() * file.sizes().publicInputs());
        prover = new CircuitFile.Prover[] {file.prover(parameters, execution, Progress.NONE)};
        verifier = new CircuitFile.Verifier[] {file.verifier(parameters, execution, Progress.NONE)};
        proof = prove();
    }

    private byte[] unpacked(String suffix) throws IOException {
        byte[] packed = Files.readAllBytes(VECTORS.resolve(circuit + suffix));
        try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }

    @Benchmark
    public byte[] prove() throws Exception {
        return prover[0].prove(SEED, witness, random);
    }

    @Benchmark
    public void verify() throws Exception {
        verifier[0].verify(SEED, publicInputs, proof);
    }
}
