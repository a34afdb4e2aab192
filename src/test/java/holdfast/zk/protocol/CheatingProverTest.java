package holdfast.zk.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import holdfast.zk.ZkVectors;
import holdfast.zk.circuit.Circuit;
import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.field.ByteSource;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.Fields;
import holdfast.zk.field.Workers;
import holdfast.zk.ligero.LigeroParameters;
import holdfast.zk.sumcheck.SumcheckCircuit;
import holdfast.zk.transcript.Transcript;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A prover without checks against the verifier, on a small circuit in both fields and on circuits of the C++ implementation. */
class CheatingProverTest {
    private static final byte[] SEED = {1, 2, 3};

    private static ByteSource source() {
        SplittableRandom random = new SplittableRandom(2);
        return (target, offset, length) -> {
            for (int i = 0; i < length; i++) {
                target[offset + i] = (byte) random.nextInt();
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"fp128", "p256"})
    void proof_ofAnotherWitnessOrWithoutTheZeros_isRefused(String name) throws Exception {
        Field field = name.equals("fp128") ? Fields.fp128() : Fields.p256();
        Program program = new Program(field);
        Expr product = program.publicInput("product");
        Expr a = program.privateInput("a");
        Expr b = program.privateInput("b");
        program.assertEqual("product", a.times(b), product);
        program.assertZero(
                "neither is 1",
                a.minus(1)
                        .times(b.minus(1))
                        .wire()
                        .times(program.privateInput("inverse"))
                        .minus(1));
        Assignment honest = program.assignment().set(product, 35).set(a, 5).set(b, 7);
        honest.set(
                holdfast.zk.compiler.Witness.inputs(program, "inverse").getFirst(), field.inverse(field.fromLong(24)));
        Circuit circuit = program.compile().circuit();
        CheatingProver prover =
                new CheatingProver(new SumcheckCircuit(circuit, Workers.none()), new LigeroParameters(4, 20, 0));
        FieldArray known = honest.publicInputs();
        FieldArray secrets = honest.privateInputs();
        prover.verify(prover.prove(known, secrets, secrets, SEED, source()), known, SEED);
        for (int i = 0; i < secrets.length(); i++) {
            FieldArray wrong = field.newArray(secrets.length());
            field.copy(wrong, secrets);
            field.set(wrong, i, field.add(field.get(wrong, i), Element.ONE));
            // Once it answers for the right one, and once for the wrong one as if it were right.
            for (FieldArray answered : List.of(secrets, wrong)) {
                CircuitProof proof = prover.prove(known, wrong, answered, SEED, source());
                assertEquals(
                        ProofException.Reason.LINEAR_SUM,
                        assertThrows(ProofException.class, () -> prover.verify(proof, known, SEED))
                                .reason());
            }
        }
        assertZerosAreNeeded(prover, circuit, known, secrets, 0, 1, circuit.termCount() - 1, circuit.termCount() + 1);
    }

    /** Honest but for the zero bytes that a transcript absorbs, one for each term of the circuit. */
    private static void assertZerosAreNeeded(
            CheatingProver prover, Circuit circuit, FieldArray known, FieldArray secrets, long... wrongCounts)
            throws Exception {
        CheatingProver.Committed committed = prover.commit(secrets, source());
        prover.verify(proveWithZeros(committed, known, secrets, circuit.termCount()), known, SEED);
        for (long zeros : wrongCounts) {
            CircuitProof proof = proveWithZeros(committed, known, secrets, zeros);
            assertEquals(
                    ProofException.Reason.COLUMN_NOT_COMMITTED,
                    assertThrows(ProofException.class, () -> prover.verify(proof, known, SEED), zeros + " zeros")
                            .reason());
        }
    }

    private static CircuitProof proveWithZeros(
            CheatingProver.Committed committed, FieldArray known, FieldArray secrets, long zeros) {
        Transcript transcript = new Transcript(SEED);
        transcript.absorbBytes(committed.root());
        return committed.prove(known, secrets, transcript, zeros);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecdsa-1sig-p256", "sha256-8blocks-fp128"})
    void transcript_ofAVectorCircuitWithoutItsZeros_isRefused(String name) throws Exception {
        Circuit circuit = ZkVectors.circuit(ZkVectors.zstd(ZkVectors.CPP + name + ".circuit.lfc1.zst"));
        FieldArray inputs =
                ZkVectors.elements(circuit.field(), ZkVectors.zstd(ZkVectors.CPP + name + ".inputs.bin.zst"));
        CheatingProver prover =
                new CheatingProver(new SumcheckCircuit(circuit, Workers.none()), new LigeroParameters(4, 20, 0));
        FieldArray known = inputs.slice(0, circuit.publicInputs());
        assertZerosAreNeeded(prover, circuit, known, inputs.slice(circuit.publicInputs()), 0, circuit.termCount() - 1);
    }
}
