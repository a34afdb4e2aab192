package holdfast.dvr;

import holdfast.dvr.Finding.Code;
import holdfast.dvr.Operand.DataVar;
import holdfast.dvr.Operand.Literal;
import holdfast.dvr.Value.Bool;
import holdfast.dvr.Value.Int;
import holdfast.dvr.Value.Scalar;
import holdfast.dvr.Value.Text;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Conditions that say nothing, or that cannot hold together. */
final class LintConditions {
    private final List<Finding> findings;

    private LintConditions(List<Finding> findings) {
        this.findings = findings;
    }

    static void check(Query query, List<Finding> findings) {
        LintConditions lint = new LintConditions(findings);
        Query.forEachTerm(query.statements(), lint::term);
    }

    private void term(Term term) {
        switch (term) {
            case Expression.Relation relation -> constant(relation);
            case Expression.And and -> {
                repeated(and.operands());
                contradiction(and);
            }
            case Expression.Or or -> repeated(or.operands());
            case Operand ignored -> {}
        }
    }

    private void constant(Expression.Relation relation) {
        Boolean held = Constants.value(relation, Scope.EMPTY);
        if (held == null && relation.left() instanceof DataVar left && relation.right() instanceof DataVar right) {
            // A field and itself. For a list this is an error of its own.
            if (left.text().equals(right.text()) && !left.path().isProjection()) {
                held = switch (relation.relator()) {
                    case EQUAL, GREATER_OR_EQUAL, LESS_OR_EQUAL, SIMILAR, CONTAINS -> true;
                    case NOT_EQUAL, GREATER, LESS, NOT_SIMILAR -> false;
                };
            }
        }
        if (held == null
                && relation.relator() == Relator.CONTAINS
                && relation.right() instanceof Literal literal
                && literal.value().equals(new Text(""))) {
            held = true;
        }
        if (held != null) {
            findings.add(Finding.of(Code.CONSTANT_CONDITION, relation.place(), Boolean.toString(held)));
        }
    }

    private void repeated(List<Expression> operands) {
        Set<String> seen = new HashSet<>();
        for (Expression operand : operands) {
            if (!seen.add(QueryPrinter.print(operand))) {
                findings.add(Finding.of(Code.REPEATED_CONDITION, operand.place()));
            }
        }
    }

    /** Comparisons of one operand with literals, all of which an {@code and} wants to hold. */
    private void contradiction(Expression.And and) {
        Map<String, Interval> ranges = new HashMap<>();
        Map<String, Scalar> equal = new HashMap<>();
        Set<String> reported = new HashSet<>();
        Deque<Expression> open = new ArrayDeque<>(and.operands());
        while (!open.isEmpty()) {
            Expression next = open.removeFirst();
            if (next instanceof Expression.And inner) {
                open.addAll(inner.operands());
            }
            if (!(next instanceof Expression.Relation relation) || relation.quantifier() != null) {
                continue;
            }
            boolean flipped = relation.left() instanceof Literal;
            Operand subject = flipped ? relation.right() : relation.left();
            Operand other = flipped ? relation.left() : relation.right();
            if (!(other instanceof Literal literal)
                    || subject instanceof Literal
                    || (subject instanceof DataVar dataVar && dataVar.path().isProjection())) {
                continue;
            }
            Relator relator = flipped ? relation.relator().mirrored() : relation.relator();
            String name = QueryPrinter.print(subject);
            boolean possible = literal.value() instanceof Int(long value)
                    ? narrow(ranges, name, relator, value)
                    : sameText(equal, name, relator, literal.value());
            if (!possible && reported.add(name)) {
                findings.add(Finding.of(Code.CONTRADICTION, relation.place(), subjectName(subject)));
            }
        }
    }

    private static boolean narrow(Map<String, Interval> ranges, String name, Relator relator, long value) {
        Interval range = Interval.satisfying(relator, value);
        return range == null || !ranges.merge(name, range, Interval::intersect).isEmpty();
    }

    private static boolean sameText(Map<String, Scalar> equal, String name, Relator relator, Scalar value) {
        Scalar canonical = relator == Relator.SIMILAR && value instanceof Text(String text)
                ? new Text(Comparison.fold(text))
                : value;
        // Exact and similar comparisons are kept apart: one may narrow what the other allows.
        return (relator != Relator.EQUAL && relator != Relator.SIMILAR)
                || canonical.equals(equal.computeIfAbsent(relator.symbol() + name, ignored -> canonical));
    }

    private static String subjectName(Operand subject) {
        return switch (subject) {
            case DataVar dataVar -> dataVar.text();
            case Operand.LocalVar localVar -> localVar.name();
            case Operand.DateFunction function -> subjectName(function.date());
            case Literal literal -> literal.value() instanceof Bool ? "" : QueryPrinter.print(literal);
        };
    }
}
