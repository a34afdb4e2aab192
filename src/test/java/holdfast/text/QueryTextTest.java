package holdfast.text;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.credential.Tag;
import holdfast.demo.Samples;
import holdfast.dvr.DayCount;
import holdfast.dvr.Evaluation;
import holdfast.dvr.Evaluator;
import holdfast.dvr.Explanation;
import holdfast.dvr.Finding;
import holdfast.dvr.Lint;
import holdfast.dvr.Query;
import holdfast.dvr.QueryException;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.testing.QueryCases;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class QueryTextTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'>=':[{'get_age':[{'dvar':'person.dateOfBirth'},'DD/MM/YYYY']},21]}"
                        + " | “date of birth” makes you at least 21 years old on 21 November 2026"
                        + " | menurut “date of birth”, Anda sudah berusia 21 tahun atau lebih pada 21 November 2026",
                "{'>':[{'get_age':[{'dvar':'hiredOn'},'DD/MM/YYYY']},5]}"
                        + " | the number of full years between “hired on” and 21 November 2026 is more than 5"
                        + " | jumlah tahun penuh antara “hired on” dan 21 November 2026 lebih dari 5",
                "{'<=':[{'get_day_diff':[{'dvar':'sampledOn'},'MM/DD/YYYY']},1]}"
                        + " | “sampled on” is at most 1 day before 21 November 2026, or later"
                        + " | “sampled on” paling banyak 1 hari sebelum 21 November 2026, atau setelahnya",
                "{'<':[{'get_day_diff':[{'dvar':'validUntil'},'17.08.2027','DD/MM/YYYY']},-30]}"
                        + " | “valid until” is more than 30 days after 17 August 2027"
                        + " | “valid until” lebih dari 30 hari setelah 17 Agustus 2027",
                "{'<':[12345678,{'dvar':'income.monthly'}]}"
                        + " | “monthly” is more than 12,345,678 | “monthly” lebih dari 12.345.678",
                "{'==':[{'dvar':'a'},-1000]} | “a” is −1,000 | “a” sama dengan −1.000",
                "{'==':[{'dvar':'bcaDocID'},'D 1']} | “bca doc ID” is exactly “D 1” | “bca doc ID” persis “D 1”",
                "{'!=':[{'dvar':'suspended'},true]} | “suspended” is no | “suspended” bernilai tidak",
                "{'>=':[{'dvar':'accounts[?primary].balance'},5,'or']}"
                        + " | at least one “balance” in “accounts” where “primary” is yes is at least 5"
                        + " | sedikitnya satu “balance” pada “accounts” yang bertanda “primary” paling sedikit 5",
                "{'~contains':[{'dvar':'languages'},'ish','and']}"
                        + " | every entry of “languages” contains “ish” (capital or small letters do not matter)"
                        + " | setiap butir “languages” memuat “ish” (huruf besar atau kecil tidak dibedakan)",
                "{'==':[{'dvar':'panel[0].substance'},'x']}"
                        + " | “substance” in entry 1 of “panel” is exactly “x”"
                        + " | “substance” dalam butir ke-1 dari “panel” persis “x”",
                "{'==':[{'dvar':'savings.balance'},{'dvar':'checking.balance'}]}"
                        + " | “balance” (savings) is the same as “balance” (checking)"
                        + " | “balance” (savings) sama dengan “balance” (checking)",
            })
    void condition_isAPlainSentence(String condition, String english, String indonesian) throws Exception {
        Query query = query("[{'assign':{'x':" + condition + "}},{'output':{'result':{'lvar':'x'}}}]");
        assertThat(new QueryText(Language.ENGLISH, query, TODAY)
                        .branches()
                        .getFirst()
                        .learns()
                        .getFirst()
                        .text())
                .isEqualTo("“result”: yes or no – whether " + english);
        assertThat(new QueryText(Language.INDONESIAN, query, TODAY)
                        .branches()
                        .getFirst()
                        .learns()
                        .getFirst()
                        .text())
                .isEqualTo("“result”: ya atau tidak – apakah " + indonesian);
    }

    @Test
    void branches_ofTheLoanSample_tellWhatEachShows() {
        Samples.Request loan = Samples.load().requests().get("loan");
        QueryText text = new QueryText(Language.ENGLISH, parse(loan), TODAY);
        List<QueryText.BranchText> branches = text.branches();
        assertThat(branches).hasSize(2);
        assertThat(branches.getFirst().when().getFirst().text()).isEqualTo("If all of these are true:");
        assertThat(branches.getLast().when().getFirst().text())
                .isEqualTo("If it is not so that all of these are true:");
        assertThat(branches.getFirst().learns())
                .map(Line::text)
                .containsExactly(
                        "“title”: “Personal loan”, as for everyone in this case",
                        "“result”: yes, since this case says whether all of these are true:",
                        "“name”: “first name”, shown as it is",
                        "“email”: “email”, shown as it is");
        assertThat(branches.getLast().learns())
                .map(Line::text)
                .containsExactly(
                        "“title”: “Personal loan”, as for everyone in this case",
                        "“result”: no, since this case says whether all of these are true:",
                        "“of_age”: yes or no – whether “date of birth” makes you at least 21 years old on 21 November"
                                + " 2026",
                        "“good_credit”: yes or no – whether all of these are true:");
        assertThat(branches.getFirst().kept())
                .containsExactly(
                        "“date of birth”",
                        "“score”",
                        "“defaults”",
                        "each “balance” in “accounts” where “primary” is yes");
        assertThat(text.notes())
                .containsExactly(
                        "A “no” is an answer too: whoever receives the proof learns it.",
                        "Which of these cases is yours can be seen from the proof.");
    }

    @Test
    void conditions_ofAnEvaluation_standBesideWhetherTheyHeld() throws Exception {
        Query query = query("[{'assign':{'d':{'dvar':'score'}}},{'assign':{'x':{'and':[{'>':[{'lvar':'d'},5]},"
                + "{'==':[{'dvar':'city'},'Bogor']}]}}},{'assign':{'d':{'dvar':'city'}}},"
                + "{'output':{'result':{'lvar':'x'}}}]");
        Evaluation evaluation = Evaluator.evaluate(
                query,
                Map.of(Tag.NONE, JsonReader.readObject("{\"score\":7,\"city\":\"Solo\"}", JsonLimits.STANDARD)),
                TODAY,
                DayCount.GREGORIAN);
        QueryText text = new QueryText(Language.ENGLISH, query, TODAY);
        assertThat(text.conditions(evaluation))
                .map(Line::text)
                .containsExactly("“score” is more than 5", "“city” is exactly “Bogor”", "all of these are true:");
        assertThat(text.conditions(evaluation).getFirst().fields()).containsExactly("score");
        assertThat(evaluation.conditions()).map(Evaluation.Condition::held).containsExactly(true, false, false);
    }

    @Test
    void names_thatRepeatEachOther_stayBounded() throws Exception {
        StringBuilder query = new StringBuilder("[{'assign':{'n0':{'==':[{'dvar':'a'},1]}}}");
        for (int i = 1; i < 200; i++) {
            String before = "{'lvar':'n" + (i - 1) + "'}";
            query.append(",{'assign':{'n" + i + "':{'or':[" + before + "," + before + "]}}}");
        }
        query.append(",{'if':{'condition':{'lvar':'n199'},'then':[{'output':{'result':{'lvar':'n199'}}}]}}]");
        QueryText text = new QueryText(Language.ENGLISH, query(query.toString()), TODAY);
        assertThat(text.branches()).hasSize(2);
        assertThat(text.branches().getFirst().learns().getFirst().indented().length())
                .isLessThan(50_000);
    }

    @Test
    void names_inALongChain_needLittleStack() throws Exception {
        StringBuilder text =
                new StringBuilder("[{'assign':{'n0':{'==':[{'dvar':'a'},1]}}},{'assign':{'d0':'01/01/2000'}}");
        for (int i = 1; i < 450; i++) {
            text.append(",{'assign':{'n" + i + "':{'and':[{'lvar':'n" + (i - 1) + "'}]}}}");
            String date = "{'lvar':'d" + (i - 1) + "'}";
            text.append(",{'assign':{'d" + i + "':{'get_day_diff':[" + date + "," + date + ",'DD/MM/YYYY']}}}");
        }
        text.append(",{'output':{'result':{'lvar':'n449'}}},{'output':{'d':{'lvar':'d449'}}}]");
        Query query = query(text.toString());
        List<Throwable> thrown = new java.util.concurrent.CopyOnWriteArrayList<>();
        Thread thread = new Thread(
                null,
                () -> {
                    Evaluator.evaluate(
                            query,
                            Map.of(
                                    Tag.NONE,
                                    holdfast.json.JsonValue.JsonObject.builder()
                                            .put("a", 1)
                                            .build()),
                            TODAY,
                            DayCount.GREGORIAN);
                    Lint.check(query, null);
                    QueryText sentences = new QueryText(Language.ENGLISH, query, TODAY);
                    sentences.branches();
                    sentences.statements();
                },
                "small stack",
                256 * 1024);
        thread.setUncaughtExceptionHandler((ignored, e) -> thrown.add(e));
        thread.start();
        thread.join();
        assertThat(thrown).isEmpty();
    }

    @Test
    void manyBranches_areCutAndSaidSo() throws Exception {
        StringBuilder query = new StringBuilder("[{'output':{'result':true}}");
        for (int i = 0; i < 10; i++) {
            query.append(",{'if':{'condition':{'==':[{'dvar':'a" + i + "'},1]},'then':[{'output':{'k" + i + "':1}}]}}");
        }
        QueryText text = new QueryText(Language.ENGLISH, query(query + "]"), TODAY);
        assertThat(text.complete()).isFalse();
        assertThat(text.branches()).hasSize(64);
        assertThat(text.outputs()).hasSize(11);
        assertThat(text.notes().getLast())
                .startsWith("This request has more cases than are listed.")
                .contains("learns whether each condition that decides your case held");
    }

    private static Evaluation.Evaluated evaluated(Query query, String data) throws Exception {
        return (Evaluation.Evaluated) Evaluator.evaluate(
                query, Map.of(Tag.NONE, JsonReader.readObject(data, JsonLimits.STANDARD)), TODAY, DayCount.GREGORIAN);
    }

    /** The sides that were taken are public in a proof: a request can ask by them without a single output. */
    @Test
    void ownCase_beyondThoseListed_isListedWithAllItsConditions() throws Exception {
        StringBuilder query = new StringBuilder("[{'output':{'result':true}}");
        for (int i = 1; i <= 12; i++) {
            query.append(
                    ",{'if':{'condition':{'>=':[{'dvar':'salary'}," + 1000 * i + "]},'then':[{'assign':{'t':1}}]}}");
        }
        Query parsed = query(query + "]");
        Evaluation.Evaluated evaluated = evaluated(parsed, "{\"salary\":5500}");
        QueryText text = new QueryText(Language.ENGLISH, parsed, TODAY);
        assertThat(text.branches()).hasSize(64).noneMatch(branch -> branch.isTakenBy(evaluated));
        assertThat(text.branches(evaluated)).hasSize(65);
        QueryText.BranchText own = text.branches(evaluated).getFirst();
        assertThat(own.isTakenBy(evaluated)).isTrue();
        assertThat(own.when().stream().map(Line::text))
                .hasSize(12)
                .contains("If “salary” is at least 5,000", "If it is not so that “salary” is at least 6,000");
    }

    private static boolean takenWhenAllHold(String statements) throws Exception {
        Query parsed = query("[{'output':{'result':true}}," + statements + "]");
        Evaluation evaluation = evaluated(parsed, "{\"a\":5,\"b\":5}");
        return Explanation.taken(parsed, evaluation.branches()).isTakenWhenAllHold(evaluation);
    }

    @Test
    void way_decidedByAllComparisonsTogether_isToldFromOthers() throws Exception {
        String both = "{'and':[{'==':[{'dvar':'a'},5]},{'>=':[{'dvar':'b'},1]}]}";
        String then = ",'then':[{'output':{'x':1}}]}}";
        assertThat(takenWhenAllHold("{'if':{'condition':" + both + then)).isTrue();
        assertThat(takenWhenAllHold("{'assign':{'n':" + both + "}},{'assign':{'m':{'lvar':'n'}}},"
                        + "{'if':{'condition':{'and':[{'lvar':'m'},{'lvar':'n'}]}" + then))
                .isTrue();
        // One of two is enough; another comparison decides nothing; it is the other side; there are two decisions.
        assertThat(takenWhenAllHold("{'if':{'condition':" + both.replace("and", "or") + then))
                .isFalse();
        assertThat(takenWhenAllHold("{'assign':{'n':{'==':[{'dvar':'a'},5]}}},{'if':{'condition':"
                        + "{'>=':[{'dvar':'b'},1]}" + then))
                .isFalse();
        assertThat(takenWhenAllHold("{'if':{'condition':" + both.replace("1]", "9]") + then))
                .isFalse();
        assertThat(takenWhenAllHold("{'if':{'condition':" + both + then + ",{'if':{'condition':" + both + then))
                .isFalse();
    }

    @Test
    void ownCase_amongThoseListed_isListedOnce() throws Exception {
        Query parsed =
                query("[{'if':{'condition':{'>=':[{'dvar':'salary'},1000]},'then':[{'output':{'result':true}}]}}]");
        Evaluation.Evaluated evaluated = evaluated(parsed, "{\"salary\":5500}");
        QueryText text = new QueryText(Language.ENGLISH, parsed, TODAY);
        assertThat(text.branches(evaluated)).hasSize(2);
        assertThat(text.branches(evaluated).stream().filter(branch -> branch.isTakenBy(evaluated)))
                .hasSize(1);
    }

    @Test
    void text_ofTheRequest_cannotPlayTricks() throws Exception {
        Query query = query("[{'output':{'result\\u202e':'a\\nb\\u0007'}}]");
        String line = new QueryText(Language.ENGLISH, query, TODAY)
                .statements()
                .getFirst()
                .text();
        assertThat(line).isEqualTo("The verifier is told “result\uFFFD”: “a\uFFFDb\uFFFD”");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void samples_areExplainedWithoutLeftovers(Language language) {
        ProblemText problems = new ProblemText(language);
        for (Samples.Request request : Samples.load().requests().values()) {
            Query query = parse(request);
            QueryText text = new QueryText(language, query, TODAY);
            text.statements().forEach(QueryTextTest::complete);
            for (QueryText.BranchText branch : text.branches()) {
                branch.when().forEach(QueryTextTest::complete);
                branch.learns().forEach(QueryTextTest::complete);
            }
            for (Finding finding : Lint.check(query, null)) {
                assertThat(problems.finding(finding)).doesNotContain("{", "}").endsWith(".");
                assertThat(problems.remedy(finding)).doesNotContain("{", "}").endsWith(".");
            }
        }
    }

    private static void complete(Line line) {
        assertThat(line.text()).doesNotContain("{", "}").isNotBlank();
        line.parts().forEach(QueryTextTest::complete);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void randomQueries_areExplained_whateverTheData(Language language) throws Exception {
        ProblemText problems = new ProblemText(language);
        for (int seed = 0; seed < 300; seed++) {
            QueryCases.Case random = QueryCases.next(new SplittableRandom(seed), 0.04);
            Query query = Query.parse(random.query(), random.data().keySet());
            QueryText text = new QueryText(language, query, random.reference());
            text.statements().forEach(QueryTextTest::complete);
            text.branches().forEach(branch -> branch.learns().forEach(QueryTextTest::complete));
            Evaluation evaluation = Evaluator.evaluate(query, random.data(), random.reference(), DayCount.GREGORIAN);
            assertThat(text.conditions(evaluation)).hasSameSizeAs(evaluation.conditions());
            if (evaluation instanceof Evaluation.Failed failed) {
                assertThat(problems.problem(failed.problem()))
                        .doesNotContain("{", "}")
                        .endsWith(".");
                failed.fieldProblems()
                        .forEach(
                                problem -> assertThat(problems.problem(problem)).endsWith("."));
            }
            for (Finding finding : Lint.check(query, null, random.data())) {
                assertThat(problems.finding(finding)).as("seed %d", seed).endsWith(".");
                assertThat(problems.remedy(finding)).as("seed %d", seed).endsWith(".");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1 | The query is not valid JSON: something in it is not allowed in JSON."
                        + " | Kueri ini bukan JSON yang sah: ada bagian yang tidak diizinkan dalam JSON.",
                "{} | A query is a list of statements, but this is an object."
                        + " | Kueri adalah daftar pernyataan, tetapi ini sebuah objek.",
                "[{'assign':{'x':{'not':[]}}}] | There is no operator “not” in the query language."
                        + " | Tidak ada operator “not” dalam bahasa kueri.",
                "[{'output':{'x':{'dvar':'shop.a'}}}] | The path “shop.a” starts with “shop”, but the request asks for no"
                        + " credential of that name, only for “bank”."
                        + " | Jalur “shop.a” diawali “shop”, tetapi permintaan ini tidak meminta kredensial dengan nama"
                        + " itu, hanya “bank”.",
            })
    void refusal_isASentence(String query, String english, String indonesian) {
        QueryException refused = org.assertj.core.api.Assertions.catchThrowableOfType(
                QueryException.class, () -> Query.parse(query.replace('\'', '"'), Set.of(new Tag("bank"))));
        assertThat(new ProblemText(Language.ENGLISH).problem(refused.problem())).isEqualTo(english);
        assertThat(new ProblemText(Language.INDONESIAN).problem(refused.problem()))
                .isEqualTo(indonesian);
    }

    @Test
    void values_areWrittenForPeople() {
        Phrases english = new Phrases(Messages.load("query", Language.ENGLISH));
        assertThat(english.number(0)).isEqualTo("0");
        assertThat(english.number(999)).isEqualTo("999");
        assertThat(english.number(-1_000_000)).isEqualTo("−1,000,000");
        assertThat(english.number(Long.MIN_VALUE)).isEqualTo("−9,223,372,036,854,775,808");
        assertThat(english.list(List.of("a", "b", "c"))).isEqualTo("a, b and c");
        assertThat(english.date(LocalDate.of(1994, 8, 7))).isEqualTo("7 August 1994");
        assertThat(Phrases.words("dateOfBirth")).isEqualTo("date of birth");
        assertThat(Phrases.words("HTTPServerID2")).isEqualTo("HTTP server ID2");
        assertThat(Phrases.words("of_age")).isEqualTo("of age");
    }

    private static Query query(String text) throws QueryException {
        return Query.parse(text.replace('\'', '"'));
    }

    private static Query parse(Samples.Request request) {
        try {
            return Query.parse(request.query(), request.kinds().keySet());
        } catch (QueryException e) {
            throw new AssertionError(request.id(), e);
        }
    }
}
