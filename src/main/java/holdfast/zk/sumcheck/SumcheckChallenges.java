package holdfast.zk.sumcheck;

import holdfast.zk.circuit.Circuit;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.transcript.Transcript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The challenges of a sumcheck.
 *
 * @param output the point at which the outputs are bound
 * @param layers those of each layer
 * @param input the weight of the second claim about the inputs
 */
public record SumcheckChallenges(List<Element> output, List<OfLayer> layers, Element input) {
    /** The transcript gives this many elements for the copies and for the outputs, whatever is needed. */
    private static final int MOST_BINDINGS = 40;

    /**
     * The challenges of one layer.
     *
     * @param alpha weight of the second claim
     * @param beta weight of assertions
     * @param left point of the left wire, one element per round
     * @param right point of the right wire
     */
    public record OfLayer(Element alpha, Element beta, List<Element> left, List<Element> right) {
        Element[] point(int hand) {
            return (hand == 0 ? left : right).toArray(Element[]::new);
        }
    }

    /**
     * Replays the verifier's side of the transcript.
     *
     * @return empty if the proof does not have the shape of one for this circuit
     */
    public static Optional<SumcheckChallenges> replay(Circuit circuit, SumcheckProof proof, Transcript transcript) {
        if (!proof.fits(circuit)) {
            return Optional.empty();
        }
        Dialogue dialogue = new Dialogue(circuit.field(), transcript);
        List<Element> output = dialogue.begin(circuit.outputRounds());
        List<OfLayer> layers = new ArrayList<>();
        for (int i = 0; i < proof.layers().size(); i++) {
            LayerProof layer = proof.layers().get(i);
            Element alpha = dialogue.challenge();
            Element beta = dialogue.challenge();
            List<List<Element>> hands = List.of(new ArrayList<>(), new ArrayList<>());
            for (int round = 0; round < circuit.layers().get(i).rounds(); round++) {
                for (int hand = 0; hand < 2; hand++) {
                    hands.get(hand).add(dialogue.round(layer.value(round, hand, 0), layer.value(round, hand, 1)));
                }
            }
            dialogue.claims(layer.claim(0), layer.claim(1));
            layers.add(new OfLayer(alpha, beta, hands.get(0), hands.get(1)));
        }
        return Optional.of(new SumcheckChallenges(output, layers, dialogue.challenge()));
    }

    /** The points at which a layer's outputs are bound: the two points of the layer above, or twice that of the outputs. */
    Element[][] pointsAbove(int layer) {
        if (layer == 0) {
            Element[] point = output.toArray(Element[]::new);
            return new Element[][] {point, point};
        }
        OfLayer above = layers.get(layer - 1);
        return new Element[][] {above.point(0), above.point(1)};
    }

    /** The transcript in terms of elements: what is sent, what is drawn, in which order. */
    static final class Dialogue {
        private final Field field;
        private final Transcript transcript;

        Dialogue(Field field, Transcript transcript) {
            this.field = field;
            this.transcript = transcript;
        }

        List<Element> begin(int outputRounds) {
            Element[] all = new Element[2 * MOST_BINDINGS];
            Arrays.setAll(all, i -> challenge());
            return List.of(Arrays.copyOfRange(all, MOST_BINDINGS, MOST_BINDINGS + outputRounds));
        }

        Element challenge() {
            return field.sample(transcript);
        }

        Element round(Element atZero, Element atTwo) {
            absorb(atZero);
            absorb(atTwo);
            return challenge();
        }

        void claims(Element left, Element right) {
            byte[] both = new byte[2 * field.byteLength()];
            field.toBytes(left, both, 0);
            field.toBytes(right, both, field.byteLength());
            transcript.absorbElements(2, both);
        }

        private void absorb(Element e) {
            byte[] bytes = new byte[field.byteLength()];
            field.toBytes(e, bytes, 0);
            transcript.absorbElement(bytes);
        }
    }
}
