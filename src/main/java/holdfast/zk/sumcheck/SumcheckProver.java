package holdfast.zk.sumcheck;

import holdfast.zk.circuit.Circuit;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.GatherTable;
import holdfast.zk.field.Workers;
import holdfast.zk.poly.RoundPolynomials;
import holdfast.zk.transcript.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Proves layer by layer, from the outputs to the inputs, that the wires' values are right. Each message is the true value
 * minus a pad that was committed before, so that it says nothing.
 */
public final class SumcheckProver {
    private static final int POINTS = 3;

    private final SumcheckCircuit prepared;
    private final Field field;
    private final Workers workers;
    private final RoundPolynomials polynomials;

    public SumcheckProver(SumcheckCircuit prepared, Workers workers) {
        this.prepared = prepared;
        this.workers = workers;
        field = prepared.circuit().field();
        polynomials = new RoundPolynomials(field, POINTS);
    }

    /**
     * A proof, with what the prover knows beside it.
     *
     * @param challenges what the transcript gave, as {@link SumcheckChallenges#replay} would find it
     * @param boundLayers the value of each layer's matrix at the challenges
     */
    public record Result(SumcheckProof proof, SumcheckChallenges challenges, List<Element> boundLayers) {}

    /**
     * Proves an evaluation, which is used up: wires are let go layer by layer.
     *
     * @param pads one element per place of the {@link PadLayout}
     * @param transcript with everything absorbed that the proof is bound to
     * @param layerDone called after each layer with its number
     */
    public Result prove(Evaluation evaluation, FieldArray pads, Transcript transcript, IntConsumer layerDone) {
        Circuit circuit = prepared.circuit();
        PadLayout layout = new PadLayout(circuit);
        SumcheckChallenges.Dialogue dialogue = new SumcheckChallenges.Dialogue(field, transcript);
        List<Element> output = dialogue.begin(circuit.outputRounds());
        List<LayerProof> proofs = new ArrayList<>();
        List<SumcheckChallenges.OfLayer> challenges = new ArrayList<>();
        List<Element> bound = new ArrayList<>();
        Element[] claims = {Element.ZERO, Element.ZERO};
        for (int i = 0; i < circuit.layers().size(); i++) {
            workers.check();
            Element alpha = dialogue.challenge();
            Element beta = dialogue.challenge();
            Element[][] above = new SumcheckChallenges(output, challenges, Element.ZERO).pointsAbove(i);
            GatherTable values = SumcheckCircuit.bindOutputs(circuit, i, above, alpha, beta, workers);
            Element sum = field.add(claims[0], field.mul(alpha, claims[1]));
            OneLayer one = new OneLayer(i, layout, pads, dialogue);
            one.prove(new LayerRounds(field, prepared.levels(i, workers), values, evaluation.take(i), workers), sum);
            claims = one.claims;
            proofs.add(new LayerProof(List.of(one.messages)));
            challenges.add(new SumcheckChallenges.OfLayer(alpha, beta, one.points.get(0), one.points.get(1)));
            bound.add(one.boundMatrix);
            layerDone.accept(i);
        }
        SumcheckChallenges all = new SumcheckChallenges(output, challenges, dialogue.challenge());
        return new Result(new SumcheckProof(proofs), all, bound);
    }

    /** The conversation about one layer. */
    private final class OneLayer {
        private final int number;
        private final PadLayout layout;
        private final FieldArray pads;
        private final SumcheckChallenges.Dialogue dialogue;
        final List<List<Element>> points = List.of(new ArrayList<>(), new ArrayList<>());
        Element[] messages = {};
        Element[] claims = {};
        Element boundMatrix = Element.ZERO;

        OneLayer(int number, PadLayout layout, FieldArray pads, SumcheckChallenges.Dialogue dialogue) {
            this.number = number;
            this.layout = layout;
            this.pads = pads;
            this.dialogue = dialogue;
        }

        void prove(LayerRounds rounds, Element firstSum) {
            Element sum = firstSum;
            int count = prepared.circuit().layers().get(number).rounds();
            messages = new Element[LayerProof.size(count)];
            for (int round = 0; round < count; round++) {
                for (int hand = 0; hand < 2; hand++) {
                    Field.Pair ends = rounds.sums(hand);
                    // p(t) = a0 + a1·t + a2·t², and p(0) + p(1) is the sum, which gives a1.
                    Element a0 = ends.first();
                    Element a2 = ends.second();
                    Element a1 = field.sub(field.sub(sum, field.add(a0, a0)), a2);
                    Element[] values = polynomials.valuesOf(a0, a1, a2);
                    Element atZero = field.sub(values[0], pad(round, hand, 0));
                    Element atTwo = field.sub(values[2], pad(round, hand, 1));
                    messages[LayerProof.index(round, hand, 0)] = atZero;
                    messages[LayerProof.index(round, hand, 1)] = atTwo;
                    Element challenge = dialogue.round(atZero, atTwo);
                    points.get(hand).add(challenge);
                    sum = field.add(a0, field.mul(challenge, field.add(a1, field.mul(challenge, a2))));
                    rounds.bind(hand, challenge);
                }
            }
            claims = new Element[] {rounds.claim(0), rounds.claim(1)};
            boundMatrix = rounds.boundMatrix();
            if (!sum.equals(field.mul(boundMatrix, field.mul(claims[0], claims[1])))) {
                throw new IllegalStateException("sumcheck of layer " + number + " does not add up");
            }
            for (int hand = 0; hand < 2; hand++) {
                messages[messages.length - 2 + hand] =
                        field.sub(claims[hand], field.get(pads, layout.claim(number, hand)));
            }
            dialogue.claims(messages[messages.length - 2], messages[messages.length - 1]);
        }

        private Element pad(int round, int hand, int point) {
            return field.get(pads, layout.pad(number, round, hand, point));
        }
    }
}
