package holdfast.zk.compiler;

import holdfast.zk.circuit.Circuit;
import holdfast.zk.circuit.Layer;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import java.util.Arrays;

/** The plainest evaluation of a layered circuit: term by term, as the draft says it. */
public final class LayeredEvaluation {
    private LayeredEvaluation() {}

    /** Whether inputs satisfy a circuit. */
    public static boolean satisfied(Circuit circuit, FieldArray inputs) {
        Field field = circuit.field();
        Element[] constants = read(field, circuit.constants());
        Element[] wires = read(field, inputs);
        for (int i = circuit.layers().size() - 1; i >= 0; i--) {
            Layer layer = circuit.layers().get(i);
            if (wires.length != layer.wires()) {
                throw new AssertionError("layer " + i + " has " + layer.wires() + " wires, not " + wires.length);
            }
            int width = i == 0 ? circuit.outputs() : circuit.layers().get(i - 1).wires();
            Element[] out = new Element[width];
            Arrays.fill(out, Element.ZERO);
            for (int left = 0; left < layer.wires(); left++) {
                for (int slot = layer.rowStart()[left]; slot < layer.rowStart()[left + 1]; slot++) {
                    Element product = field.mul(wires[left], wires[layer.rightWire()[slot]]);
                    for (int t = layer.termStart()[slot]; t < layer.termStart()[slot + 1]; t++) {
                        Element k = constants[layer.constantIndex()[t]];
                        if (k.isZero() && !product.isZero()) {
                            return false;
                        }
                        int g = layer.outputWire()[t];
                        out[g] = field.add(out[g], field.mul(k, product));
                    }
                }
            }
            wires = out;
        }
        return Arrays.stream(wires).allMatch(Element::isZero);
    }

    private static Element[] read(Field field, FieldArray array) {
        Element[] result = new Element[array.length()];
        Arrays.setAll(result, i -> field.get(array, i));
        return result;
    }
}
