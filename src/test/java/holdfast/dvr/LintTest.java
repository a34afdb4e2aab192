package holdfast.dvr;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.credential.Tag;
import holdfast.dvr.Finding.Code;
import holdfast.dvr.Finding.Severity;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue.JsonObject;
import holdfast.testing.Vectors;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each finding with a query that has it, at its place, and one beside it that does not. */
class LintTest {
    private static final String TAIL = ",{'output':{'result':{'lvar':'x'}}}]";

    /** A query with a finding, and the place of it; {@code clean} is the same without. */
    record Sample(Code code, String query, String place, String clean) {}

    private static final List<Sample> SAMPLES = List.of(
            condition(Code.TYPE_CONFLICT, "{'>':[{'dvar':'a'},'5']}", "", "{'>':[{'dvar':'a'},5]}"),
            condition(Code.TYPE_CONFLICT, "{'~==':[{'dvar':'a'},true]}", "", "{'==':[{'dvar':'a'},true]}"),
            condition(
                    Code.TYPE_CONFLICT,
                    "{'==':[{'get_age':[{'dvar':'a'},'DD/MM/YYYY']},'21']}",
                    "",
                    "{'==':[{'get_age':[{'dvar':'a'},'DD/MM/YYYY']},21]}"),
            condition(
                    Code.FIELD_TYPE_CONFLICT,
                    "{'and':[{'>':[{'dvar':'a'},5]},{'~==':[{'dvar':'a'},'b']}]}",
                    ".and[1].~==[0]",
                    "{'and':[{'>':[{'dvar':'a'},5]},{'~==':[{'dvar':'b'},'b']}]}"),
            sample(
                    Code.NOT_A_CONDITION,
                    "[{'assign':{'n':5}},{'assign':{'x':{'and':[{'lvar':'n'}]}}}" + TAIL,
                    "[1].assign.x.and[0]",
                    "[{'assign':{'n':{'==':[{'dvar':'n'},5]}}},{'assign':{'x':{'and':[{'lvar':'n'}]}}}" + TAIL),
            condition(
                    Code.INVALID_DATE,
                    "{'>':[{'get_age':['31/02/2000','DD/MM/YYYY']},5]}",
                    ".>[0].get_age[0]",
                    "{'>':[{'get_age':['28/02/2000','DD/MM/YYYY']},5]}"),
            condition(
                    Code.DATE_TYPE,
                    "{'>':[{'get_age':[20000101,'DD/MM/YYYY']},5]}",
                    ".>[0].get_age[0]",
                    "{'>':[{'get_age':['01/01/2000','DD/MM/YYYY']},5]}"),
            condition(
                    Code.LISTS_COMPARED,
                    "{'==':[{'dvar':'a[].b'},{'dvar':'c[]'}]}",
                    "",
                    "{'==':[{'dvar':'a[].b'},{'dvar':'c[0]'},'or']}"),
            sample(
                    Code.UNASSIGNED,
                    "[{'output':{'result':{'lvar':'x'}}}]",
                    "[0].output.result",
                    "[{'assign':{'x':{'==':[{'dvar':'a'},1]}}}" + TAIL),
            sample(
                    Code.MAYBE_UNASSIGNED,
                    "[{'if':{'condition':{'==':[{'dvar':'a'},1]},'then':[{'assign':{'x':{'==':[{'dvar':'b'},1]}}}]}}"
                            + TAIL,
                    "[1].output.result",
                    "[{'if':{'condition':{'==':[{'dvar':'a'},1]},'then':[{'assign':{'x':{'==':[{'dvar':'b'},1]}}}],"
                            + "'else':[{'assign':{'x':{'==':[{'dvar':'c'},1]}}}]}}" + TAIL),
            sample(
                    Code.OUTPUT_NEEDS_MARKER,
                    "[{'output':{'result':{'dvar':'a'}}}]",
                    "[0]",
                    "[{'assign':{'x':{'==':[{'dvar':'a'},1]}}}" + TAIL),
            condition(
                    Code.MISSING_QUANTIFIER, "{'>':[1,{'dvar':'a[?p].b'}]}", "", "{'>':[1,{'dvar':'a[?p].b'},'and']}"),
            condition(
                    Code.NEEDLESS_QUANTIFIER,
                    "{'>':[{'get_age':[{'dvar':'a'},'DD/MM/YYYY']},5,'or']}",
                    "",
                    "{'>':[{'get_age':[{'dvar':'a'},'DD/MM/YYYY']},5]}"),
            condition(
                    Code.NON_ASCII_CASE, "{'~==':[{'dvar':'a'},'Émile']}", ".~==[1]", "{'==':[{'dvar':'a'},'Émile']}"),
            condition(
                    Code.IDENTIFIER_TEST,
                    "{'==':['DL1',{'dvar':'p.driverLicenseNumber'}]}",
                    "",
                    "{'==':[{'dvar':'q.driverLicenseNumber'},{'dvar':'p.driverLicenseNumber'}]}"),
            sample(
                    Code.IDENTIFIER_SHOWN,
                    "[{'output':{'result':{'dvar':'contact.email'}}}]",
                    "[0]",
                    "[{'output':{'result':{'dvar':'contact.city'}}}]"),
            sample(
                    Code.SHOWN_AND_TESTED,
                    "[{'assign':{'x':{'>':[{'dvar':'a'},1]}}},{'output':{'a':{'dvar':'a'}}}" + TAIL,
                    "[1]",
                    "[{'assign':{'x':{'>':[{'dvar':'a'},1]}}},{'output':{'a':{'dvar':'b'}}}" + TAIL),
            sample(
                    Code.LIST_SHOWN,
                    "[{'output':{'result':{'dvar':'a[].b'}}}]",
                    "[0]",
                    "[{'output':{'result':{'dvar':'a[0].b'}}}]"),
            sample(
                    Code.DATE_NUMBER_SHOWN,
                    "[{'assign':{'x':{'get_age':[{'dvar':'a'},'DD/MM/YYYY']}}}" + TAIL,
                    "[1]",
                    "[{'assign':{'x':{'>':[{'get_age':[{'dvar':'a'},'DD/MM/YYYY']},17]}}}" + TAIL),
            sample(
                    Code.DEAD_BRANCH,
                    "[{'assign':{'x':{'==':[{'dvar':'a'},1]}}},{'if':{'condition':{'lvar':'x'},'then':["
                            + "{'if':{'condition':{'lvar':'x'},'then':[{'output':{'a':1}}],"
                            + "'else':[{'output':{'a':2}}]}}]}}" + TAIL,
                    "[1].if.then[0]",
                    "[{'assign':{'x':{'==':[{'dvar':'a'},1]}}},{'if':{'condition':{'lvar':'x'},'then':["
                            + "{'if':{'condition':{'==':[{'dvar':'b'},1]},'then':[{'output':{'a':1}}],"
                            + "'else':[{'output':{'a':2}}]}}]}}" + TAIL),
            condition(Code.CONSTANT_CONDITION, "{'==':['a','a']}", "", "{'==':['a',{'dvar':'a'}]}"),
            condition(
                    Code.CONSTANT_CONDITION,
                    "{'>=':[{'dvar':'a'},{'dvar':'a'}]}",
                    "",
                    "{'>=':[{'dvar':'a'},{'dvar':'b'}]}"),
            condition(
                    Code.CONSTANT_CONDITION, "{'~contains':[{'dvar':'a'},'']}", "", "{'~contains':[{'dvar':'a'},'b']}"),
            condition(
                    Code.CONSTANT_CONDITION,
                    "{'<':[{'get_age':[{'dvar':'a'},'DD/MM/YYYY']},0]}",
                    "",
                    "{'<':[{'get_age':[{'dvar':'a'},'DD/MM/YYYY']},1]}"),
            condition(
                    Code.CONTRADICTION,
                    "{'and':[{'>=':[{'dvar':'a'},5]},{'>':[5,{'dvar':'a'}]}]}",
                    ".and[1]",
                    "{'and':[{'>=':[{'dvar':'a'},5]},{'>':[6,{'dvar':'a'}]}]}"),
            condition(
                    Code.CONTRADICTION,
                    "{'and':[{'==':[{'dvar':'a'},'b']},{'==':[{'dvar':'a'},'c']}]}",
                    ".and[1]",
                    "{'or':[{'==':[{'dvar':'a'},'b']},{'==':[{'dvar':'a'},'c']}]}"),
            condition(
                    Code.REPEATED_CONDITION,
                    "{'or':[{'==':[{'dvar':'a'},1]},{'==':[{'dvar':'a'},1]}]}",
                    ".or[1]",
                    "{'or':[{'==':[{'dvar':'a'},1]},{'==':[{'dvar':'a'},2]}]}"),
            sample(
                    Code.UNUSED_ASSIGNMENT,
                    "[{'assign':{'y':{'dvar':'b'}}},{'assign':{'x':{'==':[{'dvar':'a'},1]}}}" + TAIL,
                    "[0]",
                    "[{'assign':{'y':{'dvar':'b'}}},{'assign':{'x':{'==':[{'lvar':'y'},1]}}}" + TAIL),
            sample(
                    Code.OVERWRITTEN_ASSIGNMENT,
                    "[{'assign':{'x':{'==':[{'dvar':'b'},1]}}},{'assign':{'x':{'==':[{'dvar':'a'},1]}}}" + TAIL,
                    "[0]",
                    "[{'assign':{'x':{'==':[{'dvar':'b'},1]}}},{'assign':{'x':{'and':[{'lvar':'x'},"
                            + "{'==':[{'dvar':'a'},1]}]}}}" + TAIL),
            sample(
                    Code.OVERWRITTEN_OUTPUT,
                    "[{'if':{'condition':{'==':[{'dvar':'a'},1]},'then':[{'output':{'result':true}}]}},"
                            + "{'output':{'result':false}}]",
                    "[0].if.then[0]",
                    "[{'output':{'result':false}},"
                            + "{'if':{'condition':{'==':[{'dvar':'a'},1]},'then':[{'output':{'result':true}}]}}]"),
            sample(
                    Code.NO_OUTPUT,
                    "[{'if':{'condition':{'==':[{'dvar':'a'},1]},'then':[{'output':{'result':true}}]}}]",
                    "",
                    "[{'if':{'condition':{'==':[{'dvar':'a'},1]},'then':[{'output':{'result':true}}],"
                            + "'else':[{'output':{'result':false}}]}}]"),
            sample(
                    Code.NO_RESULT,
                    "[{'assign':{'x':{'==':[{'dvar':'a'},1]}}},{'output':{'y':{'lvar':'x'}}}]",
                    "",
                    "[{'assign':{'x':{'==':[{'dvar':'a'},1]}}}" + TAIL),
            sample(Code.RESULT_NOT_BOOLEAN, "[{'output':{'result':'ok'}}]", "[0]", "[{'output':{'result':true}}]"));

    private static Sample sample(Code code, String query, String place, String clean) {
        return new Sample(code, query, place, clean);
    }

    private static Sample condition(Code code, String condition, String place, String clean) {
        String head = "[{'assign':{'x':";
        return new Sample(code, head + condition + "}}" + TAIL, "[0].assign.x" + place, head + clean + "}}" + TAIL);
    }

    static Stream<Sample> samples() {
        return SAMPLES.stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void query_withTheFault_hasTheFindingAtItsPlace(Sample sample) throws Exception {
        assertThat(lint(sample.query()))
                .filteredOn(finding -> finding.code() == sample.code())
                .map(finding -> finding.place().text())
                .containsExactly(sample.place());
        assertThat(lint(sample.clean())).noneMatch(finding -> finding.code() == sample.code());
    }

    @Test
    void dayDifference_calendarOfTheProofSystem_isWarnedOfUnlessGregorian() throws Exception {
        Query query = Query.parse(
                ("[{'assign':{'x':{'<':[{'get_day_diff':[{'dvar':'a'},'DD/MM/YYYY']},9]}}}" + TAIL).replace('\'', '"'));
        assertThat(codes(Lint.check(query, DayCount.FIXED_365))).contains(Code.CALENDAR);
        assertThat(codes(Lint.check(query, null))).contains(Code.CALENDAR);
        assertThat(codes(Lint.check(query, DayCount.GREGORIAN))).doesNotContain(Code.CALENDAR);
    }

    @Test
    void output_unmarkedInTheData_isAnErrorThatNamesTheField() throws Exception {
        Query query = Query.parse("[{\"output\":{\"o\":{\"dvar\":\"a[].b\"}}}]");
        List<Finding> findings = Lint.check(
                query, DayCount.GREGORIAN, Map.of(Tag.NONE, json("{'a':[{'b':1,'_b_zkpass_public_':true},{'b':2}]}")));
        assertThat(findings.getFirst().code()).isEqualTo(Code.OUTPUT_NOT_PUBLIC);
        assertThat(findings.getFirst().severity()).isEqualTo(Severity.ERROR);
        assertThat(findings.getFirst().arguments()).containsExactly("o", "a[1].b");
        assertThat(codes(findings)).doesNotContain(Code.OUTPUT_NEEDS_MARKER);
    }

    @Test
    void list_knownFromTheDataOnly_needsAQuantifier() throws Exception {
        Query query = Query.parse(("[{'assign':{'x':{'~contains':[{'dvar':'a'},'b']}}}" + TAIL).replace('\'', '"'));
        assertThat(codes(Lint.check(query, null))).doesNotContain(Code.MISSING_QUANTIFIER);
        assertThat(codes(Lint.check(query, null, Map.of(Tag.NONE, json("{'a':['b']}")))))
                .contains(Code.MISSING_QUANTIFIER);
        assertThat(codes(Lint.check(query, null, Map.of(Tag.NONE, json("{'a':'b'}")))))
                .doesNotContain(Code.MISSING_QUANTIFIER);
    }

    @Test
    void data_withoutAField_isAFindingWithItsProblem() throws Exception {
        Query query = Query.parse("[{\"output\":{\"result\":{\"dvar\":\"a.b\"}}}]");
        assertThat(Lint.check(query, null, Map.of(Tag.NONE, json("{'a':{}}"))))
                .filteredOn(finding -> finding.code() == Code.DATA_PROBLEM)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.problem()).isNotNull();
                    assertThat(finding.problem().field()).hasToString("a.b");
                });
    }

    @Test
    void findings_areInTheOrderOfSeverity() throws Exception {
        List<Finding> findings = lint("[{'assign':{'x':{'>':[{'dvar':'a'},'5']}}},{'output':{'o':{'dvar':'id'}}}]");
        assertThat(findings).map(Finding::severity).isSorted().hasSizeGreaterThan(3);
    }

    @Test
    void sdkSamples_haveNoErrors() throws Exception {
        for (var file : Vectors.files("zkpass/data")) {
            if (file.toString().endsWith("-dvr.json")) {
                Query query = Query.parse(java.nio.file.Files.readString(file));
                assertThat(Lint.check(query, DayCount.GREGORIAN))
                        .as("%s", file)
                        .noneMatch(finding -> finding.severity() == Severity.ERROR);
            }
        }
    }

    @Test
    void everyCode_isTested() {
        Set<Code> tested = EnumSet.of(Code.CALENDAR, Code.OUTPUT_NOT_PUBLIC, Code.DATA_PROBLEM);
        SAMPLES.forEach(sample -> tested.add(sample.code()));
        assertThat(tested).containsExactlyInAnyOrder(Code.values());
    }

    private static List<Code> codes(List<Finding> findings) {
        return findings.stream().map(Finding::code).toList();
    }

    private static List<Finding> lint(String query) throws Exception {
        return Lint.check(Query.parse(query.replace('\'', '"')), DayCount.GREGORIAN);
    }

    private static JsonObject json(String text) throws Exception {
        return JsonReader.readObject(text.replace('\'', '"'), JsonLimits.STANDARD);
    }
}
