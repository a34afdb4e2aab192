package holdfast.wallet;

import holdfast.dvr.DayCount;
import holdfast.dvr.Evaluation;
import holdfast.dvr.Explanation;
import holdfast.dvr.Expression;
import holdfast.dvr.Finding;
import holdfast.dvr.Lint;
import holdfast.dvr.Operand;
import holdfast.dvr.Query;
import holdfast.dvr.QueryException;
import holdfast.dvr.Statement;
import holdfast.dvr.Term;
import holdfast.token.TokenException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Everything that the holder sees before a proof is made. Made from the wallet alone; nothing leaves.
 *
 * @param presentation the request with the chosen credentials
 * @param evaluation what would be told on this data
 * @param explanation what would be told on any data, branch by branch
 * @param findings what the query asks beyond need
 * @param verifier how well the verifier's key is known
 * @param warnings what speaks for care
 */
public record Preview(
        HeldRequest request,
        Presentation presentation,
        Evaluation evaluation,
        Explanation explanation,
        List<Finding> findings,
        KeyStanding verifier,
        List<Warning> warnings) {
    /** A request that came longer ago than this is called old. */
    public static final Duration OLD = Duration.ofDays(30);

    public Preview {
        findings = List.copyOf(findings);
        warnings = List.copyOf(warnings);
    }

    /** What speaks for care. */
    public sealed interface Warning {
        /** The verifier's key was never met before this request. */
        record UnknownVerifier() implements Warning {}

        /** The verifier's name stood for another key. */
        record ChangedVerifier(PinnedKey before) implements Warning {}

        /** The request came long ago. */
        record OldRequest(long days) implements Warning {}

        /** The verifier takes no proof for it any more. */
        record Expired() implements Warning {}

        /** The verifier has an answer to it already. */
        record AnsweredBefore() implements Warning {}

        /**
         * The verifier compared the same field in an earlier request: each answer narrows the value down.
         *
         * @param field as the query spells it
         * @param title of the earlier request
         */
        record RepeatedThreshold(String field, String title) implements Warning {}
    }

    /**
     * Looks ahead.
     *
     * @param reference the date that counts as today
     */
    public static Preview of(Wallet wallet, HeldRequest request, Presentation presentation, LocalDate reference) {
        Query query = presentation.query();
        KeyStanding verifier = wallet.verifier(request);
        return new Preview(
                request,
                presentation,
                presentation.evaluate(reference),
                Explanation.of(query),
                Lint.check(query, DayCount.of(presentation.request().content().zkvm()), presentation.data()),
                verifier,
                warnings(wallet, request, verifier, query));
    }

    private static List<Warning> warnings(Wallet wallet, HeldRequest request, KeyStanding verifier, Query query) {
        List<Warning> warnings = new ArrayList<>();
        switch (verifier) {
            case KeyStanding.Changed(PinnedKey before, var key) -> warnings.add(new Warning.ChangedVerifier(before));
            case KeyStanding.FirstSeen ignored -> warnings.add(new Warning.UnknownVerifier());
            case KeyStanding.Known(PinnedKey pin) -> {
                // Pinned by this very request: the holder still does not know who this is.
                if (!pin.confirmed() && firstOfItsKind(wallet, request)) {
                    warnings.add(new Warning.UnknownVerifier());
                }
            }
        }
        Duration age = Duration.between(request.addedAt(), wallet.now());
        if (age.compareTo(OLD) > 0) {
            warnings.add(new Warning.OldRequest(age.toDays()));
        }
        if (request.state(wallet.now()) == HeldRequest.State.EXPIRED) {
            warnings.add(new Warning.Expired());
        }
        if (request.decision() == HeldRequest.Decision.PROVEN) {
            warnings.add(new Warning.AnsweredBefore());
        }
        thresholds(wallet, request, query, warnings);
        return warnings;
    }

    private static boolean firstOfItsKind(Wallet wallet, HeldRequest request) {
        return wallet.requests().stream()
                .noneMatch(other -> !other.id().equals(request.id())
                        && other.decision() == HeldRequest.Decision.PROVEN
                        && other.verifierKey().equals(request.verifierKey()));
    }

    private static void thresholds(Wallet wallet, HeldRequest request, Query query, List<Warning> warnings) {
        SortedSet<String> compared = compared(query);
        if (compared.isEmpty()) {
            return;
        }
        for (HeldRequest other : wallet.requests()) {
            if (other.id().equals(request.id())
                    || other.decision() != HeldRequest.Decision.PROVEN
                    || !other.verifierKey().equals(request.verifierKey())) {
                continue;
            }
            for (String field : comparedBy(other)) {
                if (compared.contains(field)) {
                    warnings.add(new Warning.RepeatedThreshold(field, other.title()));
                }
            }
        }
    }

    private static SortedSet<String> comparedBy(HeldRequest request) {
        try {
            return compared(Query.parse(request.verify().content()));
        } catch (TokenException | QueryException e) {
            return new TreeSet<>(); // It was proven once, so it was whole then; a damaged copy warns of nothing.
        }
    }

    /** The fields that stand on a side of an ordering comparison, directly or in a date function. */
    private static SortedSet<String> compared(Query query) {
        SortedSet<String> fields = new TreeSet<>();
        statements(query.statements(), fields);
        return fields;
    }

    private static void statements(List<Statement> statements, SortedSet<String> fields) {
        for (Statement statement : statements) {
            switch (statement) {
                case Statement.Assign assign -> terms(assign.value(), false, fields);
                case Statement.Output output -> terms(output.value(), false, fields);
                case Statement.If branch -> {
                    terms(branch.condition(), false, fields);
                    statements(branch.block(true), fields);
                    statements(branch.block(false), fields);
                }
            }
        }
    }

    private static void terms(Term term, boolean ordered, SortedSet<String> fields) {
        switch (term) {
            case Expression.And and -> and.operands().forEach(operand -> terms(operand, false, fields));
            case Expression.Or or -> or.operands().forEach(operand -> terms(operand, false, fields));
            case Expression.Relation relation -> {
                boolean orders = switch (relation.relator()) {
                    case GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL -> true;
                    case EQUAL, NOT_EQUAL, SIMILAR, NOT_SIMILAR, CONTAINS -> false;
                };
                terms(relation.left(), orders, fields);
                terms(relation.right(), orders, fields);
            }
            case Operand.GetAge age -> terms(age.date(), ordered, fields);
            case Operand.GetDayDiff diff -> terms(diff.date(), ordered, fields);
            case Operand.DataVar dataVar -> {
                if (ordered) {
                    fields.add(dataVar.text());
                }
            }
            case Operand.Literal ignored -> {}
            case Operand.LocalVar ignored -> {}
        }
    }
}
