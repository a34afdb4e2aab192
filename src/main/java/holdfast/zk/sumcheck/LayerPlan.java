package holdfast.zk.sumcheck;

import holdfast.zk.circuit.Layer;
import holdfast.zk.field.SparseIndices;
import holdfast.zk.field.SparseRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The index work of proving one layer, done once per circuit.
 *
 * <p>After its output variable is bound, a layer is a sparse matrix Q over its left and right wires. Round j works on the
 * matrix bound j times in both; since a binding halves both wire numbers, which entries there are depends on the circuit
 * alone. A {@link Level} holds them by rows for the left hand, by columns for the right hand, and says which entries fall
 * together in the next level.
 */
final class LayerPlan {
    /**
     * The matrix of one round, with its entries' places in the order of the rows.
     *
     * @param wires left and right wires of this level
     * @param rows the matrix by left wire
     * @param columns the matrix by right wire
     * @param children for each entry of the next level, the entries of this one that fall together in it; the values are weights of the four
     *     corners, numbered by the low bit of the left wire plus twice that of the right wire
     */
    record Level(int wires, SparseIndices rows, SparseIndices columns, SparseIndices children) {}

    /** What evaluating the layer takes. */
    static final class Forward {
        private final int[] left;
        private final SparseIndices outputs;
        private final int[] assertedSlots;

        private Forward(int[] left, SparseIndices outputs, int[] assertedSlots) {
            this.left = left;
            this.outputs = outputs;
            this.assertedSlots = assertedSlots;
        }

        /** For each slot its left wire. */
        int[] left() {
            return left;
        }

        /** Terms by output: rows are output wires, columns slots, values constants. */
        SparseIndices outputs() {
            return outputs;
        }

        /** Slots whose product an assertion wants to be 0. */
        int[] assertedSlots() {
            return assertedSlots;
        }
    }

    private final Layer layer;
    private final boolean[] zeroConstant;
    private @Nullable Forward forward;
    private @Nullable List<Level> levels;

    /** Plans nothing yet: each part is made when it is first asked for. */
    LayerPlan(Layer layer, boolean[] zeroConstant) {
        this.layer = layer;
        this.zeroConstant = zeroConstant;
    }

    Layer layer() {
        return layer;
    }

    /** The part for evaluating. */
    synchronized Forward forward() {
        Forward known = forward;
        if (known == null) {
            known = makeForward();
            forward = known;
        }
        return known;
    }

    private Forward makeForward() {
        int slots = layer.slots();
        int outputWires = layer.outputs();
        int[] left = new int[slots];
        for (int l = 0; l < layer.wires(); l++) {
            Arrays.fill(left, layer.rowStart()[l], layer.rowStart()[l + 1], l);
        }
        int terms = layer.terms();
        int[] start = new int[outputWires + 1];
        for (int g : layer.outputWire()) {
            start[g + 1]++;
        }
        for (int g = 0; g < outputWires; g++) {
            start[g + 1] += start[g];
        }
        int[] next = Arrays.copyOf(start, outputWires);
        int[] slotOf = new int[terms];
        int[] outputConstant = new int[terms];
        int[] asserted = new int[slots];
        int assertedCount = 0;
        for (int s = 0; s < slots; s++) {
            boolean isAsserted = false;
            for (int t = layer.termStart()[s]; t < layer.termStart()[s + 1]; t++) {
                int at = next[layer.outputWire()[t]]++;
                slotOf[at] = s;
                outputConstant[at] = layer.constantIndex()[t];
                isAsserted |= zeroConstant[outputConstant[at]];
            }
            if (isAsserted) {
                asserted[assertedCount++] = s;
            }
        }
        SparseIndices outputs = new SparseRows(start, slotOf, slots).indices(outputConstant);
        return new Forward(left, outputs, Arrays.copyOf(asserted, assertedCount));
    }

    /**
     * One level per round, in order; kept from now on.
     *
     * @param slots the layer's matrix of slots
     * @param check called often while they are made; ends the work by throwing
     */
    synchronized List<Level> levels(SparseIndices slots, Runnable check) {
        List<Level> known = levels;
        if (known == null) {
            List<Level> made = new ArrayList<>();
            new Levels(layer, slots, check).forEachRemaining(made::add);
            known = List.copyOf(made);
            levels = known;
        }
        return known;
    }

    /** The levels one after the other, for a circuit too large to keep them: those of past rounds can be let go. */
    static final class Levels implements Iterator<Level> {
        private final int rounds;
        private int round;
        private int wires;
        private int[] rowStart;
        private int[] column;
        private SparseIndices rows;
        private final Runnable check;

        /** @param check called often; ends the work by throwing */
        Levels(Layer layer, SparseIndices slots, Runnable check) {
            this.check = check;
            rounds = layer.rounds();
            wires = layer.wires();
            rowStart = layer.rowStart();
            column = layer.rightWire();
            rows = slots;
        }

        @Override
        public boolean hasNext() {
            return round < rounds;
        }

        @Override
        public Level next() {
            if (!hasNext()) {
                throw new NoSuchElementException("a layer has as many levels as rounds");
            }
            check.run();
            if (round++ > 0) {
                rows = new SparseRows(rowStart, column, wires).inOrder();
                check.run();
            }
            Halving halved = new Halving(wires, rowStart, column);
            check.run();
            int[] columnStart = new int[wires + 1];
            int[] columnOrder = transpose(wires, column, columnStart);
            int[] rowOf = new int[column.length];
            for (int l = 0; l < wires; l++) {
                Arrays.fill(rowOf, rowStart[l], rowStart[l + 1], l);
            }
            int[] transposed = new int[column.length];
            for (int i = 0; i < transposed.length; i++) {
                transposed[i] = rowOf[columnOrder[i]];
            }
            check.run();
            SparseIndices columns = new SparseRows(columnStart, transposed, wires).indices(columnOrder);
            check.run();
            Level level = new Level(
                    wires,
                    rows,
                    columns,
                    new SparseRows(halved.childStart, halved.child, column.length).indices(halved.corner));
            wires = (wires + 1) / 2;
            rowStart = halved.rowStart;
            column = halved.column;
            return level;
        }
    }

    /** Fills {@code start} with the first entry of each column and returns the entries column by column. */
    private static int[] transpose(int wires, int[] column, int[] start) {
        for (int c : column) {
            start[c + 1]++;
        }
        for (int i = 0; i < wires; i++) {
            start[i + 1] += start[i];
        }
        int[] next = Arrays.copyOf(start, wires);
        int[] order = new int[column.length];
        for (int i = 0; i < column.length; i++) {
            order[next[column[i]]++] = i;
        }
        return order;
    }

    /** The next level: rows 2i and 2i+1 merged, and neighbouring columns with them. */
    private static final class Halving {
        final int[] rowStart;
        final int[] column;
        final int[] childStart;
        final int[] child;
        final int[] corner;

        Halving(int wires, int[] oldStart, int[] oldColumn) {
            int entries = oldColumn.length;
            int rows = (wires + 1) / 2;
            rowStart = new int[rows + 1];
            int[] columns = new int[entries];
            int[] starts = new int[entries + 1];
            child = new int[entries];
            corner = new int[entries];
            int made = 0;
            int taken = 0;
            for (int i = 0; i < rows; i++) {
                int a = oldStart[2 * i];
                int middle = oldStart[2 * i + 1];
                int b = middle;
                int end = 2 * i + 2 <= wires ? oldStart[2 * i + 2] : middle;
                while (a < middle || b < end) {
                    int columnA = a < middle ? oldColumn[a] >> 1 : Integer.MAX_VALUE;
                    int columnB = b < end ? oldColumn[b] >> 1 : Integer.MAX_VALUE;
                    int c = Math.min(columnA, columnB);
                    columns[made] = c;
                    starts[made++] = taken;
                    while (a < middle && oldColumn[a] >> 1 == c) {
                        corner[taken] = 2 * (oldColumn[a] & 1);
                        child[taken++] = a++;
                    }
                    while (b < end && oldColumn[b] >> 1 == c) {
                        corner[taken] = 1 + 2 * (oldColumn[b] & 1);
                        child[taken++] = b++;
                    }
                }
                rowStart[i + 1] = made;
            }
            starts[made] = taken;
            column = Arrays.copyOf(columns, made);
            childStart = Arrays.copyOf(starts, made + 1);
        }
    }
}
