package holdfast.dvr;

import holdfast.dvr.Finding.Code;
import holdfast.dvr.Operand.DataVar;
import holdfast.dvr.Value.Text;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Types, lists, dates and letters: what makes an evaluation end with an error, or mean something else. */
final class LintTypes {
    private final @Nullable DayCount days;
    private final @Nullable DataReader data;
    private final List<Finding> findings;
    private final Map<String, @Nullable Term> assigned;
    private final Map<String, Value.Type> fieldTypes = new LinkedHashMap<>();

    private LintTypes(Query query, @Nullable DayCount days, @Nullable DataReader data, List<Finding> findings) {
        this.days = days;
        this.data = data;
        this.findings = findings;
        assigned = soleAssignments(query);
    }

    static void check(Query query, @Nullable DayCount days, @Nullable DataReader data, List<Finding> findings) {
        LintTypes lint = new LintTypes(query, days, data, findings);
        lint.statements(query.statements());
    }

    /** What each name stands for, where it is assigned in one place only; null for other names. */
    static Map<String, @Nullable Term> soleAssignments(Query query) {
        Map<String, @Nullable Term> found = new HashMap<>();
        soleAssignments(query.statements(), found);
        return found;
    }

    private static void soleAssignments(List<Statement> statements, Map<String, @Nullable Term> found) {
        for (Statement statement : statements) {
            switch (statement) {
                case Statement.Assign assign ->
                    found.put(assign.name(), found.containsKey(assign.name()) ? null : assign.value());
                case Statement.Output ignored -> {}
                case Statement.If branch -> {
                    soleAssignments(branch.block(true), found);
                    soleAssignments(branch.block(false), found);
                }
            }
        }
    }

    private void statements(List<Statement> statements) {
        for (Statement statement : statements) {
            switch (statement) {
                case Statement.Assign assign -> Query.forEachTerm(assign.value(), this::term);
                case Statement.Output ignored -> {}
                case Statement.If branch -> {
                    Query.forEachTerm(branch.condition(), this::term);
                    condition(branch.condition());
                    statements(branch.block(true));
                    statements(branch.block(false));
                }
            }
        }
    }

    private void term(Term term) {
        switch (term) {
            case Expression.And and -> and.operands().forEach(this::condition);
            case Expression.Or or -> or.operands().forEach(this::condition);
            case Expression.Relation relation -> relation(relation);
            case Operand.GetAge age -> date(age.date(), age.format());
            case Operand.GetDayDiff diff -> {
                date(diff.date(), diff.format());
                if (diff.reference() != null) {
                    date(diff.reference(), diff.format());
                }
                if (days != DayCount.GREGORIAN) {
                    findings.add(Finding.of(Code.CALENDAR, diff.place()));
                }
            }
            case Operand.Literal ignored -> {}
            case DataVar ignored -> {}
            case Operand.LocalVar ignored -> {}
        }
    }

    /** A name used as a condition must be one. */
    private void condition(Expression expression) {
        if (!(expression instanceof Operand.LocalVar localVar)) {
            return;
        }
        Term named = resolve(localVar);
        if (named instanceof DataVar dataVar) {
            field(dataVar, Value.Type.BOOLEAN, localVar.place());
        } else if (named instanceof Operand operand) {
            Value.Type type = type(operand);
            if (type != null && type != Value.Type.BOOLEAN) {
                findings.add(Finding.of(Code.NOT_A_CONDITION, localVar.place(), localVar.name(), type.name()));
            }
        }
    }

    private void relation(Expression.Relation relation) {
        Relator relator = relation.relator();
        boolean leftList = isList(relation.left());
        boolean rightList = isList(relation.right());
        if (leftList && rightList) {
            findings.add(Finding.of(Code.LISTS_COMPARED, relation.place(), relator.symbol()));
        } else if ((leftList || rightList) && relation.quantifier() == null) {
            findings.add(Finding.of(
                    Code.MISSING_QUANTIFIER, relation.place(), name(leftList ? relation.left() : relation.right())));
        } else if (relation.quantifier() != null && isNoList(relation.left()) && isNoList(relation.right())) {
            findings.add(Finding.of(
                    Code.NEEDLESS_QUANTIFIER,
                    relation.place(),
                    relation.quantifier().symbol()));
        }
        types(relation);
        if (relator.domain() == Relator.Domain.TEXTS) {
            nonAscii(relation.left());
            nonAscii(relation.right());
        }
    }

    private void types(Expression.Relation relation) {
        Value.Type wanted = switch (relation.relator().domain()) {
            case SAME -> null;
            case INTEGERS -> Value.Type.INTEGER;
            case TEXTS -> Value.Type.TEXT;
        };
        Value.Type left = type(relation.left());
        Value.Type right = type(relation.right());
        boolean unfit = (left != null && right != null && left != right)
                || (wanted != null && ((left != null && left != wanted) || (right != null && right != wanted)));
        if (unfit) {
            findings.add(Finding.of(
                    Code.TYPE_CONFLICT,
                    relation.place(),
                    relation.relator().symbol(),
                    left == null ? "" : left.name(),
                    right == null ? "" : right.name()));
            return;
        }
        use(relation.left(), wanted != null ? wanted : right);
        use(relation.right(), wanted != null ? wanted : left);
    }

    private void use(Operand operand, Value.@Nullable Type type) {
        Term named = operand instanceof Operand.LocalVar localVar ? resolve(localVar) : operand;
        if (type != null && named instanceof DataVar dataVar) {
            field(dataVar, type, operand.place());
        }
    }

    private void field(DataVar dataVar, Value.Type type, Place place) {
        Value.Type before = fieldTypes.putIfAbsent(dataVar.text(), type);
        if (before != null && before != type) {
            findings.add(Finding.of(Code.FIELD_TYPE_CONFLICT, place, dataVar.text(), type.name(), before.name()));
        }
    }

    private void date(Operand operand, DateFormat format) {
        if (operand instanceof Operand.Literal literal && literal.value() instanceof Text(String text)) {
            if (format.parse(text).isEmpty()) {
                findings.add(Finding.of(Code.INVALID_DATE, operand.place(), text, format.symbol()));
            }
            return;
        }
        Value.Type type = type(operand);
        if (type != null && type != Value.Type.TEXT) {
            findings.add(Finding.of(Code.DATE_TYPE, operand.place(), type.name()));
        } else {
            use(operand, Value.Type.TEXT);
        }
    }

    private void nonAscii(Operand operand) {
        if (operand instanceof Operand.Literal literal
                && literal.value() instanceof Text(String text)
                && text.codePoints().anyMatch(c -> c > 0x7f && Character.isLetter(c))) {
            findings.add(Finding.of(Code.NON_ASCII_CASE, operand.place(), text));
        }
    }

    /** The type that an operand has whatever the data; null when that is not known. */
    private Value.@Nullable Type type(Operand operand) {
        return switch (operand) {
            case Operand.Literal literal -> literal.value().type();
            case Operand.DateFunction ignored -> Value.Type.INTEGER;
            case DataVar ignored -> null;
            case Operand.LocalVar localVar -> {
                Term named = resolve(localVar);
                yield named instanceof Operand inner && !(inner instanceof Operand.LocalVar)
                        ? type(inner)
                        : named instanceof Expression && !(named instanceof Operand.LocalVar)
                                ? Value.Type.BOOLEAN
                                : null;
            }
        };
    }

    /** What a name stands for in the end; null when it is not the same everywhere. */
    private @Nullable Term resolve(Operand.LocalVar localVar) {
        Set<String> seen = new HashSet<>();
        Term term = localVar;
        while (term instanceof Operand.LocalVar next && seen.add(next.name())) {
            term = assigned.get(next.name());
        }
        return term instanceof Operand.LocalVar ? null : term;
    }

    private boolean isList(Operand operand) {
        Term term = operand instanceof Operand.LocalVar localVar ? resolve(localVar) : operand;
        return term instanceof DataVar dataVar
                && (dataVar.path().isProjection() || value(dataVar) instanceof Value.Items);
    }

    private boolean isNoList(Operand operand) {
        Term term = operand instanceof Operand.LocalVar localVar ? resolve(localVar) : operand;
        return term != null && (!(term instanceof DataVar dataVar) || value(dataVar) instanceof Value.Scalar);
    }

    private @Nullable Value value(DataVar dataVar) {
        if (data == null) {
            return null;
        }
        try {
            return data.read(dataVar).value();
        } catch (EvaluationError e) {
            return null; // It is a finding of its own.
        }
    }

    private String name(Operand operand) {
        Term term = operand instanceof Operand.LocalVar localVar ? resolve(localVar) : operand;
        return term instanceof DataVar dataVar ? dataVar.text() : "";
    }
}
