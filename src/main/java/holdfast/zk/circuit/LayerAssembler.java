package holdfast.zk.circuit;

import org.jspecify.annotations.Nullable;

/**
 * Takes the terms of one layer in the file's order, checks them, and arranges them by slot and left wire.
 *
 * <p>The file's order is that of the wire pair with its bits interleaved (left in the even bits), then of the output; left ≤ right.
 * Every writer uses it, and with it each circuit has one file and one identifier.
 */
final class LayerAssembler {
    private final int wires;
    private final int rounds;
    private final int outputs;
    private final Ints slotLeft;
    private final Ints slotRight;
    private final Ints slotTerm;
    private final Ints termOutput;
    private final Ints termConstant;
    private long lastPair = -1;
    private int lastOutput;

    LayerAssembler(int wires, int rounds, int outputs, int expectedTerms) {
        this.wires = wires;
        this.rounds = rounds;
        this.outputs = outputs;
        slotLeft = new Ints(expectedTerms);
        slotRight = new Ints(expectedTerms);
        slotTerm = new Ints(expectedTerms);
        termOutput = new Ints(expectedTerms);
        termConstant = new Ints(expectedTerms);
    }

    void term(int output, int left, int right, int constant) throws CircuitFormatException {
        if (left < 0 || left >= wires || right < 0 || right >= wires || output < 0 || output >= outputs) {
            throw new CircuitFormatException(
                    CircuitFormatException.Reason.INDEX_OUT_OF_RANGE,
                    "term (%d, %d, %d) points outside a layer of %d inputs and %d outputs"
                            .formatted(output, left, right, wires, outputs));
        }
        long pair = pairKey(left, right);
        if (left > right || pair < lastPair || (pair == lastPair && output <= lastOutput)) {
            throw new CircuitFormatException(
                    CircuitFormatException.Reason.TERMS_OUT_OF_ORDER,
                    "term (%d, %d, %d) is repeated or out of order".formatted(output, left, right));
        }
        if (pair != lastPair) {
            slotLeft.add(left);
            slotRight.add(right);
            slotTerm.add(termOutput.size());
        }
        lastPair = pair;
        lastOutput = output;
        termOutput.add(output);
        termConstant.add(constant);
    }

    /** The wire pair with its bits interleaved. */
    static long pairKey(int left, int right) {
        return Long.expand(left, 0x5555_5555_5555_5555L) | Long.expand(right, 0xAAAA_AAAA_AAAA_AAAAL);
    }

    /** Returns the layer; this assembler must not be used afterwards. */
    Layer finish() {
        int[] left = slotLeft.take();
        int[] right = slotRight.take();
        slotTerm.add(termOutput.size());
        int[] start = slotTerm.take();
        // Two stable counting sorts, by right and then by left wire, give the order of rows and columns.
        int[] order = sorted(right, wires, null);
        order = sorted(left, wires, order);
        int[] rowStart = new int[wires + 1];
        for (int l : left) {
            rowStart[l + 1]++;
        }
        for (int i = 0; i < wires; i++) {
            rowStart[i + 1] += rowStart[i];
        }
        int slots = left.length;
        int[] sortedRight = new int[slots];
        int[] sortedStart = new int[slots + 1];
        for (int i = 0; i < slots; i++) {
            int s = order[i];
            sortedRight[i] = right[s];
            sortedStart[i + 1] = sortedStart[i] + (start[s + 1] - start[s]);
        }
        int[] output = byslot(termOutput.take(), order, start, sortedStart);
        int[] constant = byslot(termConstant.take(), order, start, sortedStart);
        return new Layer(wires, rounds, outputs, rowStart, sortedRight, sortedStart, output, constant);
    }

    private static int[] byslot(int[] values, int[] order, int[] start, int[] sortedStart) {
        int[] result = new int[values.length];
        for (int i = 0; i < order.length; i++) {
            int s = order[i];
            System.arraycopy(values, start[s], result, sortedStart[i], start[s + 1] - start[s]);
        }
        return result;
    }

    private static int[] sorted(int[] key, int bound, int @Nullable [] order) {
        int[] next = new int[bound + 1];
        for (int k : key) {
            next[k + 1]++;
        }
        for (int i = 0; i < bound; i++) {
            next[i + 1] += next[i];
        }
        int[] result = new int[key.length];
        for (int i = 0; i < key.length; i++) {
            int s = order == null ? i : order[i];
            result[next[key[s]]++] = s;
        }
        return result;
    }
}
