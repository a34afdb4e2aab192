package holdfast.zk.protocol;

import holdfast.zk.circuit.Circuit;
import holdfast.zk.field.ByteSource;
import holdfast.zk.field.FieldArray;
import holdfast.zk.sumcheck.UnsatisfiedException;
import holdfast.zk.transcript.Transcript;

/** Proofs about a single circuit, from bytes to bytes. */
public final class OneCircuit {
    private OneCircuit() {}

    /**
     * Proves.
     *
     * @param seed what the transcript starts with
     * @param inputs all inputs, the public ones first
     * @param random a strong generator
     * @throws UnsatisfiedException if the inputs do not satisfy the circuit
     */
    public static byte[] prove(CircuitProver prover, byte[] seed, FieldArray inputs, ByteSource random)
            throws UnsatisfiedException {
        Circuit circuit = prover.circuit();
        if (inputs.length() != circuit.inputs()) {
            throw new IllegalArgumentException(
                    "the circuit has %d inputs, not %d".formatted(circuit.inputs(), inputs.length()));
        }
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
    public static void verify(CircuitVerifier verifier, byte[] seed, FieldArray publicInputs, byte[] proof)
            throws ProofException {
        CircuitVerifier.Unverified read = verifier.read(proof, 0);
        CircuitVerifier.noMore(proof, read.end());
        Transcript transcript = new Transcript(seed);
        transcript.absorbBytes(read.proof().root());
        verifier.verify(read.proof(), publicInputs, transcript);
    }
}
