package holdfast.zk.circuit;

import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.SparseIndices;
import holdfast.zk.field.Workers;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * A layered circuit. It is satisfied by inputs for which every assertion holds and every output is 0. Layer 0 computes
 * the outputs; the last layer reads the inputs. Made by {@link CircuitReader} and {@link CircuitBuilder}, which check
 * every index, so that an instance is always consistent; its identifier is always the computed one.
 */
public final class Circuit {
    /** With more slots than this, matrices are made anew for each use: they take twice the memory of the layers. 64 blocks have less. */
    private static final long MOST_KEPT = 5_000_000;

    private final Field field;
    private final Shape shape;
    private final FieldArray constants;
    private final List<Layer> layers;
    private final byte[] id;
    private final AtomicReferenceArray<SparseIndices> slotMatrices;
    private final AtomicReferenceArray<SparseIndices> termMatrices;

    /**
     * The numbers of a circuit.
     *
     * @param outputs output wires ("nv")
     * @param publicInputs inputs the verifier knows; they come first, and input 0 is the constant 1
     * @param subfieldBoundary inputs below this number lie in the subfield
     * @param inputs all inputs
     */
    public record Shape(int outputs, int publicInputs, int subfieldBoundary, int inputs) {}

    Circuit(Field field, Shape shape, FieldArray constants, List<Layer> layers, byte[] id) {
        this.field = field;
        this.shape = shape;
        this.constants = constants;
        this.layers = List.copyOf(layers);
        this.id = id;
        int kept = slotCount() > MOST_KEPT ? 0 : layers.size();
        slotMatrices = new AtomicReferenceArray<>(kept);
        termMatrices = new AtomicReferenceArray<>(kept);
    }

    public Field field() {
        return field;
    }

    public int outputs() {
        return shape.outputs();
    }

    public int publicInputs() {
        return shape.publicInputs();
    }

    public int privateInputs() {
        return shape.inputs() - shape.publicInputs();
    }

    public int inputs() {
        return shape.inputs();
    }

    /** Inputs below this number are known to lie in the subfield; 0 if nothing is known. */
    public int subfieldBoundary() {
        return shape.subfieldBoundary();
    }

    Shape shape() {
        return shape;
    }

    /** The distinct constants of the terms. The caller must not change it. */
    public FieldArray constants() {
        return constants;
    }

    /** The layers, outputs first. */
    public List<Layer> layers() {
        return layers;
    }

    /** Digits of an output wire's number ("logv"). */
    public int outputRounds() {
        return digits(shape.outputs());
    }

    /** Terms of all layers. */
    public long termCount() {
        return layers.stream().mapToLong(Layer::terms).sum();
    }

    /** Slots of all layers. */
    public long slotCount() {
        return layers.stream().mapToLong(Layer::slots).sum();
    }

    /** The slots of a layer as a matrix with a value each: rows are left wires, columns right wires. */
    public SparseIndices slotMatrix(int layer) {
        return matrix(slotMatrices, layer, Layer::makeSlotMatrix);
    }

    /** The terms of a layer by slot with their constants as values: rows are slots, columns output wires. */
    public SparseIndices termMatrix(int layer) {
        return matrix(termMatrices, layer, Layer::makeTermMatrix);
    }

    private SparseIndices matrix(
            AtomicReferenceArray<SparseIndices> kept, int layer, Function<Layer, SparseIndices> make) {
        if (kept.length() == 0) {
            return make.apply(layers.get(layer));
        }
        SparseIndices known = kept.get(layer);
        if (known != null) {
            return known;
        }
        SparseIndices made = make.apply(layers.get(layer));
        // Another thread may have been faster; all must have the same one, or it would be there twice.
        return kept.updateAndGet(layer, other -> other != null ? other : made);
    }

    /** Makes the matrices that are kept, on all threads. */
    public void arrange(Workers workers) {
        workers.run(2 * slotMatrices.length(), i -> {
            if (i % 2 == 0) {
                slotMatrix(i / 2);
            } else {
                termMatrix(i / 2);
            }
        });
    }

    /** Input wires of all layers. */
    public long wireCount() {
        return layers.stream().mapToLong(Layer::wires).sum();
    }

    /** SHA-256 over the whole circuit, 32 bytes; computed, never read from a file. */
    public byte[] id() {
        return id.clone();
    }

    /** The number of binary digits that tell n things apart: ⌈log₂ n⌉. */
    static int digits(int n) {
        return n <= 1 ? 0 : 32 - Integer.numberOfLeadingZeros(n - 1);
    }
}
