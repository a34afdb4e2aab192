package holdfast.zk.ligero;

import holdfast.zk.field.Element;
import holdfast.zk.field.FieldArray;

/** Linear constraints {@code A · witness = b}, as random combinations of them are needed. */
public interface LinearSystem {
    /** Number of constraints. */
    int size();

    /** Adds {@code Σ weight · row of A} to {@code witness}, which has one element per witness. */
    void accumulate(FieldArray witness, Element[] weights);

    /** Returns {@code Σ weight · b}. */
    Element rightSide(Element[] weights);
}
