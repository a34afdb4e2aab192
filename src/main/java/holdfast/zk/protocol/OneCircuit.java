package holdfast.zk.protocol;

import holdfast.zk.circuit.Circuit;
import holdfast.zk.field.ByteSource;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.Workers;
import holdfast.zk.ligero.LigeroParameters;
import holdfast.zk.sumcheck.SumcheckCircuit;
import holdfast.zk.sumcheck.UnsatisfiedException;
import holdfast.zk.transcript.Transcript;

/** Proofs about a single circuit, from bytes to bytes. */
public final class OneCircuit {
    private final Circuit circuit;
    private final LigeroParameters parameters;
    private final Workers workers;
    private final Progress progress;

    public OneCircuit(Circuit circuit, LigeroParameters parameters, Workers workers, Progress progress) {
        this.circuit = circuit;
        this.parameters = parameters;
        this.workers = workers;
        this.progress = progress;
    }

    /**
     * Proves.
     *
     * @param prepared this circuit, prepared
     * @param seed what the transcript starts with
     * @param inputs all inputs, the public ones first
     * @param random a strong generator
     * @throws UnsatisfiedException if the inputs do not satisfy the circuit
     */
    public byte[] prove(SumcheckCircuit prepared, byte[] seed, FieldArray inputs, ByteSource random)
            throws UnsatisfiedException {
        CircuitProver prover = new CircuitProver(prepared, parameters, workers, progress);
        CircuitProver.Committed committed = prover.commit(inputs.slice(circuit.publicInputs()), random);
        Transcript transcript = new Transcript(seed);
        transcript.absorbBytes(committed.root());
        return prover.encode(committed.prove(inputs.slice(0, circuit.publicInputs()), transcript));
    }

    /**
     * Verifies.
     *
     * @throws ProofException naming why the proof is refused
     */
    public void verify(byte[] seed, FieldArray publicInputs, byte[] proof) throws ProofException {
        CircuitVerifier verifier = new CircuitVerifier(circuit, parameters, workers, progress);
        CircuitVerifier.Unverified read = verifier.read(proof, 0);
        CircuitVerifier.noMore(proof, read.end());
        Transcript transcript = new Transcript(seed);
        transcript.absorbBytes(read.proof().root());
        verifier.verify(read.proof(), publicInputs, transcript);
    }
}
