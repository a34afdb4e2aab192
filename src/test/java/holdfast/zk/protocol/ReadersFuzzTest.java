package holdfast.zk.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import holdfast.testing.Mutations;
import holdfast.zk.ZkVectors;
import holdfast.zk.circuit.Circuit;
import holdfast.zk.circuit.CircuitFormatException;
import holdfast.zk.circuit.CircuitLimits;
import holdfast.zk.circuit.CircuitReader;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.Fields;
import holdfast.zk.field.Workers;
import holdfast.zk.ligero.LigeroParameters;
import holdfast.zk.sumcheck.SumcheckCircuit;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Readers of circuits and proofs, fed whatever the fuzzer thinks of: they read or refuse, and never fail otherwise. In a build
 * the fuzz tests run their stored inputs only, and the seeded test mutates for some seconds; fuzzing for an hour is
 * {@code JAZZER_FUZZ=1 ./build -Dtest=ReadersFuzzTest#circuit test}, and the same with {@code #proof}.
 */
class ReadersFuzzTest {
    private static final byte[] SEED = "fuzz".getBytes(StandardCharsets.US_ASCII);
    private static final LigeroParameters PARAMETERS = new LigeroParameters(2, 3, 40);
    private static final Circuit CIRCUIT = ZkVectors.anyCircuit(Fields.gf2_128());

    private static final CircuitVerifier VERIFIER =
            new CircuitVerifier(CIRCUIT, PARAMETERS, Workers.none(), Progress.NONE);

    @FuzzTest(maxDuration = "60m")
    void circuit(byte[] file) {
        try {
            new CircuitReader(CircuitLimits.UNTRUSTED).read(new ByteArrayInputStream(file));
        } catch (CircuitFormatException e) {
            assertThat(e.reason()).isNotNull();
        }
    }

    @FuzzTest(maxDuration = "60m")
    void proof(byte[] proof) {
        try {
            OneCircuit.verify(VERIFIER, SEED, inputs().slice(0, 1), proof);
        } catch (ProofException e) {
            assertThat(e.reason()).isNotNull();
        }
    }

    @Test
    void proofs_mutatedWithASeed_areRefused() throws Exception {
        CircuitProver prover = new CircuitProver(
                new SumcheckCircuit(CIRCUIT, Workers.none()), PARAMETERS, Workers.none(), Progress.NONE);
        byte[] proof = OneCircuit.prove(prover, SEED, inputs(), ZkVectors.congruence(9));
        OneCircuit.verify(VERIFIER, SEED, inputs().slice(0, 1), proof);
        SplittableRandom random = new SplittableRandom(77);
        int rounds = Boolean.getBoolean("holdfast.slow") ? 1_000_000 : 60_000;
        int refused = 0;
        int same = 0;
        for (int i = 0; i < rounds; i++) {
            byte[] mutated = Mutations.mutate(proof, random);
            try {
                OneCircuit.verify(VERIFIER, SEED, inputs().slice(0, 1), mutated);
                assertThat(mutated).as("round %d", i).isEqualTo(proof);
                same++;
            } catch (ProofException e) {
                refused++;
            }
        }
        assertThat(refused + same).isEqualTo(rounds);
        assertThat(refused).isGreaterThan(rounds * 9 / 10);
    }

    /** The circuit wants the product of its two inputs to be 0. */
    private FieldArray inputs() {
        Field field = CIRCUIT.field();
        FieldArray inputs = field.newArray(2);
        field.set(inputs, 0, Element.ONE);
        return inputs;
    }
}
