package holdfast.proving.embedded;

import holdfast.dvr.Expression;
import holdfast.dvr.Operand;
import holdfast.dvr.Query;
import holdfast.dvr.Relator;
import holdfast.dvr.Statement;
import holdfast.dvr.Term;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a query may need a text as a whole, with its length: to output it, to search in it, or to compare it with another. To
 * compare it with a known text, or to read a date, its first bytes are enough.
 */
final class WholeTexts {
    private final Map<String, Set<Boolean>> assigned = new HashMap<>();
    private boolean used;

    private WholeTexts() {}

    static boolean mayBeUsed(Query query) {
        WholeTexts walk = new WholeTexts();
        walk.collect(query.statements());
        walk.visit(query.statements());
        return walk.used;
    }

    private void collect(List<Statement> statements) {
        for (Statement statement : statements) {
            switch (statement) {
                case Statement.Assign assign ->
                    assigned.computeIfAbsent(assign.name(), name -> new HashSet<>())
                            .add(assign.value() instanceof Operand.DataVar
                                    || assign.value() instanceof Operand.LocalVar);
                case Statement.Output _ -> {}
                case Statement.If branch -> {
                    collect(branch.block(true));
                    collect(branch.block(false));
                }
            }
        }
    }

    private void visit(List<Statement> statements) {
        for (Statement statement : statements) {
            switch (statement) {
                case Statement.Assign assign -> visit(assign.value());
                case Statement.Output output -> used |= mayBeText(output.value());
                case Statement.If branch -> {
                    visit(branch.condition());
                    visit(branch.block(true));
                    visit(branch.block(false));
                }
            }
        }
    }

    private boolean mayBeText(Operand operand) {
        return operand instanceof Operand.DataVar
                || (operand instanceof Operand.LocalVar local
                        && assigned.getOrDefault(local.name(), Set.of()).contains(true));
    }

    private void visit(Term term) {
        switch (term) {
            case Expression.And and -> and.operands().forEach(this::visit);
            case Expression.Or or -> or.operands().forEach(this::visit);
            case Expression.Relation relation -> {
                boolean withKnown =
                        relation.left() instanceof Operand.Literal || relation.right() instanceof Operand.Literal;
                boolean mayBeText = mayBeText(relation.left()) || mayBeText(relation.right());
                used |= mayBeText && (!withKnown || relation.relator() == Relator.CONTAINS);
            }
            case Operand _ -> {}
        }
    }
}
