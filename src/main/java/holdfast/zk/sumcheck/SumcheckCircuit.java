package holdfast.zk.sumcheck;

import holdfast.zk.circuit.Circuit;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.GatherTable;
import holdfast.zk.field.SparseIndices;
import holdfast.zk.field.SparseRows;
import holdfast.zk.field.Workers;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * A circuit made ready for proving: with the index work of each layer, which takes about twice the memory of the circuit. In large
 * circuits it is done anew for each layer of each proof, which takes about a quarter longer.
 */
public final class SumcheckCircuit {
    private final Circuit circuit;
    /** A token of 48 blocks has about as many pairs of wires. */
    private static final long MOST_KEPT = 3_000_000;

    private final boolean[] zero;
    private final LayerPlan[] plans;

    /** Prepares a circuit. Immutable afterwards and safe to share. */
    public SumcheckCircuit(Circuit circuit, Workers workers) {
        this(circuit, workers, MOST_KEPT);
    }

    /** @param mostKept with more pairs of wires than this, plans are not kept */
    SumcheckCircuit(Circuit circuit, Workers workers, long mostKept) {
        this.circuit = circuit;
        Field field = circuit.field();
        zero = new boolean[circuit.constants().length()];
        for (int i = 0; i < zero.length; i++) {
            zero[i] = field.get(circuit.constants(), i).isZero();
        }
        circuit.arrange(workers);
        plans = new LayerPlan
                [circuit.slotCount() > mostKept ? 0 : circuit.layers().size()];
        workers.run(plans.length, i -> {
            plans[i] = makePlan(i);
            plans[i].forward();
            plans[i].levels(circuit.slotMatrix(i), workers::check);
        });
    }

    private LayerPlan makePlan(int layer) {
        return new LayerPlan(circuit.layers().get(layer), zero);
    }

    public Circuit circuit() {
        return circuit;
    }

    LayerPlan plan(int layer) {
        return plans.length == 0 ? makePlan(layer) : plans[layer];
    }

    /** The levels of a layer's rounds, in order. */
    Iterator<LayerPlan.Level> levels(int layer, Workers workers) {
        SparseIndices slots = circuit.slotMatrix(layer);
        return plans.length == 0
                ? new LayerPlan.Levels(circuit.layers().get(layer), slots, workers::check)
                : plans[layer].levels(slots, workers::check).iterator();
    }

    /** The constants with β in the place of 0: an assertion counts with weight β. */
    static GatherTable weightedConstants(Circuit circuit, Element beta) {
        Field field = circuit.field();
        FieldArray constants = field.newArray(circuit.constants().length());
        field.copy(constants, circuit.constants());
        IntStream.range(0, constants.length())
                .filter(i -> field.get(constants, i).isZero())
                .forEach(i -> field.set(constants, i, beta));
        return field.table(constants);
    }

    /**
     * Binds a layer's output variable: for each slot the sum over its terms of {@code constant · (EQ(g0, output) + α·EQ(g1, output))}.
     */
    static GatherTable bindOutputs(
            Circuit circuit, int layer, Element[][] point, Element alpha, Element beta, Workers workers) {
        Field field = circuit.field();
        int outputs = circuit.layers().get(layer).outputs();
        FieldArray eq = field.newArray(outputs);
        FieldArray second = field.newArray(outputs);
        workers.run(2, hand -> {
            if (hand == 0) {
                field.eq(eq, Element.ONE, point[0]);
            } else {
                field.eq(second, alpha, point[1]);
            }
        });
        GatherTable weights = field.newTable(outputs);
        Dense dense = new Dense(outputs, workers);
        workers.run(dense.parts(), p -> {
            FieldArray part = dense.slice(eq, p);
            field.add(part, part, dense.slice(second, p));
            field.store(weights, dense.from(p), part);
        });
        GatherTable constants = weightedConstants(circuit, beta);
        return productTable(field, circuit.termMatrix(layer), constants, weights, workers);
    }

    /** A sparse matrix with values from a table, times a vector. */
    static FieldArray product(
            Field field, SparseIndices matrix, GatherTable values, GatherTable vector, Workers workers) {
        SparseRows pattern = matrix.pattern();
        FieldArray result = field.newArray(pattern.outputs());
        int[] cuts = pattern.split(parts(pattern.terms(), workers));
        workers.run(cuts.length - 1, p -> field.multiplySparse(result, cuts[p], cuts[p + 1], matrix, values, vector));
        field.collect(result, pattern);
        return result.slice(0, pattern.rows());
    }

    /** Like {@link #product}, for a result that is only going to be fetched. */
    static GatherTable productTable(
            Field field, SparseIndices matrix, GatherTable values, GatherTable vector, Workers workers) {
        SparseRows pattern = matrix.pattern();
        GatherTable result = field.newTable(pattern.outputs());
        int[] cuts = pattern.split(parts(pattern.terms(), workers));
        workers.run(cuts.length - 1, p -> field.multiplySparse(result, cuts[p], cuts[p + 1], matrix, values, vector));
        return field.collect(result, pattern);
    }

    /** How many parts to cut a loop into: small loops are not worth a hand-over, and between large parts cancelling takes long. */
    static int parts(int work, Workers workers) {
        final int least = 1 << 13;
        final int most = 1 << 16;
        return Math.max(1, Math.min(work / least, Math.max(2 * workers.threads(), work / most)));
    }
}
