package holdfast.zk.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.testing.Vectors;
import holdfast.zk.ZkVectors;
import holdfast.zk.circuit.Circuit;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.Workers;
import holdfast.zk.ligero.LigeroParameters;
import holdfast.zk.sumcheck.SumcheckCircuit;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reference proofs of the specification: made with a known generator, so our prover must give their very bytes. */
class ReferenceProofTest {
    private static final String FOLDER = ZkVectors.GOOGLE + "reference-testdata/";

    @ParameterizedTest
    @CsvSource({"sha256,3,12345", "ecdsa2,4,123456789"})
    void referenceProof_remadeAndVerified_isTheSame(String name, int rate, long seed) throws Exception {
        Circuit circuit = ZkVectors.circuit(Vectors.bytes(FOLDER + name + "_circuit.lfc2"));
        FieldArray inputs = decimals(circuit.field(), Vectors.text(FOLDER + name + "_inputs.json"));
        byte[] expected = Vectors.bytes(FOLDER + name + "_proof.bin");
        byte[] label = (name + "_spec_test").getBytes(StandardCharsets.US_ASCII);
        LigeroParameters parameters = new LigeroParameters(rate, 16, 256);
        FieldArray publicInputs = inputs.slice(0, circuit.publicInputs());
        SumcheckCircuit prepared = new SumcheckCircuit(circuit, Workers.none());
        CircuitVerifier verifier = new CircuitVerifier(circuit, parameters, Workers.none(), Progress.NONE);
        OneCircuit.verify(verifier, label, publicInputs, expected);
        CircuitProver alone = new CircuitProver(prepared, parameters, Workers.none(), Progress.NONE);
        assertThat(OneCircuit.prove(alone, label, inputs, ZkVectors.congruence(seed)))
                .isEqualTo(expected);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            Workers workers = Workers.of(threads, 4, () -> false);
            CircuitProver together = new CircuitProver(prepared, parameters, workers, Progress.NONE);
            assertThat(OneCircuit.prove(together, label, inputs, ZkVectors.congruence(seed)))
                    .isEqualTo(expected);
            OneCircuit.verify(
                    new CircuitVerifier(circuit, parameters, workers, Progress.NONE), label, publicInputs, expected);
        }
    }

    private static FieldArray decimals(Field field, String json) {
        byte[][] elements = Pattern.compile("[0-9]+")
                .matcher(json)
                .results()
                .map(r -> littleEndian(new BigInteger(r.group()), field.byteLength()))
                .toArray(byte[][]::new);
        byte[] all = new byte[elements.length * field.byteLength()];
        for (int i = 0; i < elements.length; i++) {
            System.arraycopy(elements[i], 0, all, i * field.byteLength(), field.byteLength());
        }
        return ZkVectors.elements(field, all);
    }

    private static byte[] littleEndian(BigInteger value, int length) {
        byte[] big = value.toByteArray();
        byte[] little = new byte[length];
        for (int i = 0; i < Math.min(length, big.length); i++) {
            little[i] = big[big.length - 1 - i];
        }
        return little;
    }
}
