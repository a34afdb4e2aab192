package holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonNumber;
import holdfast.json.JsonValue.JsonObject;
import org.junit.jupiter.api.Test;

class BenchCommandsTest {
    @Test
    void benchProve_smallestClass_reportsEachStageOfAProofThatVerifies() throws Exception {
        CliRunner.Result result = new CliRunner().run("bench", "prove", "--blocks", "8", "--runs", "2", "--json");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(Cli.OK);
        JsonArray all = (JsonArray) JsonReader.read(result.out(), JsonLimits.STANDARD);
        JsonObject figures = (JsonObject) all.items().getFirst();
        assertThat(figures.get("blocks")).isEqualTo(JsonNumber.of(8));
        assertThat(figures.members().sequencedKeySet())
                .containsExactly(
                        "blocks",
                        "compile",
                        "firstProve",
                        "circuit",
                        "witness",
                        "commitment",
                        "sumcheck",
                        "opening",
                        "check",
                        "prove",
                        "verify",
                        "proofBytes",
                        "fileBytes",
                        "heapBytes");
        assertThat(figures.members().values())
                .allSatisfy(value ->
                        assertThat(((JsonNumber) value).asLong().orElseThrow()).isPositive());
    }

    @Test
    void benchProve_tooFewBlocks_saysHowManyAreNeeded() {
        CliRunner.Result result = new CliRunner().run("bench", "prove", "--blocks", "3");
        assertThat(result.code()).isEqualTo(Cli.BAD_INPUT);
        assertThat(result.err()).contains("--blocks 3 is too small", "more than 3 blocks");
    }
}
