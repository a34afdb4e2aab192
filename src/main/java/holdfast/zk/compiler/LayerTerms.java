package holdfast.zk.compiler;

import holdfast.zk.circuit.CircuitBuilder;
import holdfast.zk.field.Element;
import java.util.Arrays;
import java.util.List;

/** The terms of one layer in flat arrays, left wire ≤ right wire. */
final class LayerTerms {
    private int[] output = new int[1 << 10];
    private int[] left = new int[1 << 10];
    private int[] right = new int[1 << 10];
    private int[] coefficient = new int[1 << 10];
    private int size;

    void add(int newOutput, int a, int b, int newCoefficient) {
        if (size == output.length) {
            int length = 2 * size;
            output = Arrays.copyOf(output, length);
            left = Arrays.copyOf(left, length);
            right = Arrays.copyOf(right, length);
            coefficient = Arrays.copyOf(coefficient, length);
        }
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
