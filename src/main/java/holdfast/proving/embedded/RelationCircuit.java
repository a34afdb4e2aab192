package holdfast.proving.embedded;

import holdfast.dvr.Expression;
import holdfast.dvr.Quantifier;
import holdfast.dvr.Relator;
import holdfast.dvr.Value;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Section;
import holdfast.zk.gadget.IntegerRelation;
import holdfast.zk.gadget.Junction;
import holdfast.zk.gadget.TextRelation;
import holdfast.zk.gadget.WitnessSteps;
import java.util.ArrayList;
import java.util.List;

/** Comparisons in a circuit: 1 where they hold, else 0. */
final class RelationCircuit {
    private final Program program;
    private final WitnessSteps steps;
    private final TextRelation texts;

    RelationCircuit(Program program, WitnessSteps steps) {
        this.program = program;
        this.steps = steps;
        texts = new TextRelation(program, steps);
    }

    Expr holds(Expression.Relation relation, Wired left, Wired right) throws UnfitException {
        try (Section _ = program.section("relation")) {
            if (left instanceof Wired.Items && right instanceof Wired.Items) {
                throw new UnfitException("two lists are compared");
            }
            if (left instanceof Wired.Items items) {
                requireFit(relation.relator(), items.itemType(), right.type());
                List<Expr> held = new ArrayList<>();
                for (Wired item : items.items()) {
                    held.add(compare(relation.relator(), item, right));
                }
                return quantified(relation, items, held);
            }
            if (right instanceof Wired.Items items) {
                requireFit(relation.relator(), left.type(), items.itemType());
                List<Expr> held = new ArrayList<>();
                for (Wired item : items.items()) {
                    held.add(compare(relation.relator(), left, item));
                }
                return quantified(relation, items, held);
            }
            requireFit(relation.relator(), left.type(), right.type());
            return compare(relation.relator(), left, right);
        }
    }

    private static void requireFit(Relator relator, Value.Type left, Value.Type right) throws UnfitException {
        boolean fits = switch (relator.domain()) {
            case SAME -> true;
            case INTEGERS -> left == Value.Type.INTEGER;
            case TEXTS -> left == Value.Type.TEXT;
        };
        if (left != right || !fits) {
            throw new UnfitException("values that do not fit " + relator.symbol() + " are compared");
        }
    }

    private Expr quantified(Expression.Relation relation, Wired.Items items, List<Expr> held) {
        boolean all = relation.effectiveQuantifier() == Quantifier.AND;
        List<Expr> decisive = new ArrayList<>();
        for (int j = 0; j < held.size(); j++) {
            Expr which = all ? held.get(j).complement() : held.get(j);
            decisive.add(items.kept().get(j).times(which).wire());
        }
        Expr any = Junction.any(program, steps, "some element", decisive);
        return all ? any.complement().wire() : any.wire();
    }

    private Expr compare(Relator relator, Wired left, Wired right) {
        return switch (relator) {
            case EQUAL -> equal(left, right);
            case NOT_EQUAL -> equal(left, right).complement();
            case GREATER_OR_EQUAL -> atLeast(left, right);
            case LESS -> atLeast(left, right).complement();
            case LESS_OR_EQUAL -> atLeast(right, left);
            case GREATER -> atLeast(right, left).complement();
            case SIMILAR -> texts.similar(text(left), text(right));
            case NOT_SIMILAR -> texts.similar(text(left), text(right)).complement();
            case CONTAINS -> texts.contains(text(left), text(right));
        };
    }

    private Expr atLeast(Wired left, Wired right) {
        return IntegerRelation.atLeast(program, steps, number(left), number(right));
    }

    private Expr equal(Wired left, Wired right) {
        return switch (left.type()) {
            case TEXT -> texts.equal(text(left), text(right));
            case INTEGER, BOOLEAN -> IntegerRelation.equal(program, steps, number(left), number(right));
            case LIST -> throw new IllegalStateException("a list is no scalar");
        };
    }

    private static TextRelation.Operand text(Wired value) {
        return switch (value) {
            case Wired.Text(var text) -> new TextRelation.Operand.Read(text);
            case Wired.Known(Value.Text(String text)) -> new TextRelation.Operand.Known(text);
            case Wired.Known _, Wired.Int _, Wired.Bool _, Wired.Items _ ->
                throw new IllegalStateException("not a text");
        };
    }

    private Expr number(Wired value) {
        return switch (value) {
            case Wired.Int(Expr number) -> number;
            case Wired.Bool(Expr bool) -> bool;
            case Wired.Known(Value.Int(long number)) -> program.constant(number);
            case Wired.Known(Value.Bool(boolean bool)) -> program.constant(bool ? 1 : 0);
            case Wired.Known(Value.Text _), Wired.Text _, Wired.Items _ ->
                throw new IllegalStateException("not a number");
        };
    }
}
