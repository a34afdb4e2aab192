package holdfast.dvr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.credential.Tag;
import holdfast.dvr.Evaluation.Evaluated;
import holdfast.dvr.Evaluation.Failed;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.testing.Mutations;
import holdfast.testing.QueryCases;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random queries on random data. The seed of a failing case is in the message. */
class QueryPropertiesTest {
    private static final int CASES = 3_000;
    private static final int MUTATIONS = 100_000;

    @Test
    void query_parsedPrintedParsed_isTheSame() throws Exception {
        for (int seed = 0; seed < CASES; seed++) {
            QueryCases.Case random = QueryCases.next(new SplittableRandom(seed), 0.05);
            Query query = Query.parse(random.query(), random.data().keySet());
            assertThat(Query.parse(query.print(), random.data().keySet()))
                    .as("seed %d", seed)
                    .isEqualTo(query);
            assertThat(query.print())
                    .as("seed %d", seed)
                    .isEqualTo(random.query()
                            .replace(":-0", ":0")
                            .replace("[-0", "[0")
                            .replace(",-0", ",0"));
        }
    }

    @Test
    void evaluator_fittingData_agreesWithTheNaiveOne() throws Exception {
        Map<String, Integer> seen = agree(0, 0);
        assertThat(seen).as("a case without faults evaluates").containsOnlyKeys("evaluated");
    }

    @Test
    void evaluator_unfitData_agreesWithTheNaiveOne() throws Exception {
        Map<String, Integer> seen = agree(1_000_000, 0.04);
        assertThat(seen)
                .as("the generator reaches every error of an evaluation")
                .containsOnlyKeys(
                        "evaluated",
                        "UnexpectedValueError",
                        "DataVariableResolutionError",
                        "DataVariableNotPublicError",
                        "ArrayComparisonNotSupportedError",
                        "LocalVarParsingError");
        assertThat(seen.get("evaluated")).isGreaterThan(CASES / 5);
    }

    private static Map<String, Integer> agree(int firstSeed, double faults) throws Exception {
        Map<String, Integer> seen = new TreeMap<>();
        for (int seed = firstSeed; seed < firstSeed + CASES; seed++) {
            QueryCases.Case random = QueryCases.next(new SplittableRandom(seed), faults);
            Query query = Query.parse(random.query(), random.data().keySet());
            DayCount days = seed % 2 == 0 ? DayCount.GREGORIAN : DayCount.FIXED_365;
            Evaluation evaluation = Evaluator.evaluate(query, random.data(), random.reference(), days);
            Map<String, JsonObject> byName = new HashMap<>();
            random.data().forEach((tag, object) -> byName.put(tag.name(), object));
            String naive = NaiveEvaluator.run(
                    random.query(),
                    byName,
                    random.reference().getYear(),
                    random.reference().getMonthValue(),
                    random.reference().getDayOfMonth(),
                    days == DayCount.GREGORIAN);
            assertThat(summary(evaluation))
                    .as("seed %d: %s on %s", seed, random.query(), random.data())
                    .isEqualTo(naive);
            seen.merge(evaluation instanceof Failed ? naive : "evaluated", 1, Integer::sum);
        }
        return seen;
    }

    private static String summary(Evaluation evaluation) {
        return switch (evaluation) {
            case Failed failed -> failed.problem().error().engineName();
            case Evaluated evaluated -> {
                StringBuilder text = new StringBuilder(JsonWriter.compact(evaluated.outputsJson()));
                evaluated.branches().forEach(taken -> text.append(taken.then() ? 'T' : 'F'));
                yield text.toString();
            }
        };
    }

    @Test
    void evaluation_fittingData_isOneOfTheExplainedBranches() throws Exception {
        for (int seed = 0; seed < CASES; seed++) {
            QueryCases.Case random = QueryCases.next(new SplittableRandom(seed), 0);
            Query query = Query.parse(random.query(), random.data().keySet());
            Explanation explanation = Explanation.of(query);
            Evaluated evaluated =
                    (Evaluated) Evaluator.evaluate(query, random.data(), random.reference(), DayCount.GREGORIAN);
            Explanation.Branch taken = Explanation.taken(query, evaluated.branches());
            assertThat(taken.learns().stream().map(Explanation.Learned::key))
                    .as("seed %d: %s", seed, random.query())
                    .containsExactlyElementsOf(evaluated.outputs().stream()
                            .map(Evaluation.OutputValue::key)
                            .toList());
            if (explanation.complete()) {
                assertThat(explanation.branches().stream().map(QueryPropertiesTest::sides))
                        .as("seed %d: %s", seed, random.query())
                        .contains(sides(taken));
            }
            for (int i = 0; i < taken.learns().size(); i++) {
                explained(seed, taken.learns().get(i), evaluated.outputs().get(i));
            }
        }
    }

    private static List<Evaluation.Taken> sides(Explanation.Branch branch) {
        return branch.decisions().stream()
                .map(decision -> new Evaluation.Taken(decision.branch().place(), decision.then()))
                .toList();
    }

    /** What was explained before is what the output then is. */
    private static void explained(int seed, Explanation.Learned learned, Evaluation.OutputValue output) {
        switch (learned.what()) {
            case Explanation.Fixed fixed ->
                assertThat(output.value()).as("seed %d", seed).isEqualTo(fixed.value());
            case Explanation.FieldValue ignored ->
                assertThat(output.basis()).as("seed %d", seed).containsAll(output.sources());
            case Explanation.FromDates ignored -> assertThat(output.value()).isInstanceOf(Value.Int.class);
            case Explanation.YesOrNo yesOrNo -> {
                assertThat(output.sources()).as("seed %d", seed).isEmpty();
                assertThat(output.value()).as("seed %d", seed).isInstanceOf(Value.Bool.class);
                if (yesOrNo.known() != null) {
                    assertThat(output.value()).as("seed %d", seed).isEqualTo(new Value.Bool(yesOrNo.known()));
                }
            }
            case Explanation.Unassigned unassigned -> throw new AssertionError("seed " + seed + ": " + unassigned);
        }
    }

    @Test
    void lint_randomQueries_findsNoErrorWhereTheDataFits() throws Exception {
        for (int seed = 0; seed < 1_000; seed++) {
            QueryCases.Case random = QueryCases.next(new SplittableRandom(seed), 0);
            Query query = Query.parse(random.query(), random.data().keySet());
            assertThat(Lint.check(query, DayCount.GREGORIAN, random.data()))
                    .as("seed %d: %s", seed, random.query())
                    .noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
        }
    }

    @Test
    void parser_mutatedQueries_refusesOrReads() {
        SplittableRandom random = new SplittableRandom(20_261_121);
        Map<EngineError, Integer> refused = new HashMap<>();
        int read = 0;
        for (int i = 0; i < MUTATIONS; ) {
            QueryCases.Case base = QueryCases.next(random.split(), 0);
            byte[] valid = base.query().getBytes(UTF_8);
            for (int n = 0; n < 50; n++, i++) {
                String text = new String(Mutations.mutate(valid, random), StandardCharsets.ISO_8859_1);
                try {
                    Query query = Query.parse(text, base.data().keySet());
                    assertThat(Query.parse(query.print(), base.data().keySet())).isEqualTo(query);
                    read++;
                } catch (QueryException e) {
                    refused.merge(e.error(), 1, Integer::sum);
                } catch (RuntimeException | StackOverflowError e) {
                    throw new AssertionError("not the parser's own: " + text, e);
                }
            }
        }
        assertThat(read).isGreaterThan(MUTATIONS / 50);
        assertThat(refused).hasSizeGreaterThan(12);
    }

    @Test
    void parser_manyTags_usesEach() throws Exception {
        boolean several = false;
        for (int seed = 0; seed < 200; seed++) {
            QueryCases.Case random = QueryCases.next(new SplittableRandom(seed), 0);
            Query query = Query.parse(random.query(), random.data().keySet());
            several |= query.dataVars().stream()
                            .map(Operand.DataVar::tag)
                            .distinct()
                            .count()
                    > 1;
            assertThat(query.dataVars()).allMatch(dataVar -> random.data().containsKey(dataVar.tag()));
            assertThat(random.data().containsKey(Tag.NONE))
                    .isEqualTo(random.data().size() == 1 && !random.data().containsKey(new Tag("bank")));
        }
        assertThat(several).isTrue();
    }
}
