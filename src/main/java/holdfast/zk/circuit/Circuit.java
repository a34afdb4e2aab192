package holdfast.zk.circuit;

import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import java.util.List;

/**
 * A layered circuit. It is satisfied by inputs for which every assertion holds and every output is 0. Layer 0 computes
 * the outputs; the last layer reads the inputs. Made by {@link CircuitReader} and {@link CircuitBuilder}, which check
 * every index, so that an instance is always consistent; its identifier is always the computed one.
 */
public final class Circuit {
    private final Field field;
    private final Shape shape;
    private final FieldArray constants;
    private final List<Layer> layers;
    private final byte[] id;

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
        return layers.stream().mapToLong(l -> l.terms().terms()).sum();
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
