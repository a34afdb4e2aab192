package holdfast.dvr;

import holdfast.dvr.Explanation.Branch;
import holdfast.dvr.Explanation.Decision;
import holdfast.dvr.Finding.Code;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names, outputs and branches: what is never reached, never used or always replaced. */
final class LintFlow {
    private final List<Finding> findings;

    private LintFlow(List<Finding> findings) {
        this.findings = findings;
    }

    static void check(Query query, List<Finding> findings) {
        LintFlow lint = new LintFlow(findings);
        lint.unused(query.statements(), used(query.statements()));
        lint.assigned(query.statements(), new Names());
        lint.overwritten(query.statements());
        lint.branches(query);
    }

    private static Set<String> used(List<Statement> statements) {
        Set<String> used = new HashSet<>();
        Query.forEachTerm(statements, term -> addName(term, used));
        return used;
    }

    private static Set<String> used(Statement statement) {
        return used(List.of(statement));
    }

    private static void addName(Term term, Set<String> names) {
        if (term instanceof Operand.LocalVar localVar) {
            names.add(localVar.name());
        }
    }

    private void unused(List<Statement> statements, Set<String> used) {
        for (Statement statement : statements) {
            switch (statement) {
                case Statement.Assign assign -> {
                    if (!used.contains(assign.name())) {
                        findings.add(Finding.of(Code.UNUSED_ASSIGNMENT, assign.place(), assign.name()));
                    }
                }
                case Statement.Output ignored -> {}
                case Statement.If branch -> {
                    unused(branch.block(true), used);
                    unused(branch.block(false), used);
                }
            }
        }
    }

    /** Names that have a value for sure, and those that have one on some way. */
    private record Names(Set<String> surely, Set<String> maybe) {
        Names() {
            this(new HashSet<>(), new HashSet<>());
        }

        Names copy() {
            return new Names(new HashSet<>(surely), new HashSet<>(maybe));
        }

        void add(String name) {
            surely.add(name);
            maybe.add(name);
        }
    }

    private void assigned(List<Statement> statements, Names names) {
        for (Statement statement : statements) {
            switch (statement) {
                case Statement.Assign assign -> {
                    Query.forEachTerm(assign.value(), term -> need(term, names));
                    names.add(assign.name());
                }
                case Statement.Output output -> need(output.value(), names);
                case Statement.If branch -> {
                    Query.forEachTerm(branch.condition(), term -> need(term, names));
                    Names other = names.copy();
                    assigned(branch.block(true), names);
                    assigned(branch.block(false), other);
                    names.surely().retainAll(other.surely());
                    names.maybe().addAll(other.maybe());
                }
            }
        }
    }

    private void need(Term term, Names names) {
        if (term instanceof Operand.LocalVar localVar && !names.surely().contains(localVar.name())) {
            Code code = names.maybe().contains(localVar.name()) ? Code.MAYBE_UNASSIGNED : Code.UNASSIGNED;
            findings.add(Finding.of(code, localVar.place(), localVar.name()));
            // Once for each name.
            names.add(localVar.name());
        }
    }

    /** Within one block: assignments that nothing reads before the next, and outputs that a later one replaces. */
    private void overwritten(List<Statement> block) {
        Map<String, Statement.Assign> pending = new HashMap<>();
        Map<String, Statement> shown = new LinkedHashMap<>();
        for (Statement statement : block) {
            used(statement).forEach(pending::remove);
            switch (statement) {
                case Statement.Assign assign -> {
                    Statement.Assign before = pending.put(assign.name(), assign);
                    if (before != null) {
                        findings.add(Finding.of(Code.OVERWRITTEN_ASSIGNMENT, before.place(), before.name()));
                    }
                }
                case Statement.Output output -> {
                    Statement before = shown.put(output.key(), output);
                    if (before != null) {
                        findings.add(Finding.of(Code.OVERWRITTEN_OUTPUT, before.place(), output.key()));
                    }
                }
                case Statement.If branch -> {
                    overwritten(branch.block(true));
                    overwritten(branch.block(false));
                    outputsOf(branch, shown);
                }
            }
        }
    }

    /** Outputs inside an {@code if} are replaced for sure by a later one outside of it. */
    private static void outputsOf(Statement.If branch, Map<String, Statement> shown) {
        for (boolean side : new boolean[] {true, false}) {
            for (Statement statement : branch.block(side)) {
                switch (statement) {
                    case Statement.Assign ignored -> {}
                    case Statement.Output output -> shown.put(output.key(), output);
                    case Statement.If inner -> outputsOf(inner, shown);
                }
            }
        }
    }

    private void branches(Query query) {
        Explanation explanation = Explanation.of(query);
        if (!explanation.complete()) {
            return; // Nothing can be said about what was not walked.
        }
        Map<Place, Statement.If> reached = new LinkedHashMap<>();
        Map<Place, Set<Boolean>> sides = new HashMap<>();
        boolean result = false;
        boolean silent = false;
        for (Branch branch : explanation.branches()) {
            for (Decision decision : branch.decisions()) {
                reached.put(decision.branch().place(), decision.branch());
                sides.computeIfAbsent(decision.branch().place(), ignored -> new HashSet<>())
                        .add(decision.then());
            }
            silent |= branch.learns().isEmpty();
            result |= branch.learns().stream().anyMatch(learned -> learned.key().equals(Evaluation.RESULT));
        }
        reached.forEach((place, branch) -> {
            Set<Boolean> taken = sides.getOrDefault(place, Set.of());
            for (boolean side : new boolean[] {true, false}) {
                if (!taken.contains(side) && (side || branch.otherwise() != null)) {
                    findings.add(Finding.of(Code.DEAD_BRANCH, place, side ? "then" : "else"));
                }
            }
        });
        if (silent) {
            findings.add(Finding.of(Code.NO_OUTPUT, Place.ROOT));
        }
        if (!result) {
            findings.add(Finding.of(Code.NO_RESULT, Place.ROOT));
        }
    }
}
