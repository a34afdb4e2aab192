package holdfast.demo;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.credential.Tag;
import holdfast.dvr.DateFormat;
import holdfast.dvr.DayCount;
import holdfast.dvr.Evaluation;
import holdfast.dvr.Evaluator;
import holdfast.dvr.Expression;
import holdfast.dvr.Finding;
import holdfast.dvr.Lint;
import holdfast.dvr.Operand;
import holdfast.dvr.Path;
import holdfast.dvr.Quantifier;
import holdfast.dvr.Query;
import holdfast.dvr.Relator;
import holdfast.dvr.Statement;
import holdfast.dvr.Term;
import holdfast.issuing.Issuer;
import holdfast.json.JsonValue.JsonObject;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private final Samples samples = Samples.load();

    @Test
    void samples_areAtLeastFivePeopleAndEightRequests() {
        assertThat(samples.credentials().values().stream()
                        .map(Samples.Credential::person)
                        .distinct())
                .hasSizeGreaterThanOrEqualTo(5);
        assertThat(samples.requests()).hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void credentials_markersAllHaveAnEffect() {
        samples.credentials()
                .values()
                .forEach(credential -> assertThat(Issuer.idleMarkers(credential.data()))
                        .as(credential.id())
                        .isEmpty());
    }

    @Test
    void requests_evaluateOnEachOfTheirAnswers() throws Exception {
        for (Samples.Request request : samples.requests().values()) {
            Query query = query(request);
            assertThat(request.answers()).as(request.id()).isNotEmpty();
            for (SortedMap<Tag, String> answer : request.answers()) {
                SortedMap<Tag, JsonObject> data = new TreeMap<>();
                answer.forEach(
                        (tag, id) -> data.put(tag, samples.credentials().get(id).data()));
                assertThat(Evaluator.evaluate(query, data, LocalDate.of(2026, 11, 20), DayCount.GREGORIAN))
                        .as(request.id() + " on " + answer)
                        .isInstanceOf(Evaluation.Evaluated.class);
            }
        }
    }

    @Test
    void requests_haveNoErrorsByLint() throws Exception {
        for (Samples.Request request : samples.requests().values()) {
            assertThat(Lint.check(query(request), DayCount.GREGORIAN))
                    .as(request.id())
                    .noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
        }
    }

    /** What the language has, and how the samples use it. */
    @Test
    void requests_coverEveryConstructOfTheLanguage() throws Exception {
        Set<Object> used = new HashSet<>();
        for (Samples.Request request : samples.requests().values()) {
            Query query = query(request);
            used.add(query.tags().size() > 1 ? "several credentials" : "one credential");
            statements(query.statements(), used, 0);
        }
        assertThat(used).contains((Object[]) Relator.values());
        assertThat(used).contains((Object[]) Quantifier.values());
        assertThat(used).contains((Object[]) DateFormat.values());
        assertThat(used)
                .contains(
                        "several credentials",
                        "one credential",
                        "assign",
                        "output of Literal",
                        "output of DataVar",
                        "output of LocalVar",
                        "if",
                        "else",
                        "nested if",
                        "And",
                        "Or",
                        "name as condition",
                        "literal on the left",
                        "two fields compared",
                        "name for a field",
                        "GetAge",
                        "GetDayDiff to the reference date",
                        "GetDayDiff between two dates",
                        Path.Segment.Name.class,
                        Path.Segment.Index.class,
                        Path.Segment.Each.class,
                        Path.Segment.Filter.class);
    }

    private static void statements(List<Statement> statements, Set<Object> used, int depth) {
        for (Statement statement : statements) {
            switch (statement) {
                case Statement.Assign assign -> {
                    used.add("assign");
                    if (assign.value() instanceof Operand.DataVar) {
                        used.add("name for a field");
                    }
                    term(assign.value(), used);
                }
                case Statement.Output output -> {
                    used.add("output of " + output.value().getClass().getSimpleName());
                    term(output.value(), used);
                }
                case Statement.If branch -> {
                    used.add(depth == 0 ? "if" : "nested if");
                    if (branch.otherwise() != null) {
                        used.add("else");
                    }
                    term(branch.condition(), used);
                    statements(branch.block(true), used, depth + 1);
                    statements(branch.block(false), used, depth + 1);
                }
            }
        }
    }

    private static void term(Term term, Set<Object> used) {
        switch (term) {
            case Expression.And and -> {
                used.add("And");
                and.operands().forEach(operand -> condition(operand, used));
            }
            case Expression.Or or -> {
                used.add("Or");
                or.operands().forEach(operand -> condition(operand, used));
            }
            case Expression.Relation relation -> {
                used.add(relation.relator());
                if (relation.quantifier() != null) {
                    used.add(relation.quantifier());
                }
                if (relation.left() instanceof Operand.Literal) {
                    used.add("literal on the left");
                }
                if (relation.left() instanceof Operand.DataVar && relation.right() instanceof Operand.DataVar) {
                    used.add("two fields compared");
                }
                term(relation.left(), used);
                term(relation.right(), used);
            }
            case Operand.DataVar dataVar -> dataVar.path().segments().forEach(segment -> used.add(segment.getClass()));
            case Operand.GetAge age -> {
                used.add("GetAge");
                used.add(age.format());
                term(age.date(), used);
            }
            case Operand.GetDayDiff diff -> {
                used.add(
                        diff.reference() == null ? "GetDayDiff to the reference date" : "GetDayDiff between two dates");
                used.add(diff.format());
                term(diff.date(), used);
            }
            case Operand.Literal ignored -> {}
            case Operand.LocalVar ignored -> {}
        }
    }

    private static void condition(Expression expression, Set<Object> used) {
        if (expression instanceof Operand.LocalVar) {
            used.add("name as condition");
        }
        term(expression, used);
    }

    private static Query query(Samples.Request request) throws Exception {
        return Query.parse(request.query(), request.kinds().keySet());
    }
}
