package holdfast.zk.compiler;

import java.util.Arrays;

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

    int output(int i) {
        return output[i];
    }

    int left(int i) {
        return left[i];
    }

    int right(int i) {
        return right[i];
    }

    int coefficient(int i) {
        return coefficient[i];
    }
}
