package holdfast.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holdfast.json.JsonException.Reason;
import holdfast.json.JsonValue.JsonNumber;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    private static final String SAMPLE =
            "{\"a\":[1,-0,2.5e3,\"\\u0041\\n\\\"\",true,false,null],\"b\":{\"c\":{},\"d\":[]},\"é\":\"日本\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "[{\"x\":{\"b\":1,\"\\u0062\":1}}]",
                "{\"\":1,\"\":2}"
            })
    void read_duplicateMember_isRefused(String text) {
        assertRefused(text, Reason.DUPLICATE_MEMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud800x\"", "[\"a\\udfff\"]"})
    void read_loneSurrogate_isRefused(String text) {
        assertRefused(text, Reason.LONE_SURROGATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2", "{} x", "[]]", "{}\u0000", "true false", "{}/**/"})
    void read_trailingData_isRefused(String text) {
        assertRefused(text, Reason.TRAILING_DATA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "\uFEFF{}",
                "NaN",
                "+1",
                "01",
                "1.",
                ".5",
                "'a'",
                "{a:1}",
                "{\"\\udfff\":1}",
                "[1,]",
                "\"\t\""
            })
    void read_notJson_isRefused(String text) {
        assertRefused(text, Reason.SYNTAX);
    }

    @Test
    void read_depthOverLimit_isRefused() throws JsonException {
        String atLimit = "[".repeat(32) + "]".repeat(32);
        assertThat(JsonReader.read(atLimit, JsonLimits.STANDARD)).isNotNull();
        assertRefused("[".repeat(33) + "]".repeat(33), Reason.TOO_DEEP);
        assertRefused("{\"a\":".repeat(33) + "1" + "}".repeat(33), Reason.TOO_DEEP);
        assertRefused("[".repeat(30_000), Reason.TOO_DEEP);
    }

    @Test
    void read_longNumber_isRefused() {
        assertRefused("1".repeat(129), Reason.NUMBER_TOO_LONG);
        assertRefused("[0." + "0".repeat(60_000) + "1]", Reason.NUMBER_TOO_LONG);
    }

    @Test
    void read_largeDocument_isRefused() {
        assertRefused("\"" + "é".repeat(40_000) + "\"", Reason.TOO_LARGE);
    }

    @Test
    void read_notUtf8_isRefused() {
        byte[] overlong = {'"', (byte) 0xC0, (byte) 0xAF, '"'};
        assertThatThrownBy(() -> JsonReader.read(overlong, JsonLimits.STANDARD))
                .isInstanceOfSatisfying(
                        JsonException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SYNTAX));
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "-0,0",
        "9223372036854775807,9223372036854775807",
        "-9223372036854775808,-9223372036854775808",
        "9223372036854775808,",
        "-9223372036854775809,",
        "1.0,",
        "1e2,",
        "100000000000000000000,"
    })
    void asLong_onlyExactIntegers(String text, String expected) {
        assertThat(new JsonNumber(text).asLong())
                .isEqualTo(
                        expected == null
                                ? java.util.OptionalLong.empty()
                                : java.util.OptionalLong.of(Long.parseLong(expected)));
    }

    @Test
    void write_compactAndPretty_readBackEqual() throws JsonException {
        JsonValue value = JsonReader.read(SAMPLE, JsonLimits.STANDARD);
        assertThat(JsonReader.read(JsonWriter.compact(value), JsonLimits.STANDARD))
                .isEqualTo(value);
        assertThat(JsonReader.read(JsonWriter.pretty(value), JsonLimits.STANDARD))
                .isEqualTo(value);
        assertThat(JsonWriter.compact(value))
                .isEqualTo("{\"a\":[1,-0,2.5e3,\"A\\n\\\"\",true,false,null],\"b\":{\"c\":{},\"d\":[]},\"é\":\"日本\"}");
    }

    @Test
    void read_mutatedDocument_givesValueOrJsonException() {
        long seed = 20261121;
        SplittableRandom random = new SplittableRandom(seed);
        byte[] valid = SAMPLE.getBytes(StandardCharsets.UTF_8);
        int accepted = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] mutated = holdfast.testing.Mutations.mutate(valid, random);
            try {
                JsonReader.read(mutated, JsonLimits.STANDARD);
                accepted++;
            } catch (JsonException e) {
                assertThat(e.reason()).isNotNull();
            }
        }
        assertThat(accepted).as("seed " + seed).isBetween(1, 99_999);
    }

    private static void assertRefused(String text, Reason reason) {
        assertThatThrownBy(() -> JsonReader.read(text, JsonLimits.STANDARD))
                .isInstanceOfSatisfying(
                        JsonException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
