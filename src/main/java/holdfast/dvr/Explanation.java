package holdfast.dvr;

import holdfast.dvr.Operand.DataVar;
import holdfast.dvr.Scope.Meaning;
import holdfast.dvr.Statement.If;
import holdfast.dvr.Statement.Output;
import holdfast.dvr.Value.Scalar;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request would tell its verifier, for every way that data may take through it. Made from the query alone: it
 * holds for any data. The wording is not here.
 *
 * @param branches each way through the query, at least one
 * @param complete false when there are more ways than {@link #MOST_BRANCHES}; then {@link #outputs}, and which side of each
 *     {@code if} is taken, are what bounds the verifier's knowledge
 * @param outputs every output statement of the query, in the order of the text
 */
public record Explanation(List<Branch> branches, boolean complete, List<Output> outputs) {
    /** How many ways through a query are told apart. */
    public static final int MOST_BRANCHES = 64;

    public Explanation {
        branches = List.copyOf(branches);
        outputs = List.copyOf(outputs);
    }

    public static Explanation of(Query query) {
        return new BranchWalk(null).explain(query);
    }

    /**
     * The one way that an evaluation of the query took. After an error it ends where the evaluation did not decide any
     * more.
     */
    public static Branch taken(Query query, List<Evaluation.Taken> taken) {
        return new BranchWalk(List.copyOf(taken)).explain(query).branches().getFirst();
    }

    /**
     * One way through the query.
     *
     * @param decisions the side of each {@code if} on the way; the verifier learns them too
     * @param learns what the verifier learns, in the order of the outputs
     * @param read every path that is read on the way, in order
     * @param scopes what each name means, at the place of each condition on the way
     */
    public record Branch(List<Decision> decisions, List<Learned> learns, List<DataVar> read, Map<Place, Scope> scopes) {
        public Branch {
            decisions = List.copyOf(decisions);
            learns = List.copyOf(learns);
            read = List.copyOf(read);
            scopes = Map.copyOf(scopes);
        }

        /**
         * Whether this way is taken when all comparisons of an evaluation hold, and only then: one decision, whose
         * condition joins each of them by {@code and}.
         */
        public boolean isTakenWhenAllHold(Evaluation evaluation) {
            Set<Place> compared = new HashSet<>();
            for (Evaluation.Condition condition : evaluation.conditions()) {
                if (condition.expression() instanceof Expression.Relation relation) {
                    compared.add(relation.place());
                }
            }
            return decisions.size() == 1
                    && decisions.getFirst().then()
                    && decisions.getFirst().joined().equals(compared);
        }

        /** The paths that are read and whose values the verifier does not see. */
        public List<DataVar> readButNotShown() {
            Set<String> shown = new HashSet<>();
            for (Learned learned : learns) {
                // A number of years or days is less than the date it comes from.
                if (learned.what() instanceof FieldValue value) {
                    shown.add(value.field().subject());
                }
            }
            return read.stream()
                    .filter(dataVar -> !shown.contains(dataVar.subject()))
                    .toList();
        }
    }

    /**
     * One side of an {@code if}.
     *
     * @param open whether the other side is possible as well, as far as the query alone shows
     */
    public record Decision(If branch, boolean then, Meaning condition, boolean open) {
        /** The comparisons that the condition joins by {@code and}, also through names; none when it has an {@code or}. */
        private Set<Place> joined() {
            Set<Place> relations = new HashSet<>();
            Set<Meaning> seen = new HashSet<>();
            Deque<Meaning> names = new ArrayDeque<>(List.of(condition));
            while (!names.isEmpty()) {
                Meaning meaning = names.removeFirst();
                Deque<Term> terms = new ArrayDeque<>();
                if (seen.add(meaning)) {
                    terms.add(meaning.term());
                }
                while (!terms.isEmpty()) {
                    switch (terms.removeFirst()) {
                        case Expression.And and -> terms.addAll(and.operands());
                        case Expression.Relation relation -> relations.add(relation.place());
                        case Operand.LocalVar name -> {
                            Meaning named = meaning.scope().meaning(name.name());
                            if (named == null) {
                                return Set.of();
                            }
                            names.add(named);
                        }
                        default -> {
                            return Set.of();
                        }
                    }
                }
            }
            return relations;
        }
    }

    /** What one output tells. */
    public record Learned(Output output, What what) {
        public String key() {
            return output.key();
        }
    }

    /** The kind of thing that an output tells. */
    public sealed interface What {}

    /** A value that the request itself gives. It tells nothing but the branch. */
    public record Fixed(Scalar value) implements What {}

    /** The value of a field, in clear. */
    public record FieldValue(DataVar field) implements What {}

    /**
     * A number of years or days.
     *
     * @param number its term is a {@link Operand.DateFunction}
     * @param fields the paths of the dates
     */
    public record FromDates(Meaning number, List<DataVar> fields) implements What {}

    /**
     * Whether a condition holds.
     *
     * @param condition its term is an {@link Expression}
     * @param fields every path that it depends on
     * @param known the answer, where taking this branch already says it; null otherwise
     */
    public record YesOrNo(
            Meaning condition,
            List<DataVar> fields,
            @Nullable Boolean known) implements What {}

    /** Nothing: the name was never assigned on this way, and the evaluation ends with an error. */
    public record Unassigned(String name) implements What {}
}
