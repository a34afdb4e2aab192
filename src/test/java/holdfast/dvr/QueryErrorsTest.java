package holdfast.dvr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import holdfast.credential.Tag;
import holdfast.dvr.Evaluation.Failed;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue.JsonObject;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault of the language, with the engine's name for it and the place that it names. */
class QueryErrorsTest {
    /** A text that is no query. */
    record Bad(String query, Fault fault, String engineName, String place) {}

    /** A query that cannot be evaluated on the data. */
    record Unfit(String query, String data, Fault fault, String engineName, String place, String field) {}

    private static final List<Bad> BAD = List.of(
            new Bad("[", Fault.NOT_JSON, "QueryParsingError", ""),
            new Bad("", Fault.NOT_JSON, "QueryParsingError", ""),
            new Bad("[{\"output\":{\"a\":1}}] x", Fault.NOT_JSON, "QueryParsingError", ""),
            new Bad("[{\"output\":{\"a\":1},\"output\":{\"a\":1}}]", Fault.NOT_JSON, "QueryParsingError", ""),
            new Bad("[".repeat(40) + "]".repeat(40), Fault.NOT_JSON, "QueryParsingError", ""),
            new Bad("[" + " ".repeat(70_000) + "]", Fault.NOT_JSON, "QueryParsingError", ""),
            new Bad("{}", Fault.NOT_AN_ARRAY, "DvrNotAnArrayError", ""),
            new Bad("[]", Fault.NO_STATEMENTS, "UnexpectedStmtError", ""),
            new Bad("[1]", Fault.STATEMENT_NOT_ONE_MEMBER, "UnexpectedStmtError", "[0]"),
            new Bad("[{}]", Fault.STATEMENT_NOT_ONE_MEMBER, "UnexpectedStmtError", "[0]"),
            new Bad(
                    "[{'output':{'a':1},'assign':{'a':1}}]",
                    Fault.STATEMENT_NOT_ONE_MEMBER,
                    "UnexpectedStmtError",
                    "[0]"),
            new Bad("[{'print':{'a':1}}]", Fault.UNKNOWN_STATEMENT, "UnknownStmtKeywordParsingError", "[0]"),
            new Bad(
                    "[{'output':[1]}]",
                    Fault.OUTPUT_NOT_AN_OBJECT,
                    "OutputStatementExpectingOperandInObjectParsingError",
                    "[0].output"),
            new Bad(
                    "[{'output':{}}]",
                    Fault.OUTPUT_NOT_ONE_MEMBER,
                    "OutputStatementExpectingOneOperandParsingError",
                    "[0].output"),
            new Bad(
                    "[{'output':{'a':1,'b':2}}]",
                    Fault.OUTPUT_NOT_ONE_MEMBER,
                    "OutputStatementExpectingOneOperandParsingError",
                    "[0].output"),
            new Bad("[{'output':{'':1}}]", Fault.OUTPUT_WITHOUT_KEY, "OutputStatementParsingError", "[0].output"),
            new Bad("[{'output':{'a':null}}]", Fault.OUTPUT_VALUE, "OutputStatementParsingError", "[0].output.a"),
            new Bad("[{'output':{'a':1.5}}]", Fault.OUTPUT_VALUE, "OutputStatementParsingError", "[0].output.a"),
            new Bad("[{'output':{'a':[1]}}]", Fault.OUTPUT_VALUE, "OutputStatementParsingError", "[0].output.a"),
            new Bad(
                    "[{'output':{'a':{'get_age':['01/01/2000','DD/MM/YYYY']}}}]",
                    Fault.OUTPUT_VALUE,
                    "OutputStatementParsingError",
                    "[0].output.a"),
            new Bad(
                    "[{'output':{'a':{'==':[1,1]}}}]",
                    Fault.OUTPUT_VALUE,
                    "OutputStatementParsingError",
                    "[0].output.a"),
            new Bad(
                    "[{'assign':1}]",
                    Fault.ASSIGN_NOT_AN_OBJECT,
                    "AssignmentStatementExpectingOperandInObjectParsingError",
                    "[0].assign"),
            new Bad(
                    "[{'assign':{'a':1,'b':2}}]",
                    Fault.ASSIGN_NOT_ONE_MEMBER,
                    "AssignmentStatementExpectingOneOperandParsingError",
                    "[0].assign"),
            new Bad("[{'assign':{'':1}}]", Fault.ASSIGN_WITHOUT_NAME, "AssignmentStatementParsingError", "[0].assign"),
            new Bad(
                    "[{'assign':{'a b':null}}]",
                    Fault.ASSIGN_VALUE,
                    "AssignmentStatementParsingError",
                    "[0].assign[\"a b\"]"),
            new Bad("[{'assign':{'a':{}}}]", Fault.ASSIGN_VALUE, "AssignmentStatementParsingError", "[0].assign.a"),
            new Bad("[{'assign':{'a':1e3}}]", Fault.ASSIGN_VALUE, "AssignmentStatementParsingError", "[0].assign.a"),
            new Bad(
                    "[{'assign':{'a':9223372036854775808}}]",
                    Fault.ASSIGN_VALUE,
                    "AssignmentStatementParsingError",
                    "[0].assign.a"),
            new Bad("[{'if':[]}]", Fault.IF_NOT_AN_OBJECT, "IfStatementExpectingOperandInObjectParsingError", "[0].if"),
            new Bad(
                    "[{'if':{'condition':1,'then':1,'else':1,'elif':1}}]",
                    Fault.IF_TOO_MANY_MEMBERS,
                    "IfStatementExpectingThreeOperandOrLessParsingError",
                    "[0].if"),
            new Bad(
                    "[{'if':{'condition':{'lvar':'a'},'do':[]}}]",
                    Fault.IF_UNKNOWN_MEMBER,
                    "IfStatementUnknownKeywordParsingError",
                    "[0].if"),
            new Bad(
                    "[{'if':{'then':[{'output':{'a':1}}]}}]",
                    Fault.IF_WITHOUT_CONDITION,
                    "IfStatementMissingConditionParsingError",
                    "[0].if"),
            new Bad(
                    "[{'if':{'condition':{'lvar':'a'}}}]",
                    Fault.IF_WITHOUT_THEN,
                    "IfStatementMissingThenBlockParsingError",
                    "[0].if"),
            new Bad(
                    "[{'if':{'condition':{'lvar':'a'},'then':{}}}]",
                    Fault.BLOCK_NOT_AN_ARRAY,
                    "DvrNotAnArrayError",
                    "[0].if.then"),
            new Bad(
                    "[{'if':{'condition':{'lvar':'a'},'then':[{'output':{'a':1}}],'else':[]}}]",
                    Fault.NO_STATEMENTS,
                    "UnexpectedStmtError",
                    "[0].if.else"),
            bad("{'and':{}}", Fault.OPERANDS_NOT_AN_ARRAY, "ExpectingOperandsInArrayParsingError", ".and"),
            bad("{'==':1}", Fault.OPERANDS_NOT_AN_ARRAY, "ExpectingOperandsInArrayParsingError", ".=="),
            bad("{'==':[1,1,'and',1]}", Fault.TOO_MANY_OPERANDS, "ExpectingOperandsInArrayParsingError", ".=="),
            bad("{'and':[]}", Fault.FIRST_OPERAND, "ExpectingFirstOperandParsingError", ".and"),
            bad("{'==':[]}", Fault.FIRST_OPERAND, "ExpectingFirstOperandParsingError", ".=="),
            bad("{'==':[1.5,1]}", Fault.FIRST_OPERAND, "ExpectingFirstOperandParsingError", ".==[0]"),
            bad("{'==':[1]}", Fault.SECOND_OPERAND, "ExpectingSecondOperandParsingError", ".=="),
            bad(
                    "{'~contains':['a',null]}",
                    Fault.SECOND_OPERAND,
                    "ExpectingSecondOperandParsingError",
                    ".~contains[1]"),
            bad(
                    "{'==':[1,1,'all']}",
                    Fault.THIRD_OPERAND_NOT_A_QUANTIFIER,
                    "ExpectingThirdOperandParsingError",
                    ".==[2]"),
            bad(
                    "{'get_age':['01/01/2000']}",
                    Fault.SECOND_OPERAND_NOT_A_FORMAT,
                    "ExpectingSecondOperandParsingError",
                    ".get_age"),
            bad(
                    "{'get_age':['01/01/2000','YYYY-MM-DD']}",
                    Fault.SECOND_OPERAND_NOT_A_FORMAT,
                    "ExpectingSecondOperandParsingError",
                    ".get_age[1]"),
            bad(
                    "{'get_age':['01/01/2000','01/01/2001','DD/MM/YYYY']}",
                    Fault.TOO_MANY_OPERANDS,
                    "ExpectingOperandsInArrayParsingError",
                    ".get_age"),
            bad(
                    "{'get_day_diff':['01/01/2000','01/01/2001','DD-MM-YYYY']}",
                    Fault.THIRD_OPERAND_NOT_A_FORMAT,
                    "ExpectingThirdOperandParsingError",
                    ".get_day_diff[2]"),
            bad("{'not':[{'lvar':'a'}]}", Fault.UNKNOWN_OPERATOR, "UnexpectedOperatorParsingError", ""),
            bad("{'contains':['a','b']}", Fault.UNKNOWN_OPERATOR, "UnexpectedOperatorParsingError", ""),
            bad("{'and':[true]}", Fault.NOT_A_CONDITION, "UnexpectedOperatorParsingError", ".and[0]"),
            bad("{'and':[{'dvar':'a'}]}", Fault.OPERATOR_OUT_OF_PLACE, "UnexpectedOperatorError", ".and[0]"),
            bad("{'==':[{'==':[1,1]},true]}", Fault.OPERATOR_OUT_OF_PLACE, "UnexpectedOperatorError", ".==[0]"),
            bad("{'==':[{'max':[1,1]},true]}", Fault.UNKNOWN_OPERATOR, "UnexpectedOperatorParsingError", ".==[0]"),
            bad("{'lvar':1}", Fault.LOCAL_NAME, "LocalVarParsingError", ""),
            bad("{'lvar':''}", Fault.LOCAL_NAME, "LocalVarParsingError", ""),
            bad("{'dvar':1}", Fault.PATH_NOT_TEXT, "DataVarParsingError", ""),
            path("", Fault.PATH_FORM),
            path("a..b", Fault.PATH_FORM),
            path(".a", Fault.PATH_FORM),
            path("a.", Fault.PATH_FORM),
            path("a b", Fault.PATH_FORM),
            path("a-b", Fault.PATH_FORM),
            path("[0].a", Fault.PATH_FORM),
            path("a[01]", Fault.PATH_FORM),
            path("a[-1]", Fault.PATH_FORM),
            path("a[", Fault.PATH_FORM),
            path("a[0]b", Fault.PATH_FORM),
            path("a[?b.c]", Fault.PATH_FORM),
            path("a[?b=='1']", Fault.PATH_FORM),
            path("a[].b[].c", Fault.PATH_TWO_PROJECTIONS),
            path("a[?b].c[]", Fault.PATH_TWO_PROJECTIONS),
            path("1a", Fault.PATH_NAME_START),
            path("_a_zkpass_public_", Fault.PATH_NAME_START),
            path("a._b", Fault.PATH_NAME_START),
            path("a[?_b]", Fault.PATH_NAME_START),
            path("é", Fault.PATH_NAME_START));

    private static Bad bad(String term, Fault fault, String name, String place) {
        return new Bad("[{'assign':{'x':" + term + "}}]", fault, name, "[0].assign.x" + place);
    }

    private static Bad path(String path, Fault fault) {
        String name =
                fault == Fault.PATH_NAME_START ? "DataVarNameNotStartingWithAlphabetError" : "DataVarParsingError";
        return bad("{'dvar':\"" + path + "\"}", fault, name, "");
    }

    static Stream<Bad> bad() {
        return BAD.stream();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void text_notAQuery_isTheNamedError(Bad bad) {
        QueryException error = parseError(bad.query().replace('\'', '"').replace("==\"1\"", "=='1'"), Set.of(Tag.NONE));
        assertThat(error.problem().fault()).isEqualTo(bad.fault());
        assertThat(error.error().engineName()).isEqualTo(bad.engineName());
        assertThat(error.place().text()).isEqualTo(bad.place());
        assertThat(error).hasMessageStartingWith(bad.engineName());
    }

    private static QueryException parseError(String query, Set<Tag> tags) {
        QueryException error = catchThrowableOfType(QueryException.class, () -> Query.parse(query, tags));
        assertThat(error).as(query).isNotNull();
        return error;
    }

    @Test
    void path_unknownTag_isAnErrorThatNamesTheTags() {
        QueryException error = parseError(
                "[{\"output\":{\"a\":{\"dvar\":\"school.name\"}}}]", Set.of(new Tag("bank"), new Tag("clinic")));
        assertThat(error.problem().fault()).isEqualTo(Fault.UNKNOWN_TAG);
        assertThat(error.error().engineName()).isEqualTo("DataVariableResolutionError");
        assertThat(error.problem().arguments()).containsExactly("school.name", "school", "bank, clinic");
    }

    @Test
    void path_tagWithoutField_isAnError() {
        for (String path : List.of("bank", "bank[0]", "bank[]")) {
            QueryException error =
                    parseError("[{\"output\":{\"a\":{\"dvar\":\"" + path + "\"}}}]", Set.of(new Tag("bank")));
            assertThat(error.problem().fault()).as(path).isEqualTo(Fault.PATH_ONLY_TAG);
        }
    }

    private static final List<Unfit> UNFIT = List.of(
            unfit("{'dvar':'b'}", "{'a':1}", Fault.FIELD_MISSING, "DataVariableResolutionError", "b"),
            unfit("{'dvar':'a.b'}", "{'a':1}", Fault.NOT_AN_OBJECT, "DataVariableResolutionError", "a"),
            unfit("{'dvar':'a[0]'}", "{'a':{}}", Fault.NOT_A_LIST, "DataVariableResolutionError", "a"),
            unfit("{'dvar':'a[]'}", "{'a':1}", Fault.NOT_A_LIST, "DataVariableResolutionError", "a"),
            unfit("{'dvar':'a[1]'}", "{'a':[5]}", Fault.INDEX_PAST_END, "DataVariableResolutionError", "a"),
            unfit(
                    "{'dvar':'a[].b'}",
                    "{'a':[{'b':1},{}]}",
                    Fault.FIELD_MISSING,
                    "DataVariableResolutionError",
                    "a[1].b"),
            unfit("{'dvar':'a[].b'}", "{'a':[{'b':1},2]}", Fault.NOT_AN_OBJECT, "DataVariableResolutionError", "a[1]"),
            unfit(
                    "{'dvar':'a[?p].b'}",
                    "{'a':[{'p':true,'b':1},{'b':1}]}",
                    Fault.FIELD_MISSING,
                    "DataVariableResolutionError",
                    "a[1].p"),
            unfit(
                    "{'dvar':'a[?p].b'}",
                    "{'a':[{'p':'true','b':1}]}",
                    Fault.FILTER_NOT_BOOLEAN,
                    "UnexpectedValueError",
                    "a[0].p"),
            unfit("{'dvar':'a[?p]'}", "{'a':[{'p':true}]}", Fault.VALUE_KIND, "UnexpectedValueError", "a[0]"),
            unfit("{'dvar':'a'}", "{'a':null}", Fault.VALUE_KIND, "UnexpectedValueError", "a"),
            unfit("{'dvar':'a'}", "{'a':{}}", Fault.VALUE_KIND, "UnexpectedValueError", "a"),
            unfit("{'dvar':'a'}", "{'a':[1,[2]]}", Fault.VALUE_KIND, "UnexpectedValueError", "a[1]"),
            unfit("{'dvar':'a[].b'}", "{'a':[{'b':[1]}]}", Fault.VALUE_KIND, "UnexpectedValueError", "a[0].b"),
            unfit("{'dvar':'a'}", "{'a':1.0}", Fault.VALUE_NOT_INTEGER, "UnexpectedValueError", "a"),
            unfit("{'dvar':'a'}", "{'a':1e2}", Fault.VALUE_NOT_INTEGER, "UnexpectedValueError", "a"),
            unfit("{'dvar':'a'}", "{'a':9223372036854775808}", Fault.VALUE_NOT_INTEGER, "UnexpectedValueError", "a"),
            unfit("{'==':[{'dvar':'a'},1]}", "{'a':'1'}", Fault.RELATION_TYPES, "UnexpectedValueError", null),
            unfit("{'==':[{'dvar':'a'},1]}", "{'a':[1,true]}", Fault.RELATION_TYPES, "UnexpectedValueError", null),
            unfit("{'>':['b','a']}", "{}", Fault.RELATION_TYPES, "UnexpectedValueError", null),
            unfit("{'<':[{'dvar':'a'},true]}", "{'a':[]}", Fault.RELATION_TYPES, "UnexpectedValueError", null),
            unfit("{'~==':[1,1]}", "{}", Fault.RELATION_TYPES, "UnexpectedValueError", null),
            unfit(
                    "{'==':[{'dvar':'a'},{'dvar':'a[]'}]}",
                    "{'a':[1]}",
                    Fault.RELATION_LISTS,
                    "ArrayComparisonNotSupportedError",
                    null),
            unfit("{'and':[{'lvar':'n'}]}", "{}", Fault.LOCAL_UNASSIGNED, "LocalVarParsingError", null),
            unfit("{'get_age':[5,'DD/MM/YYYY']}", "{}", Fault.DATE_NOT_TEXT, "UnexpectedValueError", null),
            unfit(
                    "{'get_age':[{'dvar':'a'},'DD/MM/YYYY']}",
                    "{'a':['01/01/2000']}",
                    Fault.DATE_NOT_TEXT,
                    "UnexpectedValueError",
                    "a[0]"),
            date("1980-01-01"),
            date("1/1/1980"),
            date("01/01/80"),
            date("01/01-1980"),
            date("01 01 1980"),
            date("31/04/1980"),
            date("29/02/1900"),
            date("00/01/1980"),
            date("01/13/1980"),
            date("01/01/1980 "),
            date("٠١/٠١/١٩٨٠"));

    private static Unfit unfit(String term, String data, Fault fault, String name, String field) {
        return new Unfit("[{'assign':{'x':" + term + "}}]", data, fault, name, "", field);
    }

    private static Unfit date(String date) {
        return unfit(
                "{'get_day_diff':[{'dvar':'a'},'DD/MM/YYYY']}",
                "{'a':'" + date + "'}",
                Fault.DATE_INVALID,
                "UnexpectedValueError",
                "a");
    }

    static Stream<Unfit> unfit() {
        return UNFIT.stream();
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void data_unfit_isTheNamedErrorAndField(Unfit unfit) throws Exception {
        Problem problem = failed(unfit.query(), unfit.data()).problem();
        assertThat(problem.fault()).isEqualTo(unfit.fault());
        assertThat(problem.error().engineName()).isEqualTo(unfit.engineName());
        assertThat(problem.place().text()).startsWith("[0].assign.x");
        assertThat(problem.field() == null ? null : problem.field().toString()).isEqualTo(unfit.field());
    }

    @Test
    void condition_notBoolean_isUnexpectedValue() throws Exception {
        Failed failed =
                failed("[{'assign':{'n':1}},{'if':{'condition':{'lvar':'n'},'then':[{'output':{'a':1}}]}}]", "{}");
        assertThat(failed.problem().fault()).isEqualTo(Fault.CONDITION_NOT_BOOLEAN);
        assertThat(failed.problem().error().engineName()).isEqualTo("UnexpectedValueError");
        assertThat(failed.problem().place().text()).isEqualTo("[1].if.condition");
    }

    @Test
    void output_unmarkedField_isDataVariableNotPublic() throws Exception {
        Failed failed = failed("[{'output':{'a':{'dvar':'b.c'}}}]", "{'b':{'c':1,'_c_zkpass_public_':false}}");
        assertThat(failed.problem().error().engineName()).isEqualTo("DataVariableNotPublicError");
        assertThat(failed.problem().field()).hasToString("b.c");
        assertThat(failed.problem().place().text()).isEqualTo("[0].output.a");
    }

    @Test
    void data_tagMissing_isUserDataParsingError() throws Exception {
        Query query = Query.parse("[{\"output\":{\"a\":{\"dvar\":\"bank.x\"}}}]", Set.of(new Tag("bank")));
        Failed failed = (Failed) Evaluator.evaluate(query, Map.of(), LocalDate.of(2026, 1, 1), DayCount.GREGORIAN);
        assertThat(failed.problem().fault()).isEqualTo(Fault.DATA_MISSING);
        assertThat(failed.problem().error().engineName()).isEqualTo("UserDataParsingError");
    }

    private static Failed failed(String query, String data) throws Exception {
        JsonObject object = JsonReader.readObject(data.replace('\'', '"'), JsonLimits.STANDARD);
        return (Failed) Evaluator.evaluate(
                Query.parse(query.replace('\'', '"')),
                Map.of(Tag.NONE, object),
                LocalDate.of(2026, 11, 21),
                DayCount.GREGORIAN);
    }

    @Test
    void everyFaultAndEveryErrorName_isTested() {
        Set<Fault> tested = EnumSet.of(
                Fault.UNKNOWN_TAG,
                Fault.PATH_ONLY_TAG,
                Fault.CONDITION_NOT_BOOLEAN,
                Fault.FIELD_NOT_PUBLIC,
                Fault.DATA_MISSING);
        BAD.forEach(bad -> tested.add(bad.fault()));
        UNFIT.forEach(unfit -> tested.add(unfit.fault()));
        assertThat(tested).containsExactlyInAnyOrder(Fault.values());
        assertThat(tested.stream().map(Fault::error)).contains(EngineError.values());
    }
}
