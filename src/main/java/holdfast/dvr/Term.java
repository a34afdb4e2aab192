package holdfast.dvr;

/** What may stand on the right of an assignment: a condition, or an operand. */
public sealed interface Term permits Expression, Operand {
    Place place();
}
