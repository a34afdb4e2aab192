package holdfast.zk.compiler;

import holdfast.zk.circuit.CircuitBuilder;
import holdfast.zk.field.Element;
import java.util.List;

/** The terms of one layer in flat arrays, left wire ≤ right wire. */
final class LayerTerms {
    private final int[] output;
    private final int[] left;
    private final int[] right;
    private final int[] coefficient;
    private int size;

    /** Room for so many terms. */
    LayerTerms(int most) {
        output = new int[most];
        left = new int[most];
        right = new int[most];
        coefficient = new int[most];
    }

    void add(int newOutput, int a, int b, int newCoefficient) {
        output[size] = newOutput;
        left[size] = Math.min(a, b);
        right[size] = Math.max(a, b);
        coefficient[size++] = newCoefficient;
    }

    boolean contains(int from, int to, int leftWire, int rightWire) {
        for (int i = from; i < to; i++) {
            if (left[i] == leftWire && right[i] == rightWire) {
                return true;
            }
        }
        return false;
    }

    int size() {
        return size;
    }

    /** Adds all terms to a builder as the layer with this many input wires; this object must not be used afterwards. */
    void addTo(CircuitBuilder builder, int wires, List<Element> constants) {
        builder.layer(wires, output, left, right, coefficient, size, constants);
    }
}
