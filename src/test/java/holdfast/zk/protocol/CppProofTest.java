package holdfast.zk.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.testing.Vectors;
import holdfast.zk.ZkVectors;
import holdfast.zk.circuit.Circuit;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.Workers;
import holdfast.zk.ligero.LigeroParameters;
import holdfast.zk.sumcheck.SumcheckCircuit;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Circuits, inputs and proofs made by the C++ implementation. */
class CppProofTest {
    private static final byte[] SEED = "harness".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "ecdsa-1sig-p256,7,132",
        "sha256-8blocks-fp128,7,132",
        "sha256-8blocks-gf2_128,7,132",
        "jwt-15blocks-p256,4,128"
    })
    void theirProof_andOurs_areAccepted(String name, int rate, int queries) throws Exception {
        Circuit circuit = ZkVectors.circuit(ZkVectors.zstd(ZkVectors.CPP + name + ".circuit.lfc1.zst"));
        FieldArray inputs =
                ZkVectors.elements(circuit.field(), ZkVectors.zstd(ZkVectors.CPP + name + ".inputs.bin.zst"));
        FieldArray publicInputs =
                ZkVectors.elements(circuit.field(), Vectors.bytes(ZkVectors.CPP + name + ".public.bin"));
        byte[] theirs = Vectors.bytes(ZkVectors.CPP + name + ".proof.bin");
        LigeroParameters parameters = new LigeroParameters(rate, queries, 0);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Workers workers = Workers.of(threads, 2, () -> false);
            CircuitVerifier verifier = new CircuitVerifier(circuit, parameters, workers, Progress.NONE);
            OneCircuit.verify(verifier, SEED, publicInputs, theirs);
            CircuitProver prover =
                    new CircuitProver(new SumcheckCircuit(circuit, workers), parameters, workers, Progress.NONE);
            byte[] ours = OneCircuit.prove(prover, SEED, inputs, ZkVectors.congruence(1));
            OneCircuit.verify(verifier, SEED, publicInputs, ours);
            // Only the Merkle path's length depends on chance.
            assertThat((double) ours.length).isBetween(0.95 * theirs.length, 1.05 * theirs.length);
        }
    }
}
