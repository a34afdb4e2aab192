package holdfast.zk.sumcheck;

import holdfast.zk.field.Element;
import holdfast.zk.field.FieldArray;
import java.util.List;

/**
 * A linear constraint on the committed witness: {@code Σ coefficient · witness = right side}.
 *
 * @param pieces runs of neighbouring witnesses with their coefficients
 */
public record LinearConstraint(List<Piece> pieces, Element rightSide) {
    public LinearConstraint {
        pieces = List.copyOf(pieces);
    }

    /** Coefficients of the witnesses from {@code start} on. */
    public record Piece(int start, FieldArray coefficients) {}
}
