package holdfast.zk.protocol;

import holdfast.zk.circuit.Circuit;
import holdfast.zk.field.Element;
import holdfast.zk.field.FieldArray;
import holdfast.zk.protocol.ProofException.Reason;
import holdfast.zk.transcript.Transcript;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Verifies several circuits that were proven over one transcript, from files in which they stand one after the other. All roots
 * are absorbed before anything else; what is drawn then may be public input of the circuits, which ties them together.
 */
public final class JointVerifier {
    private final List<CircuitFile> circuits;
    private final List<CircuitVerifier> verifiers = new ArrayList<>();
    private final Drawn drawn;

    /**
     * Numbers that are drawn once all roots are absorbed.
     *
     * @param bytes length of each, big-endian
     * @param inputs for each circuit which of its public inputs they are, in the order of drawing
     */
    public record Drawn(int bytes, List<List<Integer>> inputs) {
        public Drawn {
            inputs = inputs.stream().map(List::copyOf).toList();
        }
    }

    /**
     * A verifier for circuits of a file.
     *
     * @param file the circuits; not trusted
     * @param parameters of each circuit
     * @throws ZkInputException saying what does not go together
     */
    public JointVerifier(
            InputStream file,
            List<CircuitFile.Parameters> parameters,
            Drawn drawn,
            Execution execution,
            Progress progress)
            throws ZkInputException {
        circuits = CircuitFile.readAll(file, parameters.size());
        this.drawn = drawn;
        if (drawn.inputs().size() != circuits.size()) {
            throw new ZkInputException("drawn inputs are given for %d circuits, but there are %d"
                    .formatted(drawn.inputs().size(), circuits.size()));
        }
        for (int i = 0; i < circuits.size(); i++) {
            Circuit circuit = circuits.get(i).circuit();
            if (drawn.inputs().get(i).size() != drawn.inputs().getFirst().size()) {
                throw new ZkInputException("each circuit must have all the drawn numbers as public inputs");
            }
            for (int input : drawn.inputs().get(i)) {
                if (input < 1
                        || input >= circuit.publicInputs()
                        || drawn.bytes() < 1
                        || drawn.bytes() >= circuit.field().byteLength()) {
                    throw new ZkInputException("circuit %d has no public input %d for a number of %d bytes"
                            .formatted(i, input, drawn.bytes()));
                }
            }
            verifiers.add(circuits.get(i).circuitVerifier(parameters.get(i), execution, progress));
        }
    }

    /** What the circuits are. */
    public List<CircuitFile.Sizes> sizes() {
        return circuits.stream().map(CircuitFile::sizes).toList();
    }

    /**
     * Verifies.
     *
     * @param publicInputs of all circuits, one after the other
     * @param proof the proofs, one after the other
     * @throws ProofException if the proof is refused
     * @throws ZkInputException if the public inputs are not such of these circuits
     */
    public void verify(byte[] seed, byte[] publicInputs, byte[] proof) throws ProofException, ZkInputException {
        List<FieldArray> inputs = split(publicInputs);
        List<CircuitProof> proofs = new ArrayList<>();
        int end = 0;
        for (CircuitVerifier verifier : verifiers) {
            CircuitVerifier.Unverified read = verifier.read(proof, end);
            proofs.add(read.proof());
            end = read.end();
        }
        CircuitVerifier.noMore(proof, end);
        Transcript transcript = new Transcript(seed);
        proofs.forEach(one -> transcript.absorbBytes(one.root()));
        requireDrawn(transcript, inputs);
        for (int i = 0; i < verifiers.size(); i++) {
            verifiers.get(i).verify(proofs.get(i), inputs.get(i), transcript);
        }
    }

    private List<FieldArray> split(byte[] publicInputs) throws ZkInputException {
        List<FieldArray> inputs = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < circuits.size(); i++) {
            Circuit circuit = circuits.get(i).circuit();
            int end = i == circuits.size() - 1
                    ? publicInputs.length
                    : Math.min(
                            publicInputs.length,
                            at + circuit.publicInputs() * circuit.field().byteLength());
            inputs.add(circuits.get(i).publicInputs(Arrays.copyOfRange(publicInputs, at, end)));
            at = end;
        }
        return inputs;
    }

    private void requireDrawn(Transcript transcript, List<FieldArray> inputs) throws ProofException {
        int count = drawn.inputs().getFirst().size();
        for (int n = 0; n < count; n++) {
            byte[] number = new byte[drawn.bytes()];
            transcript.fill(number, 0, number.length);
            for (int i = 0; i < circuits.size(); i++) {
                Circuit circuit = circuits.get(i).circuit();
                byte[] canonical = new byte[circuit.field().byteLength()];
                for (int b = 0; b < number.length; b++) {
                    canonical[b] = number[number.length - 1 - b];
                }
                Element wanted = circuit.field().fromBytes(canonical, 0);
                int input = drawn.inputs().get(i).get(n);
                if (!circuit.field().get(inputs.get(i), input).equals(wanted)) {
                    throw new ProofException(
                            Reason.NOT_DRAWN,
                            "public input %d of circuit %d is not the number that the roots give".formatted(input, i));
                }
            }
        }
    }
}
