package holdfast.zk.circuit;

import holdfast.zk.field.SparseIndices;
import holdfast.zk.field.SparseRows;

/**
 * One layer of a circuit: output wire g is the sum of {@code k · left · right} over its terms. A constant 0 marks an
 * assertion: the product itself must be 0, and the term adds nothing to g.
 *
 * <p>A <em>slot</em> is a distinct pair of a left and a right wire; several terms may share it. Slots are kept by rows (left
 * wire) and columns (right wire), terms by slot, because that is the order in which sumcheck works ({@link Circuit#slotMatrix},
 * {@link Circuit#termMatrix}); the file's order (bits of both wires interleaved) is restored when it is needed.
 */
public final class Layer {
    private final int wires;
    private final int rounds;
    private final int outputs;
    private final int[] rowStart;
    private final int[] right;
    private final int[] termStart;
    private final int[] output;
    private final int[] constant;

    /**
     * Arrays are kept, not copied.
     *
     * @param wires input wires of the layer ("nw" in the draft)
     * @param rounds binary digits of a wire number ("logw")
     * @param outputs output wires
     * @param rowStart for each left wire, its first slot; one more entry at the end
     * @param right for each slot, its right wire
     * @param termStart for each slot, its first term; one more entry at the end
     * @param output for each term, its output wire
     * @param constant for each term, the index of its constant
     */
    Layer(
            int wires,
            int rounds,
            int outputs,
            int[] rowStart,
            int[] right,
            int[] termStart,
            int[] output,
            int[] constant) {
        this.wires = wires;
        this.rounds = rounds;
        this.outputs = outputs;
        this.rowStart = rowStart;
        this.right = right;
        this.termStart = termStart;
        this.output = output;
        this.constant = constant;
    }

    /** Number of input wires. */
    public int wires() {
        return wires;
    }

    /** Number of sumcheck rounds for each of the two input wires of a term. */
    public int rounds() {
        return rounds;
    }

    /** Number of output wires. */
    public int outputs() {
        return outputs;
    }

    /** Number of slots. */
    public int slots() {
        return right.length;
    }

    /** Number of terms. */
    public int terms() {
        return output.length;
    }

    SparseIndices makeSlotMatrix() {
        return new SparseRows(rowStart, right, wires).inOrder();
    }

    SparseIndices makeTermMatrix() {
        return new SparseRows(termStart, output, outputs).indices(constant);
    }

    /** For each term, by slot, the index of its constant. The caller must not change it. */
    public int[] constantIndex() {
        return constant;
    }

    /** For each left wire its first slot. The caller must not change it. */
    public int[] rowStart() {
        return rowStart;
    }

    /** For each slot its right wire. The caller must not change it. */
    public int[] rightWire() {
        return right;
    }

    /** For each slot its first term. The caller must not change it. */
    public int[] termStart() {
        return termStart;
    }

    /** For each term its output wire. The caller must not change it. */
    public int[] outputWire() {
        return output;
    }
}
