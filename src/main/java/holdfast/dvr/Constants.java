package holdfast.dvr;

import holdfast.dvr.Scope.Meaning;
import holdfast.dvr.Value.Bool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conditions whose answer the query alone decides, whatever the data. A name's answer is known before the name is used,
 * so nothing here follows chains of names.
 */
final class Constants {
    private Constants() {}

    /** Whether a term always or never holds; null when that depends on the data, or when it is no condition. */
    static @Nullable Boolean value(Term term, Scope scope) {
        return switch (term) {
            case Expression.And and -> junction(and.operands(), scope, false);
            case Expression.Or or -> junction(or.operands(), scope, true);
            case Expression.Relation relation -> relation(relation, scope);
            case Operand.Literal literal -> literal.value() instanceof Bool(boolean held) ? held : null;
            case Operand.LocalVar localVar -> {
                Meaning meaning = scope.meaning(localVar.name());
                yield meaning == null ? null : meaning.constant();
            }
            case Operand.DataVar ignored -> null;
            case Operand.DateFunction ignored -> null;
        };
    }

    private static @Nullable Boolean junction(List<Expression> operands, Scope scope, boolean decisive) {
        Boolean result = !decisive;
        for (Expression operand : operands) {
            Boolean value = value(operand, scope);
            if (value == null) {
                result = null;
            } else if (value == decisive) {
                // One operand decides, unless another is an error: then nothing follows.
                return decisive;
            }
        }
        return result;
    }

    private static @Nullable Boolean relation(Expression.Relation relation, Scope scope) {
        Value left = literal(relation.left(), scope);
        Value right = literal(relation.right(), scope);
        if (left != null && right != null) {
            return Comparison.constant(relation, left, right).map(Bool::value).orElse(null);
        }
        Interval leftRange = Interval.of(relation.left(), scope);
        Interval rightRange = Interval.of(relation.right(), scope);
        return (leftRange == null || rightRange == null)
                ? null
                : Interval.compare(relation.relator(), leftRange, rightRange);
    }

    private static @Nullable Value literal(Operand operand, Scope scope) {
        if (operand instanceof Operand.LocalVar localVar) {
            Meaning meaning = scope.meaning(localVar.name());
            return meaning != null && meaning.term() instanceof Operand.Literal literal ? literal.value() : null;
        }
        return operand instanceof Operand.Literal literal ? literal.value() : null;
    }
}
