package holdfast.dvr;

import holdfast.dvr.Explanation.Branch;
import holdfast.dvr.Explanation.Decision;
import holdfast.dvr.Explanation.FieldValue;
import holdfast.dvr.Explanation.Fixed;
import holdfast.dvr.Explanation.FromDates;
import holdfast.dvr.Explanation.Learned;
import holdfast.dvr.Explanation.Unassigned;
import holdfast.dvr.Explanation.What;
import holdfast.dvr.Explanation.YesOrNo;
import holdfast.dvr.Operand.DataVar;
import holdfast.dvr.Scope.Meaning;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks every way through a query, with names for values. */
final class BranchWalk {
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<Integer, List<DataVar>> fields = new HashMap<>();
    private final List<Statement.Output> outputs = new ArrayList<>();
    private final @Nullable List<Evaluation.Taken> guide;
    private boolean complete = true;

    /** @param guide the only way to walk; null for all */
    BranchWalk(@Nullable List<Evaluation.Taken> guide) {
        this.guide = guide;
    }

    /** One way, as far as it was walked. */
    private static final class Way {
        Scope scope = Scope.EMPTY;
        final List<Decision> decisions = new ArrayList<>();
        final Map<Integer, Boolean> decided = new HashMap<>();
        final SequencedMap<String, Learned> learns = new LinkedHashMap<>();
        final SequencedMap<String, DataVar> read = new LinkedHashMap<>();
        final Map<Place, Scope> scopes = new HashMap<>();

        Way copy() {
            Way copy = new Way();
            copy.scope = scope;
            copy.decisions.addAll(decisions);
            copy.decided.putAll(decided);
            copy.learns.putAll(learns);
            copy.read.putAll(read);
            copy.scopes.putAll(scopes);
            return copy;
        }
    }

    Explanation explain(Query query) {
        collectOutputs(query.statements());
        List<Branch> branches = new ArrayList<>();
        for (Way way : run(query.statements(), List.of(new Way()))) {
            branches.add(new Branch(
                    way.decisions,
                    way.learns.values().stream()
                            .map(learned -> answered(learned, way))
                            .toList(),
                    List.copyOf(way.read.values()),
                    way.scopes));
        }
        return new Explanation(branches, complete, outputs);
    }

    /** Taking a side of an {@code if} answers its condition wherever else it is output. */
    private static Learned answered(Learned learned, Way way) {
        return learned.what() instanceof YesOrNo yesOrNo
                ? new Learned(
                        learned.output(),
                        new YesOrNo(
                                yesOrNo.condition(),
                                yesOrNo.fields(),
                                way.decided.get(yesOrNo.condition().id())))
                : learned;
    }

    private void collectOutputs(List<Statement> statements) {
        for (Statement statement : statements) {
            switch (statement) {
                case Statement.Assign ignored -> {}
                case Statement.Output output -> outputs.add(output);
                case Statement.If branch -> {
                    collectOutputs(branch.block(true));
                    collectOutputs(branch.block(false));
                }
            }
        }
    }

    private List<Way> run(List<Statement> statements, List<Way> ways) {
        List<Way> current = ways;
        for (Statement statement : statements) {
            switch (statement) {
                case Statement.Assign assign ->
                    current.forEach(way -> {
                        Meaning value = meaning(assign.value(), way);
                        if (value != null) {
                            way.scope = way.scope.with(assign.name(), value);
                        }
                    });
                case Statement.Output output ->
                    current.forEach(way -> way.learns.put(
                            output.key(), new Learned(output, what(output.value(), meaning(output.value(), way)))));
                case Statement.If branch -> current = fork(branch, current);
            }
        }
        return current;
    }

    private List<Way> fork(Statement.If branch, List<Way> ways) {
        List<Way> after = new ArrayList<>();
        int remaining = ways.size();
        for (Way way : ways) {
            remaining--;
            Meaning condition = meaning(branch.condition(), way);
            if (condition == null) {
                // A name without a value: the evaluation ends here, with an error.
                after.add(way);
                continue;
            }
            Boolean known = way.decided.get(condition.id());
            if (known == null) {
                known = condition.constant();
            }
            if (guide != null) {
                int next = way.decisions.size();
                after.addAll(
                        next < guide.size()
                                ? side(branch, way, condition, guide.get(next).then(), known == null)
                                : List.of(way));
            } else if (known != null) {
                after.addAll(side(branch, way, condition, known, false));
            } else if (after.size() + 2 + remaining > Explanation.MOST_BRANCHES) {
                complete = false;
                after.addAll(side(branch, way, condition, true, true));
            } else {
                Way other = way.copy();
                after.addAll(side(branch, way, condition, true, true));
                after.addAll(side(branch, other, condition, false, true));
            }
        }
        if (after.size() > Explanation.MOST_BRANCHES) {
            complete = false;
            return new ArrayList<>(after.subList(0, Explanation.MOST_BRANCHES));
        }
        return after;
    }

    private List<Way> side(Statement.If branch, Way way, Meaning condition, boolean then, boolean open) {
        way.decided.put(condition.id(), then);
        way.decisions.add(new Decision(branch, then, condition, open));
        return run(branch.block(then), List.of(way));
    }

    /** What a term means on this way; null when it is a name that was never assigned. Notes what it reads. */
    private @Nullable Meaning meaning(Term term, Way way) {
        Query.forEachTerm(term, inner -> {
            if (inner instanceof DataVar dataVar) {
                way.read.putIfAbsent(dataVar.text(), dataVar);
            } else if (inner instanceof Expression) {
                way.scopes.put(inner.place(), way.scope);
            }
        });
        if (term instanceof Operand.LocalVar localVar) {
            return way.scope.meaning(localVar.name());
        }
        StringBuilder key = new StringBuilder();
        key(term, way.scope, key);
        int id = ids.computeIfAbsent(key.toString(), ignored -> ids.size());
        return new Meaning(term, way.scope, id, Constants.value(term, way.scope));
    }

    /** One text for terms that mean the same: as printed, but names as the ids of what they mean. */
    private static void key(Term term, Scope scope, StringBuilder key) {
        switch (term) {
            case Expression.And and -> keys("and", and.operands(), scope, key);
            case Expression.Or or -> keys("or", or.operands(), scope, key);
            case Expression.Relation relation ->
                keys(
                        relation.relator().symbol()
                                + relation.effectiveQuantifier().symbol(),
                        List.of(relation.left(), relation.right()),
                        scope,
                        key);
            case Operand.LocalVar localVar -> {
                Meaning meaning = scope.meaning(localVar.name());
                key.append('#').append(meaning == null ? "?" : Integer.toString(meaning.id()));
            }
            case Operand.GetAge age -> keys("age" + age.format().symbol(), List.of(age.date()), scope, key);
            case Operand.GetDayDiff diff ->
                keys(
                        "days" + diff.format().symbol(),
                        diff.reference() == null ? List.of(diff.date()) : List.of(diff.date(), diff.reference()),
                        scope,
                        key);
            case Operand.Literal literal -> key.append(QueryPrinter.print(literal));
            case DataVar dataVar -> key.append(QueryPrinter.print(dataVar));
        }
    }

    private static void keys(String operator, List<? extends Term> operands, Scope scope, StringBuilder key) {
        key.append(operator).append('(');
        for (Term operand : operands) {
            key(operand, scope, key);
            key.append(',');
        }
        key.append(')');
    }

    private What what(Operand.Showable value, @Nullable Meaning meaning) {
        if (meaning == null) {
            return new Unassigned(((Operand.LocalVar) value).name());
        }
        return switch (meaning.term()) {
            case Operand.Literal literal -> new Fixed(literal.value());
            case DataVar dataVar -> new FieldValue(dataVar);
            case Operand.DateFunction ignored -> new FromDates(meaning, fields(meaning));
            case Expression ignored -> new YesOrNo(meaning, fields(meaning), null);
        };
    }

    /** Every path that a meaning depends on, in order. */
    private List<DataVar> fields(Meaning meaning) {
        List<DataVar> known = fields.get(meaning.id());
        if (known != null) {
            return known;
        }
        SequencedMap<String, DataVar> found = new LinkedHashMap<>();
        // Not by recursion: names that use names may form a chain as long as the query.
        Set<Integer> seen = new HashSet<>();
        Deque<Meaning> open = new ArrayDeque<>(List.of(meaning));
        while (!open.isEmpty()) {
            Meaning next = open.removeFirst();
            if (seen.add(next.id())) {
                collect(next, found, open);
            }
        }
        List<DataVar> list = List.copyOf(found.values());
        fields.put(meaning.id(), list);
        return list;
    }

    private static void collect(Meaning meaning, SequencedMap<String, DataVar> found, Deque<Meaning> open) {
        Query.forEachTerm(meaning.term(), inner -> {
            if (inner instanceof DataVar dataVar) {
                found.putIfAbsent(dataVar.text(), dataVar);
            } else if (inner instanceof Operand.LocalVar localVar) {
                Meaning named = meaning.scope().meaning(localVar.name());
                if (named != null) {
                    open.addLast(named);
                }
            }
        });
    }
}
