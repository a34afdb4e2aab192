package holdfast.zk.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.testing.Vectors;
import holdfast.zk.ZkVectors;
import holdfast.zk.circuit.Circuit;
import holdfast.zk.field.ByteSource;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.Workers;
import holdfast.zk.ligero.LigeroGeometry;
import holdfast.zk.ligero.LigeroParameters;
import holdfast.zk.ligero.QuadraticConstraint;
import holdfast.zk.sumcheck.LinearConstraint;
import holdfast.zk.sumcheck.SumcheckChallenges;
import holdfast.zk.sumcheck.SumcheckCircuit;
import holdfast.zk.sumcheck.SumcheckVerifier;
import holdfast.zk.transcript.Transcript;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proofs about the polygonal-number circuit of the draft and about a MAC, made by the C++ implementation with pads of 2. */
class OneCircuitVectorTest {
    private static final byte[] SEED = "test".getBytes(StandardCharsets.US_ASCII);
    private static final String RFC = "longfellow-rfc-1-87474f308020535e57a778a82394a14106f8be5b";
    private static final String MAC = "longfellow-mac-circuit-66aeaf09a9cc98e36873e868307ac07279d5f7e0-1";

    private record Vector(String json, Circuit circuit, FieldArray inputs, LigeroParameters parameters) {
        static Vector load(String name) {
            String json = Vectors.text(ZkVectors.ONE_CIRCUIT + name + ".json");
            Circuit circuit = ZkVectors.circuit(ZkVectors.zstd(ZkVectors.ONE_CIRCUIT + name + ".circuit.zst"));
            ByteArrayOutputStream inputs = new ByteArrayOutputStream();
            byte[] one = new byte[circuit.field().byteLength()];
            one[0] = 1; // the vectors leave out the first input
            inputs.writeBytes(one);
            hex(list(json, "valid_inputs")).forEach(inputs::writeBytes);
            LigeroParameters parameters =
                    new LigeroParameters(number(json, "rate"), number(json, "nreq"), number(json, "num_columns"));
            return new Vector(json, circuit, ZkVectors.elements(circuit.field(), inputs.toByteArray()), parameters);
        }

        FieldArray publicInputs() {
            return inputs.slice(0, circuit.publicInputs());
        }

        LigeroGeometry geometry() {
            return Constraints.geometry(circuit, parameters);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {RFC, MAC})
    void proof_remadeWithTheSamePads_isTheSame(String name) throws Exception {
        Vector vector = Vector.load(name);
        Circuit circuit = vector.circuit();
        CircuitProver prover = new CircuitProver(
                new SumcheckCircuit(circuit, Workers.none()), vector.parameters(), Workers.none(), Progress.NONE);
        CircuitProver.Committed committed = prover.commit(vector.inputs().slice(circuit.publicInputs()), twos(vector));
        byte[] root = hex(value(vector.json(), "ligero_commitment")).getFirst();
        assertThat(committed.root()).isEqualTo(root);
        Transcript transcript = Transcript.ofVersion3(SEED);
        transcript.absorbBytes(root);
        byte[] proof = prover.encode(committed.prove(vector.publicInputs(), transcript));
        assertThat(proof).isEqualTo(theirs(name, root));
    }

    @ParameterizedTest
    @ValueSource(strings = {RFC, MAC})
    void proof_read_givesTheirConstraintsAndIsAccepted(String name) throws Exception {
        Vector vector = Vector.load(name);
        Circuit circuit = vector.circuit();
        Field field = circuit.field();
        byte[] root = hex(value(vector.json(), "ligero_commitment")).getFirst();
        CircuitVerifier verifier = new CircuitVerifier(circuit, vector.parameters(), Workers.none(), Progress.NONE);
        byte[] bytes = theirs(name, root);
        CircuitVerifier.Unverified read = verifier.read(bytes, 0);
        CircuitVerifier.noMore(bytes, read.end());
        Transcript transcript = Transcript.ofVersion3(SEED);
        transcript.absorbBytes(root);
        verifier.verify(read.proof(), vector.publicInputs(), transcript.fork());

        Statement.absorb(circuit, vector.publicInputs(), transcript);
        SumcheckChallenges challenges = SumcheckChallenges.replay(
                        circuit, read.proof().sumcheck(), transcript)
                .orElseThrow();
        SumcheckVerifier sumcheck = new SumcheckVerifier(circuit, Workers.none());
        List<LinearConstraint> constraints = sumcheck.constraints(
                vector.publicInputs(), read.proof().sumcheck(), challenges, sumcheck.boundLayers(challenges));
        List<Element> expected = hex(list(vector.json(), "linear_rhs")).stream()
                .map(b -> field.fromBytes(b, 0))
                .toList();
        assertThat(constraints).extracting(LinearConstraint::rightSide).isEqualTo(expected);
        Matcher quadratic =
                Pattern.compile("\"x\": (\\d+), \"y\": (\\d+), \"z\": (\\d+)").matcher(vector.json());
        assertThat(Constraints.quadratics(circuit))
                .isNotEmpty()
                .isEqualTo(quadratic
                        .results()
                        .map(r -> new QuadraticConstraint(
                                Integer.parseInt(r.group(1)),
                                Integer.parseInt(r.group(2)),
                                Integer.parseInt(r.group(3))))
                        .toList());
    }

    private static byte[] theirs(String name, byte[] root) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(root);
        bytes.writeBytes(Vectors.bytes(ZkVectors.ONE_CIRCUIT + name + ".sumcheck-proof"));
        bytes.writeBytes(Vectors.bytes(ZkVectors.ONE_CIRCUIT + name + ".ligero-proof"));
        return bytes.toByteArray();
    }

    /** Every draw is a 2 in its first byte: draws are elements of 16 bytes, and at the end nonces of 32. */
    private static ByteSource twos(Vector vector) {
        LigeroGeometry geometry = vector.geometry();
        int pads = geometry.witnesses() - vector.circuit().privateInputs() - geometry.quadratics();
        int blinding = geometry.block() + 2 * geometry.doubleBlock() + geometry.innerRows() * geometry.queries();
        int[] drawn = {0};
        int elementBytes = 16 * (pads + blinding);
        return (target, offset, length) -> {
            for (int i = 0; i < length; i++) {
                int period = drawn[0] < elementBytes ? 16 : 32;
                target[offset + i] = (byte) ((drawn[0]++ - elementBytes) % period == 0 ? 2 : 0);
            }
        };
    }

    private static String list(String json, String name) {
        int from = json.indexOf("\"" + name + "\"");
        return json.substring(json.indexOf('[', from), json.indexOf(']', from));
    }

    private static String value(String json, String name) {
        int from = json.indexOf("\"" + name + "\"") + name.length() + 2;
        return json.substring(from, json.indexOf('\n', from));
    }

    private static int number(String json, String name) {
        return Integer.parseInt(value(json, name).replaceAll("[^0-9]", ""));
    }

    private static List<byte[]> hex(String text) {
        return Arrays.stream(text.split("\""))
                .filter(s -> s.matches("[0-9a-f]{32,}"))
                .map(HexFormat.of()::parseHex)
                .toList();
    }
}
