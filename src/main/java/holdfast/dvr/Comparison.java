package holdfast.dvr;

import holdfast.dvr.Value.Bool;
import holdfast.dvr.Value.Int;
import holdfast.dvr.Value.Items;
import holdfast.dvr.Value.Scalar;
import holdfast.dvr.Value.Text;
import java.util.Optional;

/** Compares two values. */
final class Comparison {
    private Comparison() {}

    /** Whether a relation holds between two values; one of them may be a list, and then each element is compared. */
    static boolean holds(Expression.Relation relation, Value left, Value right) throws EvaluationError {
        if (left instanceof Items && right instanceof Items) {
            throw new EvaluationError(Problem.of(
                    Fault.RELATION_LISTS, relation.place(), relation.relator().symbol()));
        }
        if (!(left instanceof Items items)) {
            return right instanceof Items others
                    ? eachElement(relation, others, (Scalar) left, false)
                    : compare(relation, (Scalar) left, (Scalar) right);
        }
        return eachElement(relation, items, (Scalar) right, true);
    }

    private static boolean eachElement(Expression.Relation relation, Items items, Scalar other, boolean itemsFirst)
            throws EvaluationError {
        // The single value must fit the relation even when the list is empty.
        if (!fits(relation.relator(), other)) {
            throw types(
                    relation, itemsFirst ? Value.Type.LIST : other.type(), itemsFirst ? other.type() : Value.Type.LIST);
        }
        boolean all = true;
        boolean any = false;
        for (Scalar item : items.values()) {
            boolean held = itemsFirst ? compare(relation, item, other) : compare(relation, other, item);
            all &= held;
            any |= held;
        }
        return switch (relation.effectiveQuantifier()) {
            case AND -> all;
            case OR -> any;
        };
    }

    private static boolean compare(Expression.Relation relation, Scalar left, Scalar right) throws EvaluationError {
        Relator relator = relation.relator();
        if (left.type() != right.type() || !fits(relator, left)) {
            throw types(relation, left.type(), right.type());
        }
        return switch (relator) {
            case EQUAL -> left.equals(right);
            case NOT_EQUAL -> !left.equals(right);
            case GREATER -> integer(left) > integer(right);
            case GREATER_OR_EQUAL -> integer(left) >= integer(right);
            case LESS -> integer(left) < integer(right);
            case LESS_OR_EQUAL -> integer(left) <= integer(right);
            case SIMILAR -> folded(left).equals(folded(right));
            case NOT_SIMILAR -> !folded(left).equals(folded(right));
            // In UTF-8 a text contains another exactly when its bytes contain the other's.
            case CONTAINS -> folded(left).contains(folded(right));
        };
    }

    private static boolean fits(Relator relator, Scalar value) {
        return switch (relator.domain()) {
            case SAME -> true;
            case INTEGERS -> value instanceof Int;
            case TEXTS -> value instanceof Text;
        };
    }

    private static long integer(Scalar value) {
        return ((Int) value).value();
    }

    private static String folded(Scalar value) {
        return fold(((Text) value).value());
    }

    /** A–Z to a–z, everything else as it is. */
    static String fold(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (chars[i] >= 'A' && chars[i] <= 'Z') {
                chars[i] = (char) (chars[i] + ('a' - 'A'));
            }
        }
        return new String(chars);
    }

    private static EvaluationError types(Expression.Relation relation, Value.Type left, Value.Type right) {
        return new EvaluationError(Problem.of(
                Fault.RELATION_TYPES, relation.place(), relation.relator().symbol(), left.name(), right.name()));
    }

    /** The result of a relation between two literals; empty where their types do not fit. */
    static Optional<Bool> constant(Expression.Relation relation, Value left, Value right) {
        try {
            return Optional.of(new Bool(holds(relation, left, right)));
        } catch (EvaluationError e) {
            return Optional.empty();
        }
    }
}
