package holdfast.dvr;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.credential.Tag;
import holdfast.dvr.Evaluation.Evaluated;
import holdfast.dvr.Evaluation.Failed;
import holdfast.dvr.Evaluation.Taken;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonWriter;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the language means where its public description is silent, each decision by itself. Quotes are single here. */
class DecidedRulesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // A missing quantifier means "all".
                "{'>':[{'dvar':'a'},1]}             | {'a':[2,1]} | false",
                "{'>':[{'dvar':'a'},1]}             | {'a':[2,3]} | true",
                "{'>':[{'dvar':'a'},1,'or']}        | {'a':[2,1]} | true",
                "{'>':[1,{'dvar':'a'},'or']}        | {'a':[2,1]} | false",
                "{'>':[1,{'dvar':'a'},'or']}        | {'a':[2,0]} | true",
                // On a single value a quantifier changes nothing.
                "{'>':[{'dvar':'a'},1,'or']}        | {'a':2} | true",
                // An empty list: "and" is true, "or" is false.
                "{'>':[{'dvar':'a'},1]}             | {'a':[]} | true",
                "{'>':[{'dvar':'a'},1,'and']}       | {'a':[]} | true",
                "{'>':[{'dvar':'a'},1,'or']}        | {'a':[]} | false",
                "{'!=':[{'dvar':'a[?p].b'},1,'or']} | {'a':[{'p':false,'b':2}]} | false",
                "{'==':[{'dvar':'a[?p].b'},1]}      | {'a':[{'p':false,'b':2}]} | true",
                // Without case: A to Z only.
                "{'~==':[{'dvar':'a'},'jAkArTa']}   | {'a':'JaKaRtA'} | true",
                "{'~==':['É','é']}                  | {} | false",
                "{'~!=':['É','é']}                  | {} | true",
                "{'~==':['ß','SS']}                 | {} | false",
                "{'~==':['\u212A','k']}             | {} | false",
                "{'~==':['[','{']}                  | {} | false",
                // Exact is exact.
                "{'==':['a','A']}                   | {} | false",
                "{'==':['é','e\u0301']}             | {} | false",
                // The first contains the second.
                "{'~contains':['Jakarta','KAR']}    | {} | true",
                "{'~contains':['KAR','Jakarta']}    | {} | false",
                "{'~contains':['Jakarta','']}       | {} | true",
                "{'~contains':[{'dvar':'a'},'ish','or']} | {'a':['German','English']} | true",
                "{'~contains':[{'dvar':'a'},'ish','and']} | {'a':['German','English']} | false",
                "{'~contains':['English',{'dvar':'a'},'and']} | {'a':['eng','LISH']} | true",
                // Numbers are 64 bits, and -0 is 0.
                "{'==':[{'dvar':'a'},0]}            | {'a':-0} | true",
                "{'==':[-0,0]}                      | {} | true",
                "{'>':[{'dvar':'a'},9223372036854775806]} | {'a':9223372036854775807} | true",
                "{'<':[{'dvar':'a'},-9223372036854775807]} | {'a':-9223372036854775808} | true",
                // Two fields with each other.
                "{'==':[{'dvar':'a'},{'dvar':'b'}]} | {'a':true,'b':true} | true",
                "{'<':[{'dvar':'a'},{'dvar':'b'},'or']} | {'a':3,'b':[1,4]} | true",
                // A field that names a list of plain values is that list, as with [].
                "{'==':[{'dvar':'a[]'},'x','or']}   | {'a':['y','x']} | true",
                "{'==':[{'dvar':'a'},'x','or']}     | {'a':['y','x']} | true",
                "{'==':[{'dvar':'a[1]'},'x']}       | {'a':['y','x']} | true",
                "{'==':[{'dvar':'a[1].b[0]'},'x']}  | {'a':[{},{'b':['x']}]} | true",
                "{'==':[{'dvar':'a[?p].b.c'},'x','and']} | {'a':[{'p':true,'b':{'c':'x'}},{'p':false}]} | true",
            })
    void condition_onData_holdsOrNot(String condition, String data, boolean held) throws Exception {
        Evaluated evaluated =
                evaluated("[{'assign':{'x':" + condition + "}},{'output':{'result':{'lvar':'x'}}}]", data);
        assertThat(evaluated.output("result")).contains(new Value.Bool(held));
    }

    @ParameterizedTest
    @CsvSource({
        // Known answers of the engine 1.5.0.
        "01/02/2000, 01/02/2003, FIXED_365, 1095",
        "01/10/2002, 02/02/2003, FIXED_365, 124",
        "02/02/2003, 02/02/2003, FIXED_365, 0",
        "02.02.2005, 02-02-2003, FIXED_365, -730",
        "01/05/2005, 02/02/2004, FIXED_365, -453",
        "29/02/2000, 01/03/2000, FIXED_365, 0",
        // Real days.
        "01/02/2000, 01/02/2003, GREGORIAN, 1096",
        "01/10/2002, 02/02/2003, GREGORIAN, 124",
        "29/02/2000, 01/03/2000, GREGORIAN, 1",
        "01/01/1900, 01/01/2000, GREGORIAN, 36524",
        "31/12/2026, 21/11/2026, GREGORIAN, -40",
    })
    void dayDifference_twoDates_isTheSecondMinusTheFirst(String first, String second, DayCount days, long difference)
            throws Exception {
        String query = "[{'assign':{'d':{'get_day_diff':['" + first + "','" + second
                + "','DD/MM/YYYY']}}},{'output':{'d':{'lvar':'d'}}}]";
        assertThat(((Evaluated) evaluate(query, "{}", days)).output("d")).contains(new Value.Int(difference));
    }

    @Test
    void dayDifference_oneDate_isToTheReferenceDate() throws Exception {
        String query = "[{'assign':{'d':{'get_day_diff':['11-20-2026','MM/DD/YYYY']}}},{'output':{'d':{'lvar':'d'}}}]";
        assertThat(evaluated(query, "{}").output("d")).contains(new Value.Int(1));
    }

    @Test
    void dayCount_followsTheProofSystem() {
        assertThat(DayCount.of("libzk")).isEqualTo(DayCount.GREGORIAN);
        assertThat(DayCount.of("r0")).isEqualTo(DayCount.FIXED_365);
        assertThat(DayCount.of("sp1")).isEqualTo(DayCount.FIXED_365);
    }

    @ParameterizedTest
    @CsvSource({
        "21/11/2005, 21",
        "22/11/2005, 20",
        "20/11/2005, 21",
        "21/11/2026, 0",
        "22/11/2026, 0",
        "21/11/2027, 1",
        "20/11/2027, 0",
        "29/02/2004, 22",
        "01/01/1900, 126",
    })
    void age_isWholeYearsBetween(String date, long years) throws Exception {
        String query = "[{'assign':{'a':{'get_age':['" + date + "','DD/MM/YYYY']}}},{'output':{'a':{'lvar':'a'}}}]";
        assertThat(evaluated(query, "{}").output("a")).contains(new Value.Int(years));
    }

    @Test
    void age_bornOnLeapDay_countsFromTheFirstOfMarch() {
        LocalDate born = LocalDate.of(2004, 2, 29);
        assertThat(Evaluator.yearsBetween(born, LocalDate.of(2022, 2, 28))).isEqualTo(17);
        assertThat(Evaluator.yearsBetween(born, LocalDate.of(2022, 3, 1))).isEqualTo(18);
        assertThat(Evaluator.yearsBetween(born, LocalDate.of(2024, 2, 29))).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // The marker is the sibling of the last name in the path.
                "a        | {'a':1,'_a_zkpass_public_':true}                       | true",
                "a        | {'a':1,'_a_zkpass_public_':'true'}                     | false",
                "a        | {'a':1,'_a_zkpass_public_':1}                          | false",
                "a        | {'a':1,'_A_zkpass_public_':true}                       | false",
                "a.b      | {'a':{'b':1},'_a_zkpass_public_':true}                 | false",
                "a.b      | {'a':{'b':1},'_b_zkpass_public_':true}                 | false",
                "a.b      | {'a':{'b':1,'_b_zkpass_public_':true}}                 | true",
                "a        | {'a':['x'],'_a_zkpass_public_':true}                   | true",
                "a[]      | {'a':['x'],'_a_zkpass_public_':true}                   | true",
                "a[0]     | {'a':['x'],'_a_zkpass_public_':true}                   | true",
                "a        | {'a':[]}                                               | false",
                // In a list of objects each shown element needs its own.
                "a[].b    | {'a':[{'b':1,'_b_zkpass_public_':true},{'b':2}]}       | false",
                "a[].b    | {'a':[{'b':1,'_b_zkpass_public_':true}]}               | true",
                "a[].b    | {'a':[]}                                               | true",
                "a[0].b   | {'a':[{'b':1,'_b_zkpass_public_':true},{'b':2}]}       | true",
                "a[1].b   | {'a':[{'b':1,'_b_zkpass_public_':true},{'b':2}]}       | false",
                "a[?p].b  | {'a':[{'p':true,'b':1,'_b_zkpass_public_':true},{'p':false,'b':2}]} | true",
            })
    void output_ofAField_needsItsMarker(String path, String data, boolean shown) throws Exception {
        Evaluation evaluation = evaluate("[{'output':{'o':{'dvar':'" + path + "'}}}]", data, DayCount.GREGORIAN);
        if (shown) {
            assertThat(evaluation).isInstanceOf(Evaluated.class);
        } else {
            assertThat(((Failed) evaluation).problem().error().engineName()).isEqualTo("DataVariableNotPublicError");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Straight from a field, through a date function, and through a second name: the marker is needed.
                "{'dvar':'d'}                                           | false",
                "{'get_age':[{'dvar':'d'},'DD/MM/YYYY']}                | false",
                "{'get_day_diff':['01/01/2000',{'dvar':'d'},'DD/MM/YYYY']} | false",
                "{'dvar':'open'}                                        | true",
                "{'get_age':[{'dvar':'open'},'DD/MM/YYYY']}             | true",
                // Answers and literals may be shown.
                "{'==':[{'dvar':'d'},'01/01/2000']}                     | true",
                "'fixed'                                                | true",
                "{'get_age':['01/01/2000','DD/MM/YYYY']}                | true",
            })
    void output_ofAName_needsTheMarkersOfWhatItShows(String value, boolean shown) throws Exception {
        String query = "[{'assign':{'x':" + value + "}},{'assign':{'y':{'lvar':'x'}}},{'output':{'o':{'lvar':'y'}}}]";
        String data = "{'d':'01/01/2000','open':'01/01/2000','_open_zkpass_public_':true}";
        Evaluation evaluation = evaluate(query, data, DayCount.GREGORIAN);
        if (shown) {
            assertThat(evaluation).isInstanceOf(Evaluated.class);
        } else {
            Problem problem = ((Failed) evaluation).problem();
            assertThat(problem.error().engineName()).isEqualTo("DataVariableNotPublicError");
            assertThat(problem.field()).hasToString("d");
        }
    }

    @Test
    void output_keyAgain_lastValueAtTheFirstPosition() throws Exception {
        Evaluated evaluated = evaluated("[{'output':{'a':1}},{'output':{'b':2}},{'output':{'a':3}}]", "{}");
        assertThat(JsonWriter.compact(evaluated.outputsJson())).isEqualTo("{\"a\":3,\"b\":2}");
    }

    @Test
    void assign_nameAgain_hasTheLastValue() throws Exception {
        Evaluated evaluated = evaluated(
                "[{'assign':{'a':1}},{'assign':{'b':{'lvar':'a'}}},{'assign':{'a':2}},"
                        + "{'output':{'a':{'lvar':'a'}}},{'output':{'b':{'lvar':'b'}}}]",
                "{}");
        assertThat(JsonWriter.compact(evaluated.outputsJson())).isEqualTo("{\"a\":2,\"b\":1}");
    }

    @Test
    void junction_decidedEarly_stillEvaluatesTheRest() throws Exception {
        for (String junction : new String[] {"and", "or"}) {
            String decided = junction.equals("and") ? "{'==':[1,2]}" : "{'==':[1,1]}";
            Failed failed = (Failed) evaluate(
                    "[{'assign':{'x':{'" + junction + "':[" + decided + ",{'==':[{'dvar':'nothing'},1]}]}}}]",
                    "{}",
                    DayCount.GREGORIAN);
            assertThat(failed.problem().error().engineName()).isEqualTo("DataVariableResolutionError");
        }
    }

    @Test
    void list_decidedEarly_stillComparesTheRest() throws Exception {
        Failed failed = (Failed)
                evaluate("[{'assign':{'x':{'==':[{'dvar':'a'},1,'or']}}}]", "{'a':[1,'one']}", DayCount.GREGORIAN);
        assertThat(failed.problem().error().engineName()).isEqualTo("UnexpectedValueError");
    }

    @Test
    void branch_notTaken_isNotEvaluated() throws Exception {
        Evaluated evaluated = evaluated(
                "[{'if':{'condition':{'==':[{'dvar':'a'},1]},'then':[{'output':{'t':true}}],"
                        + "'else':[{'output':{'e':{'dvar':'nothing'}}}]}}]",
                "{'a':1}");
        assertThat(evaluated.branches()).map(Taken::then).containsExactly(true);
        assertThat(JsonWriter.compact(evaluated.outputsJson())).isEqualTo("{\"t\":true}");
    }

    @Test
    void branch_withoutElse_goesOn() throws Exception {
        Evaluated evaluated = evaluated(
                "[{'if':{'condition':{'==':[{'dvar':'a'},2]},'then':[{'output':{'t':true}}]}},{'output':{'x':1}}]",
                "{'a':1}");
        assertThat(evaluated.branches()).map(Taken::then).containsExactly(false);
        assertThat(JsonWriter.compact(evaluated.outputsJson())).isEqualTo("{\"x\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'result':true}            | true",
                "{'result':false}           | false",
                "{'result':'true'}          | false",
                "{'result':true,'x':false}  | true",
                "{'x':true,'y':'text'}      | true",
                "{'x':true,'y':false}       | false",
                "{'y':'text'}               | true",
            })
    void satisfied_isTheResult_elseEveryAnswer(String outputs, boolean satisfied) throws Exception {
        StringBuilder query = new StringBuilder("[");
        JsonReader.readObject(outputs.replace('\'', '"'), JsonLimits.STANDARD)
                .members()
                .forEach((key, value) -> query.append(query.length() == 1 ? "" : ",")
                        .append("{\"output\":{\"" + key + "\":" + JsonWriter.compact(value) + "}}"));
        assertThat(evaluated(query + "]", "{}").satisfied()).isEqualTo(satisfied);
    }

    @Test
    void evaluation_listsConditionsReadsAndSources() throws Exception {
        Evaluated evaluated = evaluated(
                "[{'assign':{'x':{'and':[{'>':[{'dvar':'a[?p].b'},1,'or']},{'==':[{'dvar':'c'},'d']}]}}},"
                        + "{'output':{'r':{'lvar':'x'}}},{'output':{'e':{'dvar':'e'}}}]",
                "{'a':[{'p':true,'b':2},{'p':false,'b':0}],'c':'x','e':7,'_e_zkpass_public_':true,'z':1}");
        assertThat(evaluated.conditions())
                .map(condition -> condition.place().text())
                .containsExactly("[0].assign.x.and[0]", "[0].assign.x.and[1]", "[0].assign.x");
        assertThat(evaluated.conditions()).map(Evaluation.Condition::held).containsExactly(true, false, false);
        assertThat(evaluated.conditions().getFirst().left())
                .isEqualTo(new Value.Items(java.util.List.of(new Value.Int(2))));
        assertThat(evaluated.conditions().getFirst().reads())
                .map(read -> read.field().path())
                .containsExactly("a[0].p", "a[1].p", "a[0].b");
        assertThat(evaluated.read())
                .map(read -> read.field().path())
                .containsExactly("a[0].p", "a[1].p", "a[0].b", "c", "e");
        assertThat(evaluated.readButNotShown())
                .map(read -> read.field().path())
                .containsExactly("a[0].p", "a[1].p", "a[0].b", "c");
        assertThat(evaluated.outputs().getFirst().sources()).isEmpty();
        assertThat(evaluated.outputs().getFirst().basis())
                .map(FieldPath::path)
                .containsExactly("a[0].p", "a[1].p", "a[0].b", "c");
        assertThat(evaluated.outputs().getLast().sources()).map(FieldPath::path).containsExactly("e");
    }

    private static Evaluated evaluated(String query, String data) throws Exception {
        Evaluation evaluation = evaluate(query, data, DayCount.GREGORIAN);
        assertThat(evaluation).isInstanceOf(Evaluated.class);
        return (Evaluated) evaluation;
    }

    private static Evaluation evaluate(String query, String data, DayCount days) throws Exception {
        return Evaluator.evaluate(
                Query.parse(query.replace('\'', '"')),
                Map.of(Tag.NONE, JsonReader.readObject(data.replace('\'', '"'), JsonLimits.STANDARD)),
                TODAY,
                days);
    }
}
