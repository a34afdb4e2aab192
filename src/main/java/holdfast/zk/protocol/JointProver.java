package holdfast.zk.protocol;

import holdfast.zk.circuit.Circuit;
import holdfast.zk.field.ByteSource;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.StrongBytes;
import holdfast.zk.sumcheck.UnsatisfiedException;
import holdfast.zk.transcript.Transcript;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** Proves several circuits of a file over one transcript, as {@link JointVerifier} takes it. */
public final class JointProver {
    private final List<CircuitFile> circuits;
    private final List<CircuitProver> provers = new ArrayList<>();

    /**
     * A prover for circuits of a file.
     *
     * @param file the circuits; not trusted
     * @param parameters of each circuit
     * @throws ZkInputException if the file is refused, or a circuit does not fit its parameters
     */
    public JointProver(
            InputStream file, List<CircuitFile.Parameters> parameters, Execution execution, Progress progress)
            throws ZkInputException {
        circuits = CircuitFile.readAll(file, parameters.size());
        for (int i = 0; i < circuits.size(); i++) {
            provers.add(circuits.get(i).circuitProver(parameters.get(i), execution, progress));
        }
    }

    /** What the circuits are. */
    public List<CircuitFile.Sizes> sizes() {
        return circuits.stream().map(CircuitFile::sizes).toList();
    }

    /**
     * Proves.
     *
     * @param inputs for each circuit all its inputs, the public ones first
     * @throws CircuitFile.UnsatisfiedInputs if they do not satisfy the circuits
     * @throws ZkInputException if they are not inputs of these circuits
     */
    public byte[] prove(byte[] seed, List<byte[]> inputs, SecureRandom random)
            throws ZkInputException, CircuitFile.UnsatisfiedInputs {
        ByteSource source = new StrongBytes(random);
        List<FieldArray> elements = new ArrayList<>();
        List<CircuitProver.Committed> committed = new ArrayList<>();
        Transcript transcript = new Transcript(seed);
        for (int i = 0; i < circuits.size(); i++) {
            elements.add(circuits.get(i).allInputs(inputs.get(i)));
        }
        for (int i = 0; i < circuits.size(); i++) {
            Circuit circuit = circuits.get(i).circuit();
            committed.add(provers.get(i).commit(elements.get(i).slice(circuit.publicInputs()), source));
            transcript.absorbBytes(committed.get(i).root());
        }
        ByteArrayOutputStream proof = new ByteArrayOutputStream();
        try {
            for (int i = 0; i < circuits.size(); i++) {
                FieldArray known =
                        elements.get(i).slice(0, circuits.get(i).circuit().publicInputs());
                proof.writeBytes(provers.get(i).encode(committed.get(i).prove(known, transcript)));
            }
        } catch (UnsatisfiedException e) {
            throw new CircuitFile.UnsatisfiedInputs(e);
        }
        return proof.toByteArray();
    }
}
