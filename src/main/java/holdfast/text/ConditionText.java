package holdfast.text;

import holdfast.dvr.DateFormat;
import holdfast.dvr.Expression;
import holdfast.dvr.FieldKind;
import holdfast.dvr.Operand;
import holdfast.dvr.Operand.DataVar;
import holdfast.dvr.Place;
import holdfast.dvr.Quantifier;
import holdfast.dvr.Query;
import holdfast.dvr.Relator;
import holdfast.dvr.Scope;
import holdfast.dvr.Scope.Meaning;
import holdfast.dvr.Term;
import holdfast.dvr.Value;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Conditions and operands in words. */
final class ConditionText {
    /** How many sentences one condition may unfold into; names beyond that stay names. */
    private static final int MOST_LINES = 80;

    private final Messages messages;
    private final Phrases phrases;
    private final FieldNames names;
    private final LocalDate reference;

    ConditionText(Messages messages, Query query, LocalDate reference) {
        this.messages = messages;
        this.reference = reference;
        phrases = new Phrases(messages);
        names = new FieldNames(messages, query);
    }

    FieldNames names() {
        return names;
    }

    /** A condition; the names in it are replaced by what they mean in the scope. */
    Line condition(Expression condition, Scope scope) {
        return condition(condition, scope, new int[] {MOST_LINES});
    }

    /** What is used as a condition: a condition, or a yes or no that has a name. */
    Line condition(Meaning meaning) {
        return switch (meaning.term()) {
            case Expression condition -> condition(condition, meaning.scope());
            case Operand operand -> yes(operand, meaning.scope(), operand.place());
        };
    }

    private Line yes(Operand operand, Scope scope, Place place) {
        List<String> fields = new ArrayList<>();
        collect(operand, scope, fields);
        return new Line(messages.text("relation.yes", "left", operand(operand, scope, null, false)), place, fields);
    }

    private Line condition(Expression condition, Scope scope, int[] budget) {
        budget[0]--;
        return switch (condition) {
            case Expression.And and -> junction("condition.all", and, and.operands(), scope, budget);
            case Expression.Or or -> junction("condition.any", or, or.operands(), scope, budget);
            case Expression.Relation relation -> relation(relation, scope);
            case Operand.LocalVar localVar -> named(localVar, scope, budget);
        };
    }

    private Line junction(String key, Expression junction, List<Expression> operands, Scope scope, int[] budget) {
        if (operands.size() == 1) {
            return condition(operands.getFirst(), scope, budget);
        }
        List<Line> parts = new ArrayList<>();
        for (Expression operand : operands) {
            Line part = condition(operand, scope, budget);
            // "All of these" within "all of these" is one list.
            if (part.text().equals(messages.text(key))) {
                parts.addAll(part.parts());
            } else {
                parts.add(part);
            }
        }
        return new Line(messages.text(key), junction.place(), List.of(), parts);
    }

    private Line named(Operand.LocalVar localVar, Scope scope, int[] budget) {
        Meaning meaning = scope.meaning(localVar.name());
        if (meaning != null && budget[0] > 0 && meaning.term() instanceof Expression inner) {
            return condition(inner, meaning.scope(), budget);
        }
        if (meaning != null && meaning.term() instanceof Operand named && !(named instanceof Operand.LocalVar)) {
            return yes(named, meaning.scope(), localVar.place());
        }
        return new Line(
                messages.text("condition.named", "name", phrases.quoted(Phrases.words(localVar.name()))),
                localVar.place(),
                List.of());
    }

    private Line relation(Expression.Relation relation, Scope scope) {
        // "x is more than 5" reads better than "5 is less than x".
        boolean flip = relation.relator() != Relator.CONTAINS
                && relation.left() instanceof Operand.Literal
                && !(relation.right() instanceof Operand.Literal);
        Operand left = flip ? relation.right() : relation.left();
        Operand right = flip ? relation.left() : relation.right();
        Relator relator = flip ? relation.relator().mirrored() : relation.relator();
        List<String> fields = new ArrayList<>();
        collect(relation.left(), scope, fields);
        collect(relation.right(), scope, fields);
        return new Line(sentence(relation, relator, left, right, scope), relation.place(), fields);
    }

    private String sentence(Expression.Relation relation, Relator relator, Operand left, Operand right, Scope scope) {
        String date = age(relator, left, right, scope);
        if (date == null) {
            date = days(relator, left, right, scope);
        }
        if (date != null) {
            return date;
        }
        Quantifier quantifier = relation.effectiveQuantifier();
        boolean list = relation.quantifier() != null;
        String leftText = operand(left, scope, quantifier, list && !(right instanceof DataVar d && isProjection(d)));
        if (literal(right, scope) instanceof Value.Bool(boolean wanted)
                && (relator == Relator.EQUAL || relator == Relator.NOT_EQUAL)) {
            boolean yes = wanted == (relator == Relator.EQUAL);
            return messages.text(yes ? "relation.yes" : "relation.no", "left", leftText);
        }
        boolean leftIsList = list && left instanceof DataVar;
        String rightText = operand(right, scope, quantifier, list && !leftIsList);
        String key = "relation." + key(relator);
        if (relator == Relator.EQUAL || relator == Relator.SIMILAR) {
            if (resolve(right, scope).term() instanceof DataVar) {
                key += "-field";
            } else if (relator == Relator.EQUAL && literal(right, scope) instanceof Value.Text) {
                key += "-text";
            }
        }
        return messages.text(key, "left", leftText, "right", rightText);
    }

    private static boolean isProjection(DataVar dataVar) {
        return dataVar.path().isProjection();
    }

    /** A date of birth and a number of years make a sentence of their own; null for everything else. */
    private @Nullable String age(Relator relator, Operand left, Operand right, Scope scope) {
        if (resolve(left, scope) instanceof Resolved(Operand.GetAge function, Scope inner)
                && resolve(function.date(), inner) instanceof Resolved(DataVar dataVar, Scope ignored)
                && FieldKind.isBirth(dataVar.path().field())
                && literal(right, scope) instanceof Value.Int(long years)
                && relator.domain() != Relator.Domain.TEXTS) {
            return messages.text(
                    "age." + key(relator),
                    "field",
                    names.phrase(dataVar, null, false),
                    "years",
                    phrases.number(years),
                    "date",
                    phrases.date(reference));
        }
        return null;
    }

    /** A date and a number of days make a sentence of their own; null for everything else. */
    private @Nullable String days(Relator relator, Operand left, Operand right, Scope scope) {
        if (relator.domain() == Relator.Domain.TEXTS
                || !(resolve(left, scope) instanceof Resolved(Operand.GetDayDiff diff, Scope inner))
                || !(literal(right, scope) instanceof Value.Int(long days))) {
            return null;
        }
        String side = days == 0 ? "zero" : days > 0 ? "before" : "after";
        String count = phrases.number(days).replace("−", "");
        return messages.text(
                "days." + key(relator) + "." + side,
                "from",
                dateOperand(diff.date(), inner, diff.format()),
                "to",
                diff.reference() == null
                        ? phrases.date(reference)
                        : dateOperand(diff.reference(), inner, diff.format()),
                "days",
                messages.text(count.equals("1") ? "days.one" : "days.other", "number", count));
    }

    private static String key(Relator relator) {
        return relator.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An operand as part of a sentence. */
    String operand(Operand operand, Scope scope, @Nullable Quantifier quantifier, boolean list) {
        Resolved resolved = resolve(operand, scope);
        return switch (resolved.term()) {
            case Operand.Literal literal -> phrases.value(literal.value());
            case DataVar dataVar -> names.phrase(dataVar, quantifier, list);
            case Operand.GetAge age ->
                messages.text(
                        "operand.years",
                        "from",
                        dateOperand(age.date(), resolved.scope(), age.format()),
                        "to",
                        phrases.date(reference));
            case Operand.GetDayDiff diff ->
                messages.text(
                        "operand.days",
                        "from",
                        dateOperand(diff.date(), resolved.scope(), diff.format()),
                        "to",
                        diff.reference() == null
                                ? phrases.date(reference)
                                : dateOperand(diff.reference(), resolved.scope(), diff.format()));
            case Operand.LocalVar localVar -> phrases.quoted(Phrases.words(localVar.name()));
            case Expression ignored ->
                operand instanceof Operand.LocalVar localVar
                        ? phrases.quoted(Phrases.words(localVar.name()))
                        : messages.text("operand.condition");
        };
    }

    private String dateOperand(Operand date, Scope scope, DateFormat format) {
        if (isNamedNumber(date, scope)) {
            return phrases.quoted(Phrases.words(((Operand.LocalVar) date).name()));
        }
        return literal(date, scope) instanceof Value.Text(String text)
                ? format.parse(text).map(phrases::date).orElseGet(() -> phrases.quoted(text))
                : operand(date, scope, null, false);
    }

    /** A name for a number where a date belongs: an error, and never written out, as such names can form a chain. */
    private static boolean isNamedNumber(Operand date, Scope scope) {
        return date instanceof Operand.LocalVar && resolve(date, scope).term() instanceof Operand.DateFunction;
    }

    private record Resolved(Term term, Scope scope) {}

    /** What an operand is, names replaced by what they mean. */
    private static Resolved resolve(Operand operand, Scope scope) {
        if (operand instanceof Operand.LocalVar localVar) {
            Meaning meaning = scope.meaning(localVar.name());
            return meaning == null ? new Resolved(operand, scope) : new Resolved(meaning.term(), meaning.scope());
        }
        return new Resolved(operand, scope);
    }

    private static @Nullable Value literal(Operand operand, Scope scope) {
        return resolve(operand, scope).term() instanceof Operand.Literal literal ? literal.value() : null;
    }

    private static void collect(Operand operand, Scope scope, List<String> fields) {
        Resolved resolved = resolve(operand, scope);
        switch (resolved.term()) {
            case DataVar dataVar -> {
                if (!fields.contains(dataVar.text())) {
                    fields.add(dataVar.text());
                }
            }
            case Operand.GetAge age -> collectDate(age.date(), resolved.scope(), fields);
            case Operand.GetDayDiff diff -> {
                collectDate(diff.date(), resolved.scope(), fields);
                if (diff.reference() != null) {
                    collectDate(diff.reference(), resolved.scope(), fields);
                }
            }
            case Operand.Literal ignored -> {}
            case Expression ignored -> {}
        }
    }

    private static void collectDate(Operand date, Scope scope, List<String> fields) {
        if (!isNamedNumber(date, scope)) {
            collect(date, scope, fields);
        }
    }
}
