package holdfast.zk.protocol;

import holdfast.zk.circuit.Circuit;
import holdfast.zk.field.ByteSource;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.Workers;
import holdfast.zk.ligero.LigeroCode;
import holdfast.zk.ligero.LigeroCommitment;
import holdfast.zk.ligero.LigeroParameters;
import holdfast.zk.ligero.LigeroProof;
import holdfast.zk.ligero.LigeroProver;
import holdfast.zk.sumcheck.Evaluation;
import holdfast.zk.sumcheck.PadLayout;
import holdfast.zk.sumcheck.SumcheckCircuit;
import holdfast.zk.sumcheck.SumcheckProver;
import holdfast.zk.sumcheck.SumcheckVerifier;
import holdfast.zk.sumcheck.UnsatisfiedException;
import holdfast.zk.transcript.Transcript;

/**
 * Proves that a circuit is satisfied. With several circuits over one transcript, all are committed and all roots absorbed
 * first; challenges that tie them together can then be drawn, and become public inputs; then each is proven in turn.
 *
 * <p>All work ends with {@link java.util.concurrent.CancellationException} soon after its workers are cancelled.
 */
public final class CircuitProver {
    private final SumcheckCircuit prepared;
    private final Circuit circuit;
    private final Field field;
    private final LigeroCode code;
    private final Workers workers;
    private final Progress progress;

    /**
     * A prover for a circuit; making it costs some milliseconds, so it is kept for further proofs.
     *
     * @throws IllegalArgumentException if the circuit does not fit the parameters
     */
    public CircuitProver(SumcheckCircuit prepared, LigeroParameters parameters, Workers workers, Progress progress) {
        this(prepared, CircuitVerifier.code(prepared.circuit(), parameters, workers::check), workers, progress);
    }

    /** A prover for a circuit with a {@link CircuitVerifier#code} that was made for it before. */
    public CircuitProver(SumcheckCircuit prepared, LigeroCode code, Workers workers, Progress progress) {
        this.prepared = prepared;
        this.code = code;
        this.workers = workers;
        this.progress = progress;
        circuit = prepared.circuit();
        field = circuit.field();
    }

    /**
     * Commits to the private inputs, blinded.
     *
     * @param privateInputs the inputs behind the public ones
     * @param random a strong generator; with the same bytes, the same commitment and proof
     */
    public Committed commit(FieldArray privateInputs, ByteSource random) {
        if (privateInputs.length() != circuit.privateInputs()) {
            throw new IllegalArgumentException("the circuit has %d private inputs, not %d"
                    .formatted(circuit.privateInputs(), privateInputs.length()));
        }
        progress.at(Progress.Stage.COMMIT, 0);
        FieldArray pads = new PadLayout(circuit).sample(field, random);
        FieldArray witness = field.newArray(code.geometry().witnesses());
        field.copy(witness.slice(0, privateInputs.length()), privateInputs);
        field.copy(witness.slice(privateInputs.length()), pads);
        int subfield = Math.max(0, circuit.subfieldBoundary() - circuit.publicInputs());
        LigeroCommitment commitment =
                new LigeroCommitment(code, witness, Constraints.quadratics(circuit), subfield, random, workers);
        progress.at(Progress.Stage.COMMIT, 1);
        return new Committed(privateInputs, pads, commitment);
    }

    /** Private inputs under a commitment. Proves once: a second proof over the same pads would reveal them. */
    public final class Committed {
        private final FieldArray privateInputs;
        private final FieldArray pads;
        private final LigeroCommitment commitment;
        private boolean proven;

        private Committed(FieldArray privateInputs, FieldArray pads, LigeroCommitment commitment) {
            this.privateInputs = privateInputs;
            this.pads = pads;
            this.commitment = commitment;
        }

        /** The root, 32 bytes. */
        public byte[] root() {
            return commitment.root();
        }

        /**
         * Proves the circuit for these public inputs.
         *
         * @param transcript which has absorbed this root (and all others)
         * @throws UnsatisfiedException if the inputs do not satisfy the circuit
         * @throws IllegalStateException if this was called before
         */
        public CircuitProof prove(FieldArray publicInputs, Transcript transcript) throws UnsatisfiedException {
            if (publicInputs.length() != circuit.publicInputs()) {
                throw new IllegalArgumentException("the circuit has %d public inputs, not %d"
                        .formatted(circuit.publicInputs(), publicInputs.length()));
            }
            if (proven) {
                throw new IllegalStateException("a commitment must not be proven twice");
            }
            proven = true;
            FieldArray inputs = field.newArray(circuit.inputs());
            field.copy(inputs.slice(0, publicInputs.length()), publicInputs);
            field.copy(inputs.slice(publicInputs.length()), privateInputs);
            progress.at(Progress.Stage.EVALUATE, 0);
            Evaluation evaluation = Evaluation.of(prepared, inputs, workers);
            progress.at(Progress.Stage.SUMCHECK, 0);
            Statement.absorb(circuit, publicInputs, transcript);
            double layers = circuit.layers().size();
            SumcheckProver.Result sumcheck = new SumcheckProver(prepared, workers)
                    .prove(evaluation, pads, transcript, i -> progress.at(Progress.Stage.SUMCHECK, (i + 1) / layers));
            progress.at(Progress.Stage.OPEN, 0);
            Constraints constraints = new Constraints(
                    field,
                    new SumcheckVerifier(circuit, workers)
                            .constraints(
                                    publicInputs, sumcheck.proof(), sumcheck.challenges(), sumcheck.boundLayers()));
            LigeroProof ligero = new LigeroProver(commitment, workers).prove(constraints, transcript);
            progress.at(Progress.Stage.OPEN, 1);
            return new CircuitProof(commitment.root(), sumcheck.proof(), ligero);
        }
    }

    /** The circuit that is proven. */
    public Circuit circuit() {
        return circuit;
    }

    /** Returns the bytes of a proof by this prover. */
    public byte[] encode(CircuitProof proof) {
        return new ProofCodec(circuit, code.geometry()).write(proof);
    }
}
