package holdfast.dvr;

import holdfast.credential.Tag;
import holdfast.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks for what a query's author probably did not mean. The findings are in the order of their severity, then of the query. */
public final class Lint {
    private Lint() {}

    /**
     * Looks at a query alone.
     *
     * @param days how the proof system counts days; null where it is not known
     */
    public static List<Finding> check(Query query, @Nullable DayCount days) {
        return check(query, days, null);
    }

    /**
     * Looks at a query, with data it is meant for.
     *
     * @param days how the proof system counts days; null where it is not known
     * @param data sample data of each credential; null to look at the query alone
     */
    public static List<Finding> check(Query query, @Nullable DayCount days, @Nullable Map<Tag, JsonObject> data) {
        List<Finding> findings = new ArrayList<>();
        DataReader reader = data == null ? null : new DataReader(data);
        LintTypes.check(query, days, reader, findings);
        LintFlow.check(query, findings);
        LintConditions.check(query, findings);
        LintPrivacy.check(query, reader, findings);
        if (data != null) {
            for (Problem problem : Evaluator.fieldProblems(query, data)) {
                findings.add(new Finding(Finding.Code.DATA_PROBLEM, problem.place(), List.of(), problem));
            }
        }
        // Stable: within a severity, first what the query alone shows, in its order.
        Map<Place, Integer> order = new HashMap<>();
        for (Place place : places(query)) {
            order.putIfAbsent(place, order.size());
        }
        findings.sort(Comparator.comparing(Finding::severity)
                .thenComparing(finding -> order.getOrDefault(finding.place(), order.size())));
        return List.copyOf(findings);
    }

    private static List<Place> places(Query query) {
        List<Place> places = new ArrayList<>(List.of(Place.ROOT));
        places(query.statements(), places);
        return places;
    }

    private static void places(List<Statement> statements, List<Place> places) {
        for (Statement statement : statements) {
            places.add(statement.place());
            switch (statement) {
                case Statement.Assign assign -> Query.forEachTerm(assign.value(), term -> places.add(term.place()));
                case Statement.Output output -> Query.forEachTerm(output.value(), term -> places.add(term.place()));
                case Statement.If branch -> {
                    Query.forEachTerm(branch.condition(), term -> places.add(term.place()));
                    places(branch.block(true), places);
                    places(branch.block(false), places);
                }
            }
        }
    }
}
