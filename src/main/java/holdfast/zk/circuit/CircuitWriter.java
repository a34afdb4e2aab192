package holdfast.zk.circuit;

import holdfast.zk.field.Field;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Writes circuits as LFC1, or as LFC2 with its terms in one segment per layer. Both reference implementations read the files. */
public final class CircuitWriter {
    private static final int MOST_LFC1 = (1 << 24) - 1;

    private CircuitWriter() {}

    /**
     * Writes a circuit as LFC1.
     *
     * @throws IllegalArgumentException if a size needs more than the format's 24 bits
     */
    public static void writeLfc1(Circuit circuit, OutputStream target) throws IOException {
        write(circuit, target, false);
    }

    /** Writes a circuit as LFC2, with its distinct terms in a table. */
    public static void writeLfc2(Circuit circuit, OutputStream target) throws IOException {
        write(circuit, target, true);
    }

    private static void write(Circuit circuit, OutputStream target, boolean lfc2) throws IOException {
        Output out = new Output(new BufferedOutputStream(target, 1 << 16), lfc2);
        Field field = circuit.field();
        if (lfc2) {
            out.bytes(new byte[] {'L', 'F', 'C', '2'});
        } else {
            out.bytes(new byte[] {1});
        }
        out.number(FieldCode.of(field));
        out.number(circuit.outputs());
        out.number(1);
        out.number(circuit.publicInputs());
        out.number(circuit.subfieldBoundary());
        out.number(circuit.inputs());
        out.number(circuit.layers().size());
        int constants = circuit.constants().length();
        out.number(constants);
        byte[] canonical = new byte[constants * field.byteLength()];
        field.writeBytes(circuit.constants(), canonical, 0, field.byteLength());
        out.bytes(canonical);
        for (Layer layer : circuit.layers()) {
            out.number(layer.rounds());
            out.number(layer.wires());
            if (lfc2) {
                new Lfc2Layer(layer).write(out);
            } else {
                out.number(layer.terms());
                forEach(layer, (output, left, right, constant) -> {
                    out.difference(output);
                    out.difference(left);
                    out.difference(right);
                    out.number(constant);
                });
            }
        }
        out.bytes(circuit.id());
        out.flush();
    }

    /** Takes a term as differences to its predecessor. */
    interface TermSink {
        void term(int output, int left, int right, int constant) throws IOException;
    }

    /** Goes through the terms in the file's order. */
    static void forEach(Layer layer, TermSink sink) throws IOException {
        int[] rowStart = layer.rowStart();
        int[] right = layer.rightWire();
        int slots = right.length;
        long[] keyed = new long[slots];
        int[] left = new int[slots];
        for (int l = 0; l < layer.wires(); l++) {
            for (int s = rowStart[l]; s < rowStart[l + 1]; s++) {
                keyed[s] = LayerAssembler.pairKey(l, right[s]);
                left[s] = l;
            }
        }
        // The pair gives back both wires, so only keys need sorting; the slot is found again in its row.
        Arrays.parallelSort(keyed);
        int lastOutput = 0;
        int lastLeft = 0;
        int lastRight = 0;
        for (long key : keyed) {
            int l = (int) Long.compress(key, 0x5555_5555_5555_5555L);
            int r = (int) Long.compress(key, 0xAAAA_AAAA_AAAA_AAAAL);
            int s = Arrays.binarySearch(right, rowStart[l], rowStart[l + 1], r);
            for (int t = layer.termStart()[s]; t < layer.termStart()[s + 1]; t++) {
                int output = layer.outputWire()[t];
                sink.term(output - lastOutput, l - lastLeft, r - lastRight, layer.constantIndex()[t]);
                lastOutput = output;
                lastLeft = l;
                lastRight = r;
            }
        }
    }

    /** Numbers in the manner of either format. */
    static final class Output {
        private final OutputStream out;
        private final boolean leb128;

        Output(OutputStream out, boolean leb128) {
            this.out = out;
            this.leb128 = leb128;
        }

        void bytes(byte[] bytes) throws IOException {
            out.write(bytes);
        }

        void number(int value) throws IOException {
            int left = value;
            if (leb128) {
                if (left >>> 28 != 0) {
                    throw new IllegalArgumentException(value + " does not fit the 28 bits of LFC2");
                }
                for (; left >= 0x80; left >>>= 7) {
                    out.write((left & 0x7f) | 0x80);
                }
                out.write(left);
                return;
            }
            if (value > MOST_LFC1 || value < 0) {
                throw new IllegalArgumentException(value + " does not fit the 24 bits of LFC1");
            }
            out.write(left);
            out.write(left >>> 8);
            out.write(left >>> 16);
        }

        void difference(int value) throws IOException {
            if (value >= 0) {
                number(2 * value);
            } else {
                number(leb128 ? -2 * value - 1 : -2 * value + 1);
            }
        }

        void flush() throws IOException {
            out.flush();
        }
    }
}
