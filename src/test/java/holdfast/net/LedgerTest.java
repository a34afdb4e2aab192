package holdfast.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.net.ConnectionLedger.Attempt;
import holdfast.net.LedgerLine.Result;
import holdfast.net.NetException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {
    private static final Attempt ATTEMPT =
            new Attempt(Instant.parse("2026-01-02T03:04:05.006Z"), Purpose.KEY_SET, "GET", "https://example.org/keys");

    @Test
    void lines_areAddedAndCompletedOnce() {
        MemoryLedger ledger = new MemoryLedger();
        ledger.refused(ATTEMPT, Reason.NOT_ALLOWED);
        long line = ledger.opening(ATTEMPT, List.of("192.0.2.1"));
        assertThat(line).isEqualTo(2);
        assertThat(ledger.lines().get(1).result()).isEqualTo(new Result.Open());
        ledger.closed(line, new Result.Answered(200, 0, 7));
        assertThat(ledger.lines())
                .containsExactly(
                        new LedgerLine(1, ATTEMPT, List.of(), new Result.Refused(Reason.NOT_ALLOWED)),
                        new LedgerLine(2, ATTEMPT, List.of("192.0.2.1"), new Result.Answered(200, 0, 7)));
        assertThatThrownBy(() -> ledger.closed(line, new Result.Open())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ledger.closed(1, new Result.Open())).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource
    void line_survivesJson(Reason reason) throws Exception {
        for (Purpose purpose : Purpose.values()) {
            Attempt attempt = new Attempt(ATTEMPT.at(), purpose, "POST", "https://example.org/a\"b");
            for (Result result : List.of(
                    new Result.Open(),
                    new Result.Refused(reason),
                    new Result.Failed(reason),
                    new Result.Answered(200, 1, Long.MAX_VALUE))) {
                LedgerLine line = new LedgerLine(7, attempt, List.of("192.0.2.1", "2001:db8::1"), result);
                JsonObject json = JsonReader.readObject(JsonWriter.compact(line.toJson()), JsonLimits.STANDARD);
                assertThat(LedgerLine.ofJson(json)).contains(line);
            }
        }
    }

    @Test
    void otherJson_isNoLine() throws Exception {
        String good = JsonWriter.compact(
                new LedgerLine(7, ATTEMPT, List.of("192.0.2.1"), new Result.Answered(200, 1, 2)).toJson());
        assertThat(LedgerLine.ofJson(read(good))).isPresent();
        for (String[] change : new String[][] {
            {"\"number\":7", "\"number\":\"7\""},
            {"\"number\":7", "\"number\":7.5"},
            {"\"key-set\"", "\"nothing\""},
            {"2026-", "later"},
            {"[\"192.0.2.1\"]", "\"192.0.2.1\""},
            {"[\"192.0.2.1\"]", "[1]"},
            {"\"answered\"", "\"maybe\""},
            {"\"status\":200", "\"status\":99999999999"},
            {"\"sent\":1", "\"send\":1"}
        }) {
            String changed = good.replace(change[0], change[1]);
            assertThat(changed).isNotEqualTo(good);
            assertThat(LedgerLine.ofJson(read(changed))).as(changed).isEmpty();
        }
        assertThat(LedgerLine.ofJson(read("{}"))).isEmpty();
    }

    private static JsonObject read(String json) throws Exception {
        return JsonReader.readObject(json, JsonLimits.STANDARD);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "max-age=60 | | 60",
                "public, max-age=60 | | 60",
                "MAX-AGE=60 | | 60",
                "max-age=\"60\" | | 60",
                "max-age=60, max-age=30 | | 30",
                "max-age=60 | 20 | 40",
                "max-age=60 | 90 | 0",
                "max-age=60 | x | 60",
                "no-store | | 0",
                "max-age=60, no-cache | | 0",
                "no-cache=\"x\", max-age=60 | | 0",
                "max-age=999999999999999999 | | 999999999999999999"
            },
            delimiter = '|')
    void freshness_isRead(String cacheControl, String age, long seconds) {
        assertThat(Freshness.read(List.of(cacheControl), age)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "public",
                "max-age",
                "max-age=",
                "max-age=-1",
                "max-age=1.5",
                "max-age=9999999999999999999",
                "s-maxage=60"
            })
    void freshness_unsaid_isEmpty(String cacheControl) {
        assertThat(Freshness.read(List.of(cacheControl), null)).isEqualTo(Optional.empty());
    }

    @Test
    void limits_mustBePositive() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new Limits(second, second, Duration.ZERO, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Limits(second, Duration.ZERO, second, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Limits(Duration.ZERO, second, second, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Limits(second, second, second, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
