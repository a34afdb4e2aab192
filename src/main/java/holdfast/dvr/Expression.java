package holdfast.dvr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition: something that is true or false of the data. */
public sealed interface Expression extends Term
        permits Expression.And, Expression.Or, Expression.Relation, Operand.LocalVar {

    /** True when all are. Every operand is evaluated, so an error in any of them is the query's error. */
    record And(Place place, List<Expression> operands) implements Expression {
        public And {
            operands = List.copyOf(operands);
        }
    }

    /** True when at least one is. Every operand is evaluated. */
    record Or(Place place, List<Expression> operands) implements Expression {
        public Or {
            operands = List.copyOf(operands);
        }
    }

    /**
     * Compares two operands.
     *
     * @param quantifier how the elements of a list count together; null when the query does not say
     */
    record Relation(
            Place place,
            Relator relator,
            Operand left,
            Operand right,
            @Nullable Quantifier quantifier) implements Expression {

        /** The quantifier that applies: all of the elements, where the query does not say. */
        public Quantifier effectiveQuantifier() {
            return quantifier == null ? Quantifier.AND : quantifier;
        }
    }
}
