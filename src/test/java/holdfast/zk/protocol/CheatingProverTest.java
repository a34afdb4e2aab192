package holdfast.zk.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A prover without checks against the verifier, on a small circuit in both fields. */
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
            CircuitProof proof = prover.prove(known, wrong, secrets, SEED, source());
            assertEquals(
                    ProofException.Reason.LINEAR_SUM,
                    assertThrows(ProofException.class, () -> prover.verify(proof, known, SEED))
                            .reason());
        }
        for (long zeros : new long[] {0, 1, circuit.termCount() - 1, circuit.termCount() + 1}) {
            CircuitProof proof = prover.prove(known, secrets, secrets, SEED, source(), zeros);
            assertEquals(
                    ProofException.Reason.COLUMN_NOT_COMMITTED,
                    assertThrows(ProofException.class, () -> prover.verify(proof, known, SEED), zeros + " zeros")
                            .reason());
        }
    }
}
