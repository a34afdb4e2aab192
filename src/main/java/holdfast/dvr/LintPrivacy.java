package holdfast.dvr;

import holdfast.dvr.Explanation.Branch;
import holdfast.dvr.Explanation.Learned;
import holdfast.dvr.Finding.Code;
import holdfast.dvr.Operand.DataVar;
import holdfast.dvr.Operand.Literal;
import holdfast.dvr.Value.Bool;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a verifier would learn beyond need. */
final class LintPrivacy {
    private final @Nullable DataReader data;
    private final List<Finding> findings;
    private final Set<Finding> seen = new HashSet<>();

    private LintPrivacy(@Nullable DataReader data, List<Finding> findings) {
        this.data = data;
        this.findings = findings;
    }

    static void check(Query query, @Nullable DataReader data, List<Finding> findings) {
        LintPrivacy lint = new LintPrivacy(data, findings);
        Query.forEachTerm(query.statements(), term -> {
            if (term instanceof Expression.Relation relation) {
                lint.guess(relation);
            }
        });
        Set<String> tested = new LinkedHashSet<>();
        List<Branch> branches = Explanation.of(query).branches();
        for (Branch branch : branches) {
            for (Learned learned : branch.learns()) {
                if (learned.what() instanceof Explanation.YesOrNo yesOrNo) {
                    yesOrNo.fields().forEach(field -> tested.add(field.subject()));
                }
            }
        }
        for (Branch branch : branches) {
            branch.learns().forEach(learned -> lint.shown(learned, tested));
        }
    }

    private void add(Code code, Place place, String... arguments) {
        Finding finding = Finding.of(code, place, arguments);
        if (seen.add(finding)) {
            findings.add(finding);
        }
    }

    /** A "yes" to "is it exactly this?" hands over the identifier; a "no" strikes one guess. */
    private void guess(Expression.Relation relation) {
        boolean equality = switch (relation.relator()) {
            case EQUAL, NOT_EQUAL, SIMILAR, NOT_SIMILAR, CONTAINS -> true;
            case GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL -> false;
        };
        Operand other = relation.left() instanceof Literal ? relation.right() : relation.left();
        boolean withLiteral = relation.left() instanceof Literal || relation.right() instanceof Literal;
        boolean yesNo = isBoolean(relation.left()) || isBoolean(relation.right());
        if (equality
                && withLiteral
                && !yesNo
                && other instanceof DataVar dataVar
                && FieldKind.identifies(dataVar.path().field())) {
            add(
                    Code.IDENTIFIER_TEST,
                    relation.place(),
                    dataVar.text(),
                    relation.relator().symbol());
        }
    }

    private static boolean isBoolean(Operand operand) {
        return operand instanceof Literal literal && literal.value() instanceof Bool;
    }

    private void shown(Learned learned, Set<String> tested) {
        Place place = learned.output().place();
        String key = learned.key();
        switch (learned.what()) {
            case Explanation.FieldValue(DataVar field) -> {
                marker(learned, field);
                if (FieldKind.identifies(field.path().field())) {
                    add(Code.IDENTIFIER_SHOWN, place, key, field.text());
                }
                if (tested.contains(field.subject())) {
                    add(Code.SHOWN_AND_TESTED, place, key, field.text());
                }
                if (field.path().isProjection() || value(field) instanceof Value.Items) {
                    add(Code.LIST_SHOWN, place, key, field.text());
                }
                Value known = value(field);
                if (key.equals(Evaluation.RESULT) && known != null && !(known instanceof Bool)) {
                    add(Code.RESULT_NOT_BOOLEAN, place);
                }
            }
            case Explanation.FromDates dates -> {
                dates.fields().forEach(field -> marker(learned, field));
                add(Code.DATE_NUMBER_SHOWN, place, key);
                if (key.equals(Evaluation.RESULT)) {
                    add(Code.RESULT_NOT_BOOLEAN, place);
                }
            }
            case Explanation.Fixed(Value.Scalar value) -> {
                if (key.equals(Evaluation.RESULT) && !(value instanceof Bool)) {
                    add(Code.RESULT_NOT_BOOLEAN, place);
                }
            }
            case Explanation.YesOrNo ignored -> {}
            case Explanation.Unassigned ignored -> {}
        }
    }

    private void marker(Learned learned, DataVar field) {
        Place place = learned.output().place();
        if (data == null) {
            String marker = Path.marker(field.path().field());
            add(Code.OUTPUT_NEEDS_MARKER, place, learned.key(), field.text(), marker);
            return;
        }
        try {
            FieldPath notPublic = data.read(field).notPublic();
            if (notPublic != null) {
                add(Code.OUTPUT_NOT_PUBLIC, place, learned.key(), notPublic.toString());
            }
        } catch (EvaluationError e) {
            // It is a finding of its own.
        }
    }

    private @Nullable Value value(DataVar field) {
        if (data == null) {
            return null;
        }
        try {
            return data.read(field).value();
        } catch (EvaluationError e) {
            return null;
        }
    }
}
