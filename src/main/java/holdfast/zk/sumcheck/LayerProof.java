package holdfast.zk.sumcheck;

import holdfast.zk.field.Element;
import java.util.List;

/**
 * What the prover says about one layer, padded: for each round and hand the round polynomial's values at the points 0 and 2
 * (that at 1 follows from the claim), then the values claimed for the left and the right wire.
 *
 * @param values in the order of the proof file: per round point 0 left, point 0 right, point 2 left, point 2 right; then the two claims
 */
public record LayerProof(List<Element> values) {
    static final int PER_ROUND = 4;
    static final int CLAIMS = 2;

    public LayerProof {
        values = List.copyOf(values);
    }

    /** Elements of the proof of a layer with this many rounds. */
    public static int size(int rounds) {
        return PER_ROUND * rounds + CLAIMS;
    }

    /** The place of a round value; {@code point} is 0 for the point 0 and 1 for the point 2. */
    static int index(int round, int hand, int point) {
        return PER_ROUND * round + 2 * point + hand;
    }

    Element value(int round, int hand, int point) {
        return values.get(index(round, hand, point));
    }

    Element claim(int hand) {
        return values.get(values.size() - CLAIMS + hand);
    }
}
