package holdfast.zk.protocol;

import holdfast.zk.circuit.Circuit;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.transcript.Transcript;

/** What a transcript absorbs about a circuit before its sumcheck. */
final class Statement {
    private Statement() {}

    /**
     * Absorbs the circuit's identifier, its public inputs one by one, the output 0, and as many zero bytes as there are terms:
     * so many that no circuit can compute the transcript it is proven in.
     */
    static void absorb(Circuit circuit, FieldArray publicInputs, Transcript transcript) {
        Field field = circuit.field();
        transcript.absorbBytes(circuit.id());
        byte[] element = new byte[field.byteLength()];
        for (int i = 0; i < publicInputs.length(); i++) {
            field.toBytes(field.get(publicInputs, i), element, 0);
            transcript.absorbElement(element);
        }
        field.toBytes(Element.ZERO, element, 0);
        transcript.absorbElement(element);
        transcript.absorbZeros(circuit.termCount());
    }
}
