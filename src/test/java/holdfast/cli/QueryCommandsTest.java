package holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.cli.CliRunner.Result;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.testing.Vectors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** request, preview, digest, lint and demo. */
class QueryCommandsTest {
    private static final String DATE = "2026-11-20";

    @TempDir
    private Path folder;

    private final CliRunner cli = new CliRunner();

    @BeforeEach
    void makeKeys() {
        cli.run("keygen", "--kid", "k-1", "--out", folder.resolve("issuer"));
        cli.run("keygen", "--kid", "k-1", "--out", folder.resolve("verifier"));
    }

    @ParameterizedTest
    @CsvSource({
        "bca-finance-ramana-dvr,ramana-profile,0,'{\"title\":\"Loan Query Results\",\"result\":true,"
                + "\"name\":\"Ramana\",\"email\":\"Ramana.Maharshi@karma.org\"}'",
        "bca-finance-ramana-dvr,dewi-profile,1,'{\"title\":\"Loan Query Results\",\"result\":false}'",
        "employee-onboarding-dvr,jane-blood-test-result,0,"
                + "'{\"name\":\"Jane\",\"email\":\"jane.doe@gmail.com\",\"result\":true}'",
        "employee-onboarding-dvr,jane2-blood-test-result,1,"
                + "'{\"name\":\"Jane\",\"email\":\"jane.doe@gmail.com\",\"result\":false}'",
        "bca-finance-conditional,ramana-profile,0,"
                + "'{\"result\":true,\"email\":\"Ramana.Maharshi@karma.org\",\"credit\":755}'",
        "array-dvr,array-user-data,1,'{\"result\":false,\"names\":[\"John\",\"Jane\",\"Dewi\",\"ramana\"]}'",
        "bca-insurance-dewi-dvr-array,dewi-profile-array,0,"
                + "'{\"name\":\"Dewi\",\"result\":true,\"balances\":[50000000,75000000]}'"
    })
    void preview_sdkSample_givesItsOutputs(String query, String data, int code, String outputs) throws Exception {
        Path request = request(Vectors.path("zkpass/data/" + query + ".json"));
        Path credential = credential(Vectors.path("zkpass/data/" + data + ".json"), data);
        Result preview = preview(request, credential.toString());
        assertThat(preview.err()).isEmpty();
        JsonObject json = JsonReader.readObject(preview.out(), JsonLimits.PROOF);
        assertThat(JsonWriter.compact(json.members().get("outputs"))).isEqualTo(outputs);
        assertThat(preview.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "bca-finance-ramana-dvr,john-profile,DataVariableResolutionError",
        "bca-finance-ramana-dvr,dewi-profile-wrong,UnexpectedValueError"
    })
    void preview_dataThatDoesNotFit_givesTheEnginesError(String query, String data, String error) throws Exception {
        Path request = request(Vectors.path("zkpass/data/" + query + ".json"));
        Result preview = preview(
                request,
                credential(Vectors.path("zkpass/data/" + data + ".json"), data).toString());
        assertThat(preview.code()).isEqualTo(1);
        JsonObject json = JsonReader.readObject(preview.out(), JsonLimits.PROOF);
        assertThat(((JsonObject) json.members().get("error")).get("name")).isEqualTo(JsonValue.of(error));
    }

    @Test
    void preview_twoCredentials_areJoined() throws Exception {
        Path request = folder.resolve("joined.jwt");
        assertThat(cli.run(
                                "request",
                                "--key",
                                folder.resolve("verifier/private.pem"),
                                "--query",
                                Vectors.path("zkpass/data/multiple/insurance-dvr.json"),
                                "--title",
                                "Insurance",
                                "--issuer",
                                "bank=" + folder.resolve("issuer/public.pem"),
                                "--issuer",
                                "health=" + folder.resolve("issuer/public.pem"),
                                "--out",
                                request)
                        .code())
                .isZero();
        Path bank = credential(Vectors.path("zkpass/data/multiple/bank.json"), "bank");
        Path health = credential(Vectors.path("zkpass/data/multiple/health.json"), "health");
        Result preview = preview(request, "bank=" + bank, "health=" + health);
        assertThat(preview.code()).isZero();
        assertThat(JsonWriter.compact(JsonReader.readObject(preview.out(), JsonLimits.PROOF)
                        .members()
                        .get("outputs")))
                .isEqualTo("{\"name\":\"Dewi\",\"result\":true}");
        Result missing = preview(request, "bank=" + bank);
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("tag health");
    }

    /** A proof shows which branches were taken, so that a request can ask without a single output. */
    @Test
    void preview_questionsAskedByBranches_areTold() throws Exception {
        StringBuilder query = new StringBuilder("[{\"output\":{\"result\":true}}");
        for (int i = 1; i <= 12; i++) {
            query.append(",{\"if\":{\"condition\":{\">=\":[{\"dvar\":\"salary\"},")
                    .append(1000 * i)
                    .append("]},\"then\":[{\"assign\":{\"t\":1}}]}}");
        }
        Path request = request(Files.writeString(folder.resolve("query.json"), query.append(']')));
        Path credential = credential(Files.writeString(folder.resolve("data.json"), "{\"salary\":5500}"), "salary");
        Result preview = cli.run(
                "preview", "--language", "en", "--request", request, "--credential", credential, "--date", DATE);
        assertThat(preview.code()).isZero();
        String own = preview.out()
                .substring(preview.out().indexOf("The verifier would learn (this is the way your data takes)"))
                .split("With other data", 2)[0];
        assertThat(own)
                .contains("If “salary” is at least 5,000", "If it is not so that “salary” is at least 6,000")
                .contains("If it is not so that “salary” is at least 12,000");
        assertThat(preview.out())
                .contains("learns whether each condition that decides your case held")
                .contains("A proof also shows about how large the signed data is");
    }

    @Test
    void preview_json_hasTheDocumentedMembers() throws Exception {
        Path request = request(query("[{\"assign\":{\"ok\":{\">=\":[{\"dvar\":\"age\"},21]}}},"
                + "{\"output\":{\"result\":{\"lvar\":\"ok\"}}}]"));
        Result preview = preview(
                request,
                credential(data("{\"age\":30,\"name\":\"Sari\"}"), "sari").toString());
        JsonObject json = JsonReader.readObject(preview.out(), JsonLimits.PROOF);
        assertThat(json.members().keySet())
                .containsExactly("request", "date", "satisfied", "outputs", "conditions", "reads", "learns", "lint");
        assertThat(json.get("reads")).isEqualTo(JsonValue.array(List.of(JsonValue.of("age"))));
        JsonArray learns = (JsonArray) json.members().get("learns");
        assertThat(learns.items()).hasSize(1);
    }

    @Test
    void preview_otherIssuer_isRefusedWithASentence() throws Exception {
        cli.run("keygen", "--kid", "k-1", "--out", folder.resolve("stranger"));
        Path request = request(query("[{\"output\":{\"result\":true}}]"));
        Path token = folder.resolve("stranger.jwt");
        cli.run(
                "issue",
                "--key",
                folder.resolve("stranger/private.pem"),
                "--data",
                data("{\"age\":30}"),
                "--out",
                token);
        Result preview = preview(request, token.toString());
        assertThat(preview.code()).isEqualTo(1);
        assertThat(preview.err()).contains("not signed by the issuer that the request names");
    }

    @Test
    void preview_tamperedRequest_isRefused() throws Exception {
        Path request = request(query("[{\"output\":{\"result\":true}}]"));
        String text = Files.readString(request).strip();
        int dot = text.lastIndexOf('.');
        char last = text.charAt(dot + 5);
        Files.writeString(request, text.substring(0, dot + 5) + (last == 'A' ? 'B' : 'A') + text.substring(dot + 6));
        Result preview =
                preview(request, credential(data("{\"age\":30}"), "sari").toString());
        assertThat(preview.code()).isEqualTo(1);
        assertThat(preview.err()).contains("Refused");
    }

    @Test
    void preview_dayThatDoesNotExist_isBadUsageInPlainWords() throws Exception {
        Path request = request(query("[{\"output\":{\"result\":true}}]"));
        Result preview = cli.run("preview", "--request", request, "--credential", request, "--date", "2026-02-30");
        assertThat(preview.code()).isEqualTo(2);
        assertThat(preview.err()).contains("not a date that exists").doesNotContain("java");
    }

    @Test
    void preview_inIndonesian_speaksIndonesian() throws Exception {
        Path request = request(query("[{\"output\":{\"result\":true}}]"));
        Path credential = credential(data("{\"age\":30}"), "sari");
        Result english = cli.run("preview", "--request", request, "--credential", credential, "--language", "en");
        Result indonesian = cli.run("preview", "--request", request, "--credential", credential, "--language", "id");
        assertThat(english.out()).contains("The verifier would learn");
        assertThat(indonesian.out()).contains("Verifikator akan mengetahui");
    }

    @Test
    void request_notAQuery_isBadInputWithTheEnginesName() throws Exception {
        Result made = cli.run(
                "request",
                "--key",
                folder.resolve("verifier/private.pem"),
                "--query",
                query("{}"),
                "--title",
                "t",
                "--issuer",
                folder.resolve("issuer/public.pem"),
                "--out",
                folder.resolve("never.jwt"));
        assertThat(made.code()).isEqualTo(2);
        assertThat(made.err()).contains("DvrNotAnArrayError");
        assertThat(folder.resolve("never.jwt")).doesNotExist();
    }

    @Test
    void digest_ofARequest_isTheOneThatShowTells() throws Exception {
        Path request = request(query("[{\"output\":{\"result\":true}}]"));
        String digest = cli.run("digest", "--request", request).out().strip();
        assertThat(digest).matches("[0-9a-f]{64}");
        assertThat(cli.run("show", request).out()).contains(digest);
    }

    @Test
    void lint_queryWithAnError_endsWithOne() throws Exception {
        Result clean = cli.run("lint", "--query", query("[{\"output\":{\"result\":{\"lvar\":\"nobody\"}}}]"), "--json");
        assertThat(clean.code()).isEqualTo(1);
        assertThat(clean.out()).contains("\"code\": \"unassigned\"").contains("\"remedy\"");
    }

    @Test
    void demo_playsEverySampleRequest() {
        Result demo = cli.run("demo", "--language", "en");
        assertThat(demo.code()).as(demo.err()).isZero();
        assertThat(demo.out())
                .contains("Personal loan", "Proof of residence", "Fit for work", "Doctoral scholarship")
                .contains("Car rental", "Health insurance", "Credit tier", "Tour guide")
                .doesNotContain("cannot be answered")
                .doesNotContain("REFUSED");
        assertThat(demo.out().lines().filter(line -> line.contains("ACCEPTED, issuer-proven")))
                .hasSize(8);
    }

    private Result preview(Path request, String... credentials) {
        String[] args = new String[6 + 2 * credentials.length];
        args[0] = "preview";
        args[1] = "--request";
        args[2] = request.toString();
        args[3] = "--json";
        args[4] = "--date";
        args[5] = DATE;
        for (int i = 0; i < credentials.length; i++) {
            args[6 + 2 * i] = "--credential";
            args[7 + 2 * i] = credentials[i];
        }
        return cli.run((Object[]) args);
    }

    private Path request(Path query) {
        Path out = folder.resolve("request.jwt");
        Result made = cli.run(
                "request",
                "--key",
                folder.resolve("verifier/private.pem"),
                "--query",
                query,
                "--title",
                "Test",
                "--issuer",
                folder.resolve("issuer/public.pem"),
                "--out",
                out);
        assertThat(made.code()).as(made.err()).isZero();
        return out;
    }

    private Path credential(Path data, String name) {
        Path out = folder.resolve(name + ".jwt");
        Result made = cli.run("issue", "--key", folder.resolve("issuer/private.pem"), "--data", data, "--out", out);
        assertThat(made.code()).as(made.err()).isZero();
        return out;
    }

    private Path query(String text) throws Exception {
        return Files.writeString(folder.resolve("query.json"), text);
    }

    private Path data(String text) throws Exception {
        return Files.writeString(folder.resolve("data.json"), text);
    }
}
