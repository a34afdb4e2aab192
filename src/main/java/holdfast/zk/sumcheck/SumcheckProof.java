package holdfast.zk.sumcheck;

import holdfast.zk.circuit.Circuit;
import holdfast.zk.circuit.Layer;
import java.util.List;

/** The padded sumcheck messages of all layers, outputs first. */
public record SumcheckProof(List<LayerProof> layers) {
    public SumcheckProof {
        layers = List.copyOf(layers);
    }

    /** Field elements in the proof of a circuit. */
    public static long elements(Circuit circuit) {
        long n = 0;
        for (Layer layer : circuit.layers()) {
            n += LayerProof.size(layer.rounds());
        }
        return n;
    }

    /** Whether the proof has the shape of one for this circuit. */
    boolean fits(Circuit circuit) {
        if (layers.size() != circuit.layers().size()) {
            return false;
        }
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).values().size()
                    != LayerProof.size(circuit.layers().get(i).rounds())) {
                return false;
            }
        }
        return true;
    }
}
