package holdfast.zk.sumcheck;

import holdfast.zk.circuit.Circuit;
import holdfast.zk.circuit.Layer;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.GatherTable;
import holdfast.zk.field.Workers;
import org.jspecify.annotations.Nullable;

/** The values of all wires of a circuit for inputs that satisfy it. */
public final class Evaluation {
    private final @Nullable FieldArray[] wires;

    private Evaluation(@Nullable FieldArray[] wires) {
        this.wires = wires;
    }

    /** The input wires of a layer, which are let go with that. */
    FieldArray take(int layer) {
        FieldArray taken = wires[layer];
        if (taken == null) {
            throw new IllegalStateException("an evaluation is proven once");
        }
        wires[layer] = null;
        return taken;
    }

    /**
     * Evaluates a circuit.
     *
     * @param inputs all inputs, the public ones first
     * @throws UnsatisfiedException if an assertion fails or an output is not 0
     */
    public static Evaluation of(SumcheckCircuit prepared, FieldArray inputs, Workers workers)
            throws UnsatisfiedException {
        Circuit circuit = prepared.circuit();
        Field field = circuit.field();
        if (inputs.length() != circuit.inputs()) {
            throw new IllegalArgumentException(
                    "the circuit has " + circuit.inputs() + " inputs, not " + inputs.length());
        }
        GatherTable constants = field.table(circuit.constants());
        int layers = circuit.layers().size();
        @Nullable FieldArray[] wires = new @Nullable FieldArray[layers];
        FieldArray values = inputs;
        for (int i = layers - 1; i >= 0; i--) {
            wires[i] = values;
            values = layer(field, prepared.plan(i), constants, values, i, workers);
        }
        if (!field.isZero(values)) {
            throw new UnsatisfiedException("the inputs do not satisfy the circuit: an output is not 0");
        }
        return new Evaluation(wires);
    }

    private static FieldArray layer(
            Field field, LayerPlan plan, GatherTable constants, FieldArray inputs, int number, Workers workers)
            throws UnsatisfiedException {
        Layer layer = plan.layer();
        LayerPlan.Forward forward = plan.forward();
        GatherTable table = Dense.table(field, inputs, workers);
        int slots = layer.slots();
        GatherTable products = field.newTable(slots);
        int parts = SumcheckCircuit.parts(slots, workers);
        workers.run(parts, p -> {
            int from = (int) ((long) slots * p / parts);
            int to = (int) ((long) slots * (p + 1) / parts);
            field.gatherMul(products, table, forward.left(), table, layer.rightWire(), from, to - from);
        });
        int[] asserted = forward.assertedSlots();
        if (!field.isZero(products, asserted)) {
            throw new UnsatisfiedException(
                    "the inputs do not satisfy the circuit: an assertion of layer " + number + " fails");
        }
        return SumcheckCircuit.product(field, forward.outputs(), constants, products, workers);
    }
}
