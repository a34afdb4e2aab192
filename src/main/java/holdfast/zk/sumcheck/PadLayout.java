package holdfast.zk.sumcheck;

import holdfast.zk.circuit.Circuit;
import holdfast.zk.field.ByteSource;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;

/**
 * Where the pads stand in the committed witness: behind the private inputs, layer by layer; within a layer per round and
 * hand the pads of the points 0 and 2, then the pads of the two claims and their product.
 */
public final class PadLayout {
    static final int CLAIM_PADS = 3;

    private final int[] start;
    private final int[] rounds;

    public PadLayout(Circuit circuit) {
        int layers = circuit.layers().size();
        start = new int[layers + 1];
        rounds = new int[layers];
        for (int i = 0; i < layers; i++) {
            rounds[i] = circuit.layers().get(i).rounds();
            start[i + 1] = start[i] + LayerProof.PER_ROUND * rounds[i] + CLAIM_PADS;
        }
    }

    /** Number of pads. */
    public int size() {
        return start[start.length - 1];
    }

    /** Number of layers. */
    public int layers() {
        return rounds.length;
    }

    /** First pad of a layer. */
    int layer(int layer) {
        return start[layer];
    }

    int pad(int layer, int round, int hand, int point) {
        return start[layer] + LayerProof.PER_ROUND * round + 2 * hand + point;
    }

    /** The pads of a layer's two claims (0 and 1) and their product (2): the product is a quadratic constraint. */
    public int claim(int layer, int which) {
        return start[layer] + LayerProof.PER_ROUND * rounds[layer] + which;
    }

    /** Fills the pads, in order, with random elements. */
    public FieldArray sample(Field field, ByteSource random) {
        FieldArray pads = field.newArray(size());
        for (int i = 0; i < rounds.length; i++) {
            int free = LayerProof.PER_ROUND * rounds[i] + 2;
            field.sample(pads.slice(start[i], free), random);
            Element product = field.mul(field.get(pads, claim(i, 0)), field.get(pads, claim(i, 1)));
            field.set(pads, claim(i, 2), product);
        }
        return pads;
    }
}
