package holdfast.zk.protocol;

import holdfast.zk.circuit.Circuit;
import holdfast.zk.field.Element;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.Workers;
import holdfast.zk.ligero.LigeroCode;
import holdfast.zk.ligero.LigeroException;
import holdfast.zk.ligero.LigeroGeometry;
import holdfast.zk.ligero.LigeroParameters;
import holdfast.zk.ligero.LigeroVerifier;
import holdfast.zk.ligero.RowCode;
import holdfast.zk.protocol.ProofException.Reason;
import holdfast.zk.sumcheck.SumcheckChallenges;
import holdfast.zk.sumcheck.SumcheckVerifier;
import holdfast.zk.transcript.Transcript;
import java.util.List;

/**
 * Verifies proofs about a circuit. The circuit, the parameters and the public inputs are the verifier's own; of what the prover
 * sends nothing is used but the proof. With several circuits over one transcript, all proofs are read and all roots absorbed
 * first, as the prover did.
 */
public final class CircuitVerifier {
    private final Circuit circuit;
    private final LigeroCode code;
    private final Workers workers;
    private final Progress progress;

    /**
     * A verifier for a circuit; making it costs some milliseconds, so it is kept for further proofs.
     *
     * @throws IllegalArgumentException if the circuit does not fit the parameters
     */
    public CircuitVerifier(Circuit circuit, LigeroParameters parameters, Workers workers, Progress progress) {
        this(circuit, code(circuit, parameters, workers::check), workers, progress);
    }

    /** A verifier for a circuit with a {@link #code} that was made for it before. */
    public CircuitVerifier(Circuit circuit, LigeroCode code, Workers workers, Progress progress) {
        this.circuit = circuit;
        this.code = code;
        this.workers = workers;
        this.progress = progress;
    }

    /**
     * The code of a circuit's commitments, for its verifier and its prover.
     *
     * @param check called now and then; ends the work by throwing
     * @throws IllegalArgumentException if the circuit does not fit the parameters
     */
    public static LigeroCode code(Circuit circuit, LigeroParameters parameters, Runnable check) {
        LigeroGeometry geometry = Constraints.geometry(circuit, parameters);
        return new LigeroCode(geometry, RowCode.of(circuit.field(), geometry, check));
    }

    /**
     * The code of a circuit's commitments from codes of rows that were made before.
     *
     * @throws IllegalArgumentException if the circuit does not fit the parameters, or the codes are of other rows
     */
    public static LigeroCode code(Circuit circuit, LigeroParameters parameters, RowCode rows) {
        return new LigeroCode(Constraints.geometry(circuit, parameters), rows);
    }

    /**
     * About how many bytes a proof with some parameters has, but for its part about the layers, which is the same with all.
     *
     * @throws IllegalArgumentException if the circuit does not fit the parameters
     */
    public static long estimatedProof(Circuit circuit, LigeroParameters parameters) {
        return Constraints.geometry(circuit, parameters).estimate(circuit.field());
    }

    /** A proof that was read and not verified, and where in the bytes it ended. */
    public record Unverified(CircuitProof proof, int end) {}

    /**
     * Reads a proof that begins at an offset. Further proofs may follow; {@link #noMore} refuses what should not be there.
     *
     * @throws ProofException if the bytes are no proof of the shape this circuit and these parameters give
     */
    public Unverified read(byte[] bytes, int offset) throws ProofException {
        ProofCodec.Read read = new ProofCodec(circuit, code.geometry()).read(bytes, offset);
        return new Unverified(read.proof(), read.end());
    }

    /** Refuses bytes behind the last proof. */
    public static void noMore(byte[] bytes, int end) throws ProofException {
        ProofCodec.end(bytes, end);
    }

    /**
     * Verifies a proof.
     *
     * @param transcript which has absorbed the proof's root (and all others)
     * @throws ProofException naming why the proof is refused
     */
    public void verify(CircuitProof proof, FieldArray publicInputs, Transcript transcript) throws ProofException {
        if (publicInputs.length() != circuit.publicInputs()) {
            throw new ProofException(
                    Reason.PUBLIC_INPUT_COUNT,
                    "the circuit has %d public inputs, not %d"
                            .formatted(circuit.publicInputs(), publicInputs.length()));
        }
        if (circuit.publicInputs() > 0 && !circuit.field().get(publicInputs, 0).isOne()) {
            throw new ProofException(Reason.NO_CONSTANT_ONE, "the first public input must be the constant 1");
        }
        Statement.absorb(circuit, publicInputs, transcript);
        progress.at(Progress.Stage.CHECK_LAYERS, 0);
        SumcheckChallenges challenges = SumcheckChallenges.replay(circuit, proof.sumcheck(), transcript)
                .orElseThrow(() -> new ProofException(Reason.TRUNCATED, "the proof is for a circuit of another shape"));
        try {
            LigeroVerifier.Opened opened = new LigeroVerifier(code, workers)
                    .open(proof.root(), proof.ligero(), Constraints.size(circuit), transcript);
            // Only now comes the work that grows with the circuit.
            SumcheckVerifier sumcheck = new SumcheckVerifier(circuit, workers);
            List<Element> bound = sumcheck.boundLayers(challenges);
            Constraints constraints = new Constraints(
                    circuit.field(), sumcheck.constraints(publicInputs, proof.sumcheck(), challenges, bound));
            progress.at(Progress.Stage.CHECK_COLUMNS, 0);
            opened.verify(constraints, Constraints.quadratics(circuit));
        } catch (LigeroException e) {
            throw new ProofException(reason(e.reason()), "the proof does not hold: " + e.getMessage(), e);
        }
        progress.at(Progress.Stage.CHECK_COLUMNS, 1);
    }

    private static Reason reason(LigeroException.Reason reason) {
        return switch (reason) {
            case COLUMN_NOT_COMMITTED -> Reason.COLUMN_NOT_COMMITTED;
            case LOW_DEGREE_TEST -> Reason.LOW_DEGREE_TEST;
            case LINEAR_TEST -> Reason.LINEAR_TEST;
            case LINEAR_SUM -> Reason.LINEAR_SUM;
            case QUADRATIC_TEST -> Reason.QUADRATIC_TEST;
        };
    }
}
