package holdfast.zk.protocol;

import holdfast.zk.circuit.Circuit;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.ligero.LigeroGeometry;
import holdfast.zk.ligero.LigeroParameters;
import holdfast.zk.ligero.LinearSystem;
import holdfast.zk.ligero.QuadraticConstraint;
import holdfast.zk.sumcheck.LinearConstraint;
import holdfast.zk.sumcheck.PadLayout;
import java.util.ArrayList;
import java.util.List;

/** Where sumcheck and commitment meet: what the sumcheck says about the witness, as the commitment's proof takes it. */
final class Constraints implements LinearSystem {
    private final Field field;
    private final List<LinearConstraint> linear;

    Constraints(Field field, List<LinearConstraint> linear) {
        this.field = field;
        this.linear = List.copyOf(linear);
    }

    /** The committed witness is the private inputs and then the pads. */
    static LigeroGeometry geometry(Circuit circuit, LigeroParameters parameters) {
        PadLayout pads = new PadLayout(circuit);
        return LigeroGeometry.of(parameters, circuit.privateInputs() + pads.size(), pads.layers(), circuit.field());
    }

    /** One for each layer, and one for the inputs. */
    static int size(Circuit circuit) {
        return circuit.layers().size() + 1;
    }

    /** Of each layer, the third claim pad is the product of the first two. */
    static List<QuadraticConstraint> quadratics(Circuit circuit) {
        PadLayout pads = new PadLayout(circuit);
        int first = circuit.privateInputs();
        List<QuadraticConstraint> quadratics = new ArrayList<>();
        for (int i = 0; i < pads.layers(); i++) {
            quadratics.add(new QuadraticConstraint(
                    first + pads.claim(i, 0), first + pads.claim(i, 1), first + pads.claim(i, 2)));
        }
        return quadratics;
    }

    @Override
    public int size() {
        return linear.size();
    }

    @Override
    public void accumulate(FieldArray witness, Element[] weights) {
        for (int c = 0; c < weights.length; c++) {
            for (LinearConstraint.Piece piece : linear.get(c).pieces()) {
                FieldArray target =
                        witness.slice(piece.start(), piece.coefficients().length());
                field.axpy(target, weights[c], piece.coefficients());
            }
        }
    }

    @Override
    public Element rightSide(Element[] weights) {
        Element sum = Element.ZERO;
        for (int c = 0; c < weights.length; c++) {
            sum = field.add(sum, field.mul(weights[c], linear.get(c).rightSide()));
        }
        return sum;
    }
}
