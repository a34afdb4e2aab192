package holdfast.zk.sumcheck;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.zk.circuit.Circuit;
import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.Fields;
import holdfast.zk.field.Workers;
import holdfast.zk.transcript.Transcript;
import org.junit.jupiter.api.Test;

class SumcheckCircuitTest {
    private static final int ROOTS = 50;

    private final Field field = Fields.fp128();
    private final Circuit circuit;
    private final FieldArray inputs;

    SumcheckCircuitTest() {
        Program program = new Program(field);
        Expr[] roots = program.privateInputs("root", ROOTS);
        Expr product = program.one();
        for (int i = 0; i < ROOTS; i++) {
            Expr square = roots[i].squared().wire();
            program.assertZeroProduct("root", square.minus((long) i * i), roots[(i + 1) % ROOTS].plus(product));
            product = i % 8 == 0 ? square : product.times(square.plus(i)).wire();
        }
        Assignment assignment = program.assignment();
        for (int i = 0; i < ROOTS; i++) {
            assignment.set(roots[i], i);
        }
        circuit = program.compile().circuit();
        inputs = assignment.inputs();
    }

    private SumcheckProof prove(SumcheckCircuit prepared) throws UnsatisfiedException {
        Evaluation evaluation = Evaluation.of(prepared, inputs, Workers.none());
        FieldArray pads = new PadLayout(circuit).sample(field, new Transcript("pads".getBytes(US_ASCII)));
        return new SumcheckProver(prepared, Workers.none())
                .prove(evaluation, pads, new Transcript("test".getBytes(US_ASCII)), layer -> {})
                .proof();
    }

    @Test
    void plans_keptOrMadeAnewForEachProof_giveTheSameProof() throws Exception {
        SumcheckProof kept = prove(new SumcheckCircuit(circuit, Workers.none(), Long.MAX_VALUE));
        SumcheckCircuit large = new SumcheckCircuit(circuit, Workers.none(), 0);
        assertThat(prove(large)).isEqualTo(kept);
        assertThat(large.plan(0)).isNotSameAs(large.plan(0));
        assertThat(circuit.layers().size()).isGreaterThan(3);
    }
}
