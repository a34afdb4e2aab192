package holdfast.zk.sumcheck;

import holdfast.zk.circuit.Circuit;
import holdfast.zk.circuit.Layer;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.GatherTable;
import holdfast.zk.field.Workers;
import holdfast.zk.poly.RoundPolynomials;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a padded sumcheck into what it says about the committed witness: one linear constraint per layer, and one that ties
 * the inputs to the last layer's claims. Each true value is a message plus its pad, so the verifier's checks, which are
 * linear but for the product of two claims, become linear in the pads; the product has a pad of its own.
 */
public final class SumcheckVerifier {
    private final Circuit circuit;
    private final Field field;
    private final Workers workers;
    private final PadLayout layout;
    private final RoundPolynomials polynomials;

    public SumcheckVerifier(Circuit circuit, Workers workers) {
        this.circuit = circuit;
        this.workers = workers;
        field = circuit.field();
        layout = new PadLayout(circuit);
        polynomials = new RoundPolynomials(field, 3);
    }

    /** The value of each layer's matrix at the challenges. */
    public List<Element> boundLayers(SumcheckChallenges challenges) {
        circuit.arrange(workers);
        List<Element> bound = new ArrayList<>();
        for (int i = 0; i < circuit.layers().size(); i++) {
            bound.add(boundLayer(challenges, i));
        }
        return bound;
    }

    private Element boundLayer(SumcheckChallenges challenges, int number) {
        Layer layer = circuit.layers().get(number);
        SumcheckChallenges.OfLayer own = challenges.layers().get(number);
        GatherTable matrix = SumcheckCircuit.bindOutputs(
                circuit, number, challenges.pointsAbove(number), own.alpha(), own.beta(), workers);
        FieldArray left = field.newArray(layer.wires());
        FieldArray right = field.newArray(layer.wires());
        workers.run(2, hand -> field.eq(hand == 0 ? left : right, Element.ONE, own.point(hand)));
        FieldArray rows = SumcheckCircuit.product(
                field, circuit.slotMatrix(number), matrix, Dense.table(field, right, workers), workers);
        return field.dot(rows, left);
    }

    /**
     * The constraints.
     *
     * @param publicInputs values of the public inputs
     * @param boundLayers as {@link #boundLayers} or the prover gives them
     */
    public List<LinearConstraint> constraints(
            FieldArray publicInputs, SumcheckProof proof, SumcheckChallenges challenges, List<Element> boundLayers) {
        List<LinearConstraint> constraints = new ArrayList<>();
        for (int i = 0; i < circuit.layers().size(); i++) {
            constraints.add(layer(i, proof, challenges.layers().get(i), boundLayers.get(i)));
        }
        constraints.add(inputs(publicInputs, proof, challenges));
        return constraints;
    }

    private LinearConstraint layer(
            int number, SumcheckProof proof, SumcheckChallenges.OfLayer challenges, Element boundLayer) {
        LayerProof own = proof.layers().get(number);
        int rounds = circuit.layers().get(number).rounds();
        // The pads of the claims before (absent in the first layer), of the rounds, and of the claims of this layer.
        int before = number == 0 ? 0 : PadLayout.CLAIM_PADS;
        int first = layout.layer(number) - before;
        FieldArray coefficients = field.newArray(layout.claim(number, 2) + 1 - first);
        Element known = Element.ZERO;
        // The last claim is Σ over rounds of (what the round adds) · (the product of the later rounds' factors).
        Element factor = Element.ONE;
        for (int round = rounds - 1; round >= 0; round--) {
            for (int hand = 1; hand >= 0; hand--) {
                Element point = (hand == 0 ? challenges.left() : challenges.right()).get(round);
                Element[] lagrange = polynomials.lagrange(point);
                // claim' = λ₀·p(0) + λ₁·(claim − p(0)) + λ₂·p(2)
                Element zero = field.mul(factor, field.sub(lagrange[0], lagrange[1]));
                Element two = field.mul(factor, lagrange[2]);
                field.set(coefficients, layout.pad(number, round, hand, 0) - first, zero);
                field.set(coefficients, layout.pad(number, round, hand, 1) - first, two);
                known = field.add(known, field.mul(zero, own.value(round, hand, 0)));
                known = field.add(known, field.mul(two, own.value(round, hand, 1)));
                factor = field.mul(factor, lagrange[1]);
            }
        }
        if (number > 0) {
            LayerProof above = proof.layers().get(number - 1);
            Element second = field.mul(factor, challenges.alpha());
            field.set(coefficients, 0, factor);
            field.set(coefficients, 1, second);
            known = field.add(known, field.mul(factor, above.claim(0)));
            known = field.add(known, field.mul(second, above.claim(1)));
        }
        // claim = bound · (c₀ + d₀) · (c₁ + d₁), with the pads d and their product as witnesses.
        Element c0 = own.claim(0);
        Element c1 = own.claim(1);
        field.set(coefficients, layout.claim(number, 0) - first, field.negate(field.mul(boundLayer, c1)));
        field.set(coefficients, layout.claim(number, 1) - first, field.negate(field.mul(boundLayer, c0)));
        field.set(coefficients, layout.claim(number, 2) - first, field.negate(boundLayer));
        Element rightSide = field.sub(field.mul(boundLayer, field.mul(c0, c1)), known);
        return new LinearConstraint(
                List.of(new LinearConstraint.Piece(circuit.privateInputs() + first, coefficients)), rightSide);
    }

    private LinearConstraint inputs(FieldArray publicInputs, SumcheckProof proof, SumcheckChallenges challenges) {
        int last = circuit.layers().size() - 1;
        SumcheckChallenges.OfLayer own = challenges.layers().get(last);
        Element alpha = challenges.input();
        FieldArray eq = field.newArray(circuit.inputs());
        FieldArray second = field.newArray(circuit.inputs());
        workers.run(2, hand -> {
            if (hand == 0) {
                field.eq(eq, Element.ONE, own.point(0));
            } else {
                field.eq(second, alpha, own.point(1));
            }
        });
        field.add(eq, eq, second);
        Element known = field.dot(eq.slice(0, circuit.publicInputs()), publicInputs);
        FieldArray pads = field.newArray(2);
        field.set(pads, 0, field.negate(Element.ONE));
        field.set(pads, 1, field.negate(alpha));
        LayerProof layer = proof.layers().get(last);
        Element claimed = field.add(layer.claim(0), field.mul(alpha, layer.claim(1)));
        return new LinearConstraint(
                List.of(
                        new LinearConstraint.Piece(0, eq.slice(circuit.publicInputs())),
                        new LinearConstraint.Piece(circuit.privateInputs() + layout.claim(last, 0), pads)),
                field.sub(claimed, known));
    }
}
