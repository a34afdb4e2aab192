package holdfast.dvr;

import holdfast.dvr.Scope.Meaning;
import holdfast.dvr.Value.Int;
import org.jspecify.annotations.Nullable;

/** The integers from one to another, both included; empty when {@code from} is greater. */
record Interval(long from, long to) {
    private static final Interval ALL = new Interval(Long.MIN_VALUE, Long.MAX_VALUE);
    private static final Interval NONE = new Interval(1, 0);

    /** The greatest number of years between two dates that the language can write. */
    private static final int MOST_YEARS = 9_999;

    boolean isEmpty() {
        return from > to;
    }

    Interval intersect(Interval other) {
        return new Interval(Math.max(from, other.from), Math.min(to, other.to));
    }

    /** Between which bounds an operand is, by the query alone; null when it is not known to be an integer. */
    static @Nullable Interval of(Operand operand, Scope scope) {
        return switch (operand) {
            case Operand.Literal literal ->
                literal.value() instanceof Int(long value) ? new Interval(value, value) : null;
            case Operand.GetAge ignored -> new Interval(0, MOST_YEARS);
            case Operand.GetDayDiff ignored -> null;
            case Operand.DataVar ignored -> null;
            case Operand.LocalVar localVar -> {
                Meaning meaning = scope.meaning(localVar.name());
                yield meaning != null && meaning.term() instanceof Operand named && !(named instanceof Operand.LocalVar)
                        ? of(named, meaning.scope())
                        : null;
            }
        };
    }

    /** Where x is when the relation holds between x and the literal; null when that is not an interval. */
    static @Nullable Interval satisfying(Relator relator, long literal) {
        return switch (relator) {
            case EQUAL -> new Interval(literal, literal);
            case GREATER -> literal == Long.MAX_VALUE ? NONE : new Interval(literal + 1, ALL.to);
            case GREATER_OR_EQUAL -> new Interval(literal, ALL.to);
            case LESS -> literal == Long.MIN_VALUE ? NONE : new Interval(ALL.from, literal - 1);
            case LESS_OR_EQUAL -> new Interval(ALL.from, literal);
            case NOT_EQUAL, SIMILAR, NOT_SIMILAR, CONTAINS -> null;
        };
    }

    /** Whether a relation holds for all or for no pair of the two; null when it depends. */
    static @Nullable Boolean compare(Relator relator, Interval left, Interval right) {
        return switch (relator) {
            case GREATER -> left.from > right.to ? Boolean.TRUE : left.to <= right.from ? Boolean.FALSE : null;
            case GREATER_OR_EQUAL -> left.from >= right.to ? Boolean.TRUE : left.to < right.from ? Boolean.FALSE : null;
            case LESS -> left.to < right.from ? Boolean.TRUE : left.from >= right.to ? Boolean.FALSE : null;
            case LESS_OR_EQUAL -> left.to <= right.from ? Boolean.TRUE : left.from > right.to ? Boolean.FALSE : null;
            case EQUAL -> left.intersect(right).isEmpty() ? Boolean.FALSE : null;
            case NOT_EQUAL -> left.intersect(right).isEmpty() ? Boolean.TRUE : null;
            case SIMILAR, NOT_SIMILAR, CONTAINS -> null;
        };
    }
}
