package holdfast.zk.sumcheck;

import holdfast.zk.circuit.Circuit;
import holdfast.zk.circuit.Layer;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.GatherTable;
import holdfast.zk.field.Workers;
import holdfast.zk.poly.RoundPolynomials;
import holdfast.zk.transcript.Transcript;
import java.util.ArrayList;
import java.util.List;

/**
 * The sumcheck of a prover without checks, for any inputs: it says that all outputs and assertions are 0, and from there on every
 * message is what an honest prover would send. Each round's polynomial has the sum that was claimed; where a claim is false, a
 * layer's last claim is not what its wires give.
 */
public final class UncheckedSumcheck {
    private final SumcheckCircuit prepared;
    private final Circuit circuit;
    private final Field field;
    private final RoundPolynomials polynomials;

    public UncheckedSumcheck(SumcheckCircuit prepared) {
        this.prepared = prepared;
        circuit = prepared.circuit();
        field = circuit.field();
        polynomials = new RoundPolynomials(field, 3);
    }

    /** Proves that these inputs satisfy the circuit, whether they do or not. */
    public SumcheckProver.Result prove(FieldArray inputs, FieldArray pads, Transcript transcript) {
        FieldArray[] wires = evaluate(inputs);
        PadLayout layout = new PadLayout(circuit);
        SumcheckChallenges.Dialogue dialogue = new SumcheckChallenges.Dialogue(field, transcript);
        List<Element> output = dialogue.begin(circuit.outputRounds());
        List<LayerProof> proofs = new ArrayList<>();
        List<SumcheckChallenges.OfLayer> challenges = new ArrayList<>();
        List<Element> bound = new ArrayList<>();
        Element[] claims = {Element.ZERO, Element.ZERO};
        for (int i = 0; i < wires.length; i++) {
            Layer layer = circuit.layers().get(i);
            Element alpha = dialogue.challenge();
            Element beta = dialogue.challenge();
            Element[][] above = new SumcheckChallenges(output, challenges, Element.ZERO).pointsAbove(i);
            GatherTable matrix = SumcheckCircuit.bindOutputs(circuit, i, above, alpha, beta, Workers.none());
            LayerRounds rounds =
                    new LayerRounds(field, prepared.levels(i, Workers.none()), matrix, wires[i], Workers.none());
            Element sum = field.add(claims[0], field.mul(alpha, claims[1]));
            List<Element> messages = new ArrayList<>();
            List<List<Element>> points = List.of(new ArrayList<>(), new ArrayList<>());
            for (int round = 0; round < layer.rounds(); round++) {
                List<Element> atTwo = new ArrayList<>();
                for (int hand = 0; hand < 2; hand++) {
                    Field.Pair ends = rounds.sums(hand);
                    Element linear = field.sub(field.sub(sum, field.add(ends.first(), ends.first())), ends.second());
                    Element[] values = polynomials.valuesOf(ends.first(), linear, ends.second());
                    messages.add(padded(values[0], pads, layout.pad(i, round, hand, 0)));
                    atTwo.add(padded(values[2], pads, layout.pad(i, round, hand, 1)));
                    Element point = dialogue.round(messages.getLast(), atTwo.getLast());
                    points.get(hand).add(point);
                    sum = field.add(ends.first(), field.mul(point, field.add(linear, field.mul(point, ends.second()))));
                    rounds.bind(hand, point);
                }
                messages.addAll(atTwo);
            }
            claims = new Element[] {rounds.claim(0), rounds.claim(1)};
            for (int hand = 0; hand < 2; hand++) {
                messages.add(padded(claims[hand], pads, layout.claim(i, hand)));
            }
            LayerProof proof = new LayerProof(messages);
            dialogue.claims(proof.claim(0), proof.claim(1));
            proofs.add(proof);
            challenges.add(new SumcheckChallenges.OfLayer(alpha, beta, points.get(0), points.get(1)));
            bound.add(rounds.boundMatrix());
        }
        return new SumcheckProver.Result(
                new SumcheckProof(proofs), new SumcheckChallenges(output, challenges, dialogue.challenge()), bound);
    }

    private Element padded(Element value, FieldArray pads, int pad) {
        return field.sub(value, field.get(pads, pad));
    }

    /** The input wires of each layer. */
    private FieldArray[] evaluate(FieldArray inputs) {
        FieldArray[] wires = new FieldArray[circuit.layers().size()];
        GatherTable constants = field.table(circuit.constants());
        FieldArray values = inputs;
        for (int i = wires.length - 1; i >= 0; i--) {
            wires[i] = values;
            LayerPlan plan = prepared.plan(i);
            GatherTable table = field.table(values);
            GatherTable products = field.newTable(plan.layer().slots());
            int[] right = plan.layer().rightWire();
            field.gatherMul(products, table, plan.forward().left(), table, right, 0, right.length);
            values = SumcheckCircuit.product(field, plan.forward().outputs(), constants, products, Workers.none());
        }
        return wires;
    }
}
