package holdfast.zk.protocol;

import holdfast.zk.circuit.Circuit;
import holdfast.zk.field.ByteSource;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.Workers;
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
 * A prover without checks: it commits to one witness, whatever that is, and answers for the wires of another. All its messages are
 * consistent with each other but for what ties the sumcheck to the commitment, which is the most that a prover with a wrong witness
 * can have.
 */
public final class CheatingProver {
    private final SumcheckCircuit prepared;
    private final Circuit circuit;
    private final LigeroParameters parameters;

    public CheatingProver(SumcheckCircuit prepared, LigeroParameters parameters) {
        this.prepared = prepared;
        this.parameters = parameters;
        circuit = prepared.circuit();
    }

    /**
     * Makes a proof.
     *
     * @param committed private inputs that are committed to
     * @param answered private inputs that satisfy the circuit
     */
    public CircuitProof prove(
            FieldArray publicInputs, FieldArray committed, FieldArray answered, byte[] seed, ByteSource random)
            throws UnsatisfiedException {
        return prove(publicInputs, committed, answered, seed, random, circuit.termCount());
    }

    /** The same with another number of zero bytes absorbed than the circuit has terms. */
    CircuitProof prove(
            FieldArray publicInputs,
            FieldArray committed,
            FieldArray answered,
            byte[] seed,
            ByteSource random,
            long zeros)
            throws UnsatisfiedException {
        Field field = circuit.field();
        var code = CircuitVerifier.code(circuit, parameters, () -> {});
        FieldArray pads = new PadLayout(circuit).sample(field, random);
        FieldArray witness = field.newArray(code.geometry().witnesses());
        field.copy(witness.slice(0, committed.length()), committed);
        field.copy(witness.slice(committed.length()), pads);
        LigeroCommitment commitment = new LigeroCommitment(
                code, witness, Constraints.quadratics(circuit), committed.length(), random, Workers.none());
        FieldArray inputs = field.newArray(circuit.inputs());
        field.copy(inputs.slice(0, publicInputs.length()), publicInputs);
        field.copy(inputs.slice(publicInputs.length()), answered);
        Evaluation evaluation = Evaluation.of(prepared, inputs, Workers.none());
        Transcript transcript = new Transcript(seed);
        transcript.absorbBytes(commitment.root());
        if (zeros == circuit.termCount()) {
            Statement.absorb(circuit, publicInputs, transcript);
        } else {
            absorb(publicInputs, zeros, transcript);
        }
        SumcheckProver.Result sumcheck =
                new SumcheckProver(prepared, Workers.none()).prove(evaluation, pads, transcript, layer -> {});
        Constraints constraints = new Constraints(
                field,
                new SumcheckVerifier(circuit, Workers.none())
                        .constraints(publicInputs, sumcheck.proof(), sumcheck.challenges(), sumcheck.boundLayers()));
        LigeroProof ligero = new LigeroProver(commitment, Workers.none()).prove(constraints, transcript);
        return new CircuitProof(commitment.root(), sumcheck.proof(), ligero);
    }

    private void absorb(FieldArray publicInputs, long zeros, Transcript transcript) {
        Field field = circuit.field();
        byte[] element = new byte[field.byteLength()];
        transcript.absorbBytes(circuit.id());
        for (int i = 0; i < publicInputs.length(); i++) {
            field.toBytes(field.get(publicInputs, i), element, 0);
            transcript.absorbElement(element);
        }
        transcript.absorbElement(new byte[field.byteLength()]);
        if (zeros > 0) {
            transcript.absorbZeros(zeros);
        }
    }

    /** What a verifier says of a proof; throws where it refuses. */
    public void verify(CircuitProof proof, FieldArray publicInputs, byte[] seed) throws ProofException {
        Transcript transcript = new Transcript(seed);
        transcript.absorbBytes(proof.root());
        new CircuitVerifier(circuit, parameters, Workers.none(), Progress.NONE).verify(proof, publicInputs, transcript);
    }
}
