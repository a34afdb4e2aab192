package holdfast.dvr;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.credential.Tag;
import holdfast.dvr.Evaluation.Evaluated;
import holdfast.dvr.Evaluation.Failed;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.testing.Vectors;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample queries and data of the zkPass SDK. */
class SdkSamplesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "basic-dvr | basic-data | {\"result\":true}",
                "basic-dvr | basic-data-false | {\"result\":false}",
                "health-dvr | health-data | {\"result\":true}",
                "bca-finance-ramana-dvr | ramana-profile | {\"title\":\"Loan Query Results\",\"result\":true,"
                        + "\"name\":\"Ramana\",\"email\":\"Ramana.Maharshi@karma.org\"}",
                "bca-finance-ramana-dvr | dewi-profile | {\"title\":\"Loan Query Results\",\"result\":false}",
                "bca-finance-ramana-dvr2 | ramana-profile | {\"title\":\"Loan Query Results\",\"result\":true,"
                        + "\"name\":\"Ramana\"}",
                "bca-finance-ramana-dvr2 | dewi-profile | {\"title\":\"Loan Query Results\",\"result\":false,"
                        + "\"age_status\":true,\"residence_status\":false,\"balance_status\":true}",
                "bca-finance-conditional | ramana-profile | {\"result\":true,"
                        + "\"email\":\"Ramana.Maharshi@karma.org\",\"credit\":755}",
                "bca-finance-conditional | dewi-profile | {\"result\":false,\"name\":\"Dewi\"}",
                "bca-insurance-dewi-dvr | dewi-profile | {\"name\":\"Dewi\",\"result\":true}",
                "bca-insurance-dewi-dvr | dewi-profile-wrong | {\"name\":\"Dewi\",\"result\":false}",
                "bca-insurance-dewi-dvr-array | dewi-profile-array | {\"name\":\"Dewi\",\"result\":true,"
                        + "\"balances\":[50000000,75000000]}",
                "employee-onboarding-dvr | jane-blood-test-result | {\"name\":\"Jane\","
                        + "\"email\":\"jane.doe@gmail.com\",\"result\":true}",
                "employee-onboarding-dvr | jane2-blood-test-result | {\"name\":\"Jane\","
                        + "\"email\":\"jane.doe@gmail.com\",\"result\":false}",
                "employee2-onboarding-dvr | jane-blood-test-result | {\"name\":\"Jane\",\"result\":false}",
                "array-dvr | array-user-data | {\"result\":false,\"names\":[\"John\",\"Jane\",\"Dewi\",\"ramana\"]}",
            })
    void sample_evaluated_givesItsOutputs(String query, String data, String outputs) throws Exception {
        Evaluation evaluation = evaluate(query, data);
        assertThat(evaluation).isInstanceOf(Evaluated.class);
        assertThat(JsonWriter.compact(((Evaluated) evaluation).outputsJson())).isEqualTo(outputs);
        assertThat(((Evaluated) evaluation).satisfied()).isEqualTo(outputs.contains("\"result\":true"));
    }

    @ParameterizedTest
    @CsvSource({
        "bca-finance-ramana-dvr, john-profile, DataVariableResolutionError, personalInfo.dateOfBirth, 6",
        "bca-finance-conditional, john-profile, DataVariableResolutionError, personalInfo.firstName, 6",
        "bca-finance-ramana-dvr, dewi-profile-wrong, UnexpectedValueError, personalInfo.dateOfBirth, 1",
        "bca-finance-ramana-dvr2, dewi-profile-wrong, UnexpectedValueError, personalInfo.dateOfBirth, 1",
        "bca-insurance-dewi-dvr-array, dewi-profile, DataVariableResolutionError,"
                + " financialInfo.accounts.checking, 1",
        "employee-onboarding-dvr, ramana-profile, DataVariableResolutionError, lab, 8",
    })
    void sample_unfitData_isTheNamedError(String query, String data, String error, String field, int fields)
            throws Exception {
        Evaluation evaluation = evaluate(query, data);
        assertThat(evaluation).isInstanceOf(Failed.class);
        Failed failed = (Failed) evaluation;
        assertThat(failed.problem().error().engineName()).isEqualTo(error);
        assertThat(failed.problem().field()).hasToString(field);
        assertThat(failed.fieldProblems()).hasSize(fields);
    }

    @Test
    void joinedInsurance_bankAndHealth_isTrue() throws Exception {
        Map<Tag, JsonObject> data = Map.of(
                new Tag("bank"), json("multiple/bank"),
                new Tag("health"), json("multiple/health"));
        Query query = Query.parse(Vectors.text("zkpass/data/multiple/insurance-dvr.json"), data.keySet());
        Evaluated evaluated = (Evaluated) Evaluator.evaluate(query, data, TODAY, DayCount.FIXED_365);
        assertThat(JsonWriter.compact(evaluated.outputsJson())).isEqualTo("{\"name\":\"Dewi\",\"result\":true}");
        assertThat(evaluated.shown()).map(FieldPath::toString).containsExactly("bank.personalInfo.firstName");
        assertThat(evaluated.readButNotShown())
                .map(read -> read.field().toString())
                .contains("bank.bankId", "health.bankId", "health.personalInfo.firstName")
                .doesNotContain("bank.personalInfo.firstName");
    }

    @Test
    void everySample_isParsedPrintedAndParsed_toTheSameQuery() throws Exception {
        int queries = 0;
        for (Path file : Vectors.files("zkpass/data")) {
            if (file.getFileName().toString().contains("-dvr")
                    || file.getFileName().toString().contains("conditional")) {
                Query query = Query.parse(java.nio.file.Files.readString(file));
                assertThat(Query.parse(query.print()))
                        .as("%s", file.getFileName())
                        .isEqualTo(query);
                queries++;
            }
        }
        assertThat(queries).isEqualTo(10);
    }

    private static Evaluation evaluate(String query, String data) throws Exception {
        return Evaluator.evaluate(
                Query.parse(Vectors.text("zkpass/data/" + query + ".json")),
                Map.of(Tag.NONE, json(data)),
                TODAY,
                DayCount.GREGORIAN);
    }

    private static JsonObject json(String name) throws Exception {
        return JsonReader.readObject(Vectors.bytes("zkpass/data/" + name + ".json"), JsonLimits.STANDARD);
    }
}
