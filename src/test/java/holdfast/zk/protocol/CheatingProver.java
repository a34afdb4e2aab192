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
import holdfast.zk.sumcheck.PadLayout;
import holdfast.zk.sumcheck.SumcheckCircuit;
import holdfast.zk.sumcheck.SumcheckProver;
import holdfast.zk.sumcheck.SumcheckVerifier;
import holdfast.zk.sumcheck.UncheckedSumcheck;
import holdfast.zk.transcript.Transcript;

/**
 * A prover without checks. It proves whatever it committed to, satisfying or not; or it commits to one witness and answers for the
 * wires of another, so that all its messages agree with each other but for what ties the sumcheck to the commitment.
 */
public final class CheatingProver {
    private final SumcheckCircuit prepared;
    private final Circuit circuit;
    private final LigeroCode code;

    public CheatingProver(SumcheckCircuit prepared, LigeroParameters parameters) {
        this.prepared = prepared;
        circuit = prepared.circuit();
        code = CircuitVerifier.code(circuit, parameters, () -> {});
    }

    /** Terms of the circuit: as many zero bytes as a transcript must absorb. */
    public long terms() {
        return circuit.termCount();
    }

    /** Commits to private inputs. */
    public Committed commit(FieldArray privateInputs, ByteSource random) {
        Field field = circuit.field();
        FieldArray pads = new PadLayout(circuit).sample(field, random);
        FieldArray witness = field.newArray(code.geometry().witnesses());
        field.copy(witness.slice(0, privateInputs.length()), privateInputs);
        field.copy(witness.slice(privateInputs.length()), pads);
        int subfield = Math.max(0, circuit.subfieldBoundary() - circuit.publicInputs());
        return new Committed(
                pads,
                new LigeroCommitment(code, witness, Constraints.quadratics(circuit), subfield, random, Workers.none()));
    }

    /** Private inputs under a commitment. */
    public final class Committed {
        private final FieldArray pads;
        private final LigeroCommitment commitment;

        private Committed(FieldArray pads, LigeroCommitment commitment) {
            this.pads = pads;
            this.commitment = commitment;
        }

        public byte[] root() {
            return commitment.root();
        }

        /**
         * Proves, over a transcript that has absorbed the root; may be called again.
         *
         * @param zeros how many zero bytes to absorb; {@link #terms} are right
         */
        public CircuitProof prove(FieldArray publicInputs, FieldArray answered, Transcript transcript, long zeros) {
            Field field = circuit.field();
            FieldArray inputs = field.newArray(circuit.inputs());
            field.copy(inputs.slice(0, publicInputs.length()), publicInputs);
            field.copy(inputs.slice(publicInputs.length()), answered);
            if (zeros == terms()) {
                Statement.absorb(circuit, publicInputs, transcript);
            } else {
                absorb(publicInputs, zeros, transcript);
            }
            SumcheckProver.Result sumcheck = new UncheckedSumcheck(prepared).prove(inputs, pads, transcript);
            Constraints constraints = new Constraints(
                    field,
                    new SumcheckVerifier(circuit, Workers.none())
                            .constraints(
                                    publicInputs, sumcheck.proof(), sumcheck.challenges(), sumcheck.boundLayers()));
            LigeroProof ligero = new LigeroProver(commitment, Workers.none()).prove(constraints, transcript);
            return new CircuitProof(root(), sumcheck.proof(), ligero);
        }
    }

    /**
     * Makes a proof of one circuit.
     *
     * @param committed private inputs that are committed to
     * @param answered private inputs that the sumcheck is about
     */
    public CircuitProof prove(
            FieldArray publicInputs, FieldArray committed, FieldArray answered, byte[] seed, ByteSource random) {
        Committed commitment = commit(committed, random);
        Transcript transcript = new Transcript(seed);
        transcript.absorbBytes(commitment.root());
        return commitment.prove(publicInputs, answered, transcript, terms());
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

    /** Returns the bytes of a proof. */
    public byte[] encode(CircuitProof proof) {
        return new ProofCodec(circuit, code.geometry()).write(proof);
    }

    /** What a verifier says of a proof; throws where it refuses. */
    public void verify(CircuitProof proof, FieldArray publicInputs, byte[] seed) throws ProofException {
        Transcript transcript = new Transcript(seed);
        transcript.absorbBytes(proof.root());
        new CircuitVerifier(circuit, code, Workers.none(), Progress.NONE).verify(proof, publicInputs, transcript);
    }
}
