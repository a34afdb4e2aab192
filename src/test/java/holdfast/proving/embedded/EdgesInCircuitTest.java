package holdfast.proving.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import holdfast.credential.Tag;
import holdfast.dvr.DateFormat;
import holdfast.dvr.DayCount;
import holdfast.dvr.Evaluation;
import holdfast.dvr.Evaluator;
import holdfast.dvr.Query;
import holdfast.dvr.Value;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue.JsonObject;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The statement at the edges of what it can say: the circuit gives the evaluator's outputs there, and no others. */
class EdgesInCircuitTest {
    private static Map<Tag, byte[]> document(String data) {
        return Map.of(Tag.NONE, ("{\"data\":" + data + "}").getBytes(UTF_8));
    }

    private static List<String> violations(InCircuit circuit, String data, Map<String, Value> claimed) {
        return InCircuit.violations(circuit.assign(document(data), claimed));
    }

    // ---- dates ----

    private static final String DATES = "{\"b\":\"%s\",\"_b_zkpass_public_\":true}";

    @ParameterizedTest
    @CsvSource({"DD/MM/YYYY,DAY_FIRST", "MM/DD/YYYY,MONTH_FIRST"})
    void date_ofAnyYear_isTheCalendarsOrNone(String symbol, DateFormat format) throws Exception {
        InCircuit circuit = InCircuit.of("""
                [{"assign":{"a":{"get_age":[{"dvar":"b"},"%1$s"]}}},{"output":{"age":{"lvar":"a"}}},
                 {"assign":{"d":{"get_day_diff":[{"dvar":"b"},"%1$s"]}}},{"output":{"days":{"lvar":"d"}}}]
                """.formatted(symbol), DATES.formatted("01.01.2000"));
        int exist = 0;
        List<String> texts = dates();
        for (String text : texts) {
            LocalDate date = format.parse(text).orElse(null);
            LocalDate counted = date == null ? LocalDate.EPOCH : date;
            long age = Math.abs(Period.between(counted, InCircuit.TODAY).getYears());
            long days = ChronoUnit.DAYS.between(counted, InCircuit.TODAY);
            List<String> violations = violations(circuit, DATES.formatted(text), numbers(age, days));
            assertEquals(date != null, violations.isEmpty(), text + " " + violations);
            if (date == null) {
                assertTrue(violations.stream().anyMatch(name -> name.contains("/date/")), text + violations);
                continue;
            }
            exist++;
            assertEquals(
                    List.of("query/output age/output", "query/output days/output"),
                    violations(circuit, DATES.formatted(text), numbers(age + 1, days - 1)),
                    text);
        }
        assertTrue(exist > 50 && exist < texts.size() - 50, exist + " of " + texts.size() + " are days");
    }

    private static Map<String, Value> numbers(long age, long days) {
        return Map.of("age", new Value.Int(age), "days", new Value.Int(days));
    }

    /** The last days of February and of every month, in years of every kind; the first and the last year; no days. */
    private static List<String> dates() {
        List<String> texts = new ArrayList<>();
        for (int year : new int[] {0, 4, 100, 400, 1900, 1996, 2000, 2023, 2024, 2100, 9999}) {
            for (String day : List.of("28.02", "29.02", "30.02", "01.03", "02.29", "02.30")) {
                texts.add(day + ".%04d".formatted(year));
            }
        }
        for (int month = 0; month < 14; month++) {
            for (int day : new int[] {0, 1, 30, 31, 32}) {
                texts.add("%02d-%02d-2026".formatted(day, month));
            }
        }
        // The days around the reference, and of the same year.
        texts.addAll(List.of("19/11/2026", "20/11/2026", "21/11/2026", "11/19/2026", "11/20/2026", "11/21/2026"));
        texts.addAll(List.of("20/11/1926", "21/11/1926", "20/11/2126", "19/11/2126", "99/99/9999", "00/00/0000"));
        texts.addAll(List.of("01.01-2000", "01,01,2000", "1 .01.2000", "01.01.200a", "0/.01.2000", "01.01.20:0"));
        SplittableRandom random = new SplittableRandom(29);
        for (int n = 0; n < 60; n++) {
            texts.add(
                    "%02d/%02d/%04d".formatted(1 + random.nextInt(31), 1 + random.nextInt(12), random.nextInt(10_000)));
        }
        return texts;
    }

    // ---- integers ----

    private static final List<String> EXTREMES = List.of(
            "-9223372036854775808",
            "-9223372036854775807",
            "-1",
            "-0",
            "0",
            "1",
            "9223372036854775806",
            "9223372036854775807");

    @Test
    void integers_atTheEndsOf64Bits_comparedAsSuch() throws Exception {
        StringBuilder query = new StringBuilder("[");
        List<String> relators = List.of("<", "<=", ">", ">=", "==", "!=");
        for (int i = 0; i < relators.size(); i++) {
            query.append("""
                    {"assign":{"a%1$d":{"%2$s":[{"dvar":"x"},{"dvar":"y"}]}}},{"output":{"o%1$d":{"lvar":"a%1$d"}}},
                    {"assign":{"l%1$d":{"%2$s":[{"dvar":"x"},-9223372036854775808]}}},{"output":{"p%1$d":{"lvar":"l%1$d"}}},
                    {"assign":{"h%1$d":{"%2$s":[9223372036854775807,{"dvar":"x"}]}}},{"output":{"q%1$d":{"lvar":"h%1$d"}}},
                    """.formatted(i, relators.get(i)));
        }
        query.append("{\"output\":{\"x\":{\"dvar\":\"x\"}}}]");
        String data = "{\"_x_zkpass_public_\":true,\"x\":%s,\"y\":%s}";
        InCircuit circuit = InCircuit.of(query.toString(), data.formatted(EXTREMES.getFirst(), EXTREMES.getFirst()));
        for (String x : EXTREMES) {
            for (String y : EXTREMES) {
                Map<String, Value> outputs = evaluate(query.toString(), data.formatted(x, y));
                assertEquals(List.of(), violations(circuit, data.formatted(x, y), outputs), x + " and " + y);
                String wrong = "opq".charAt(Math.floorMod(x.hashCode(), 3)) + "" + Math.floorMod(y.hashCode(), 6);
                Map<String, Value> flipped = new LinkedHashMap<>(outputs);
                flipped.put(wrong, new Value.Bool(!((Value.Bool) outputs.get(wrong)).value()));
                assertEquals(
                        List.of("query/output " + wrong + "/output"),
                        violations(circuit, data.formatted(x, y), flipped));
            }
        }
    }

    private static Map<String, Value> evaluate(String query, String data) throws Exception {
        Map<Tag, JsonObject> object = Map.of(Tag.NONE, JsonReader.readObject(data, JsonLimits.STANDARD));
        Evaluation evaluation = Evaluator.evaluate(Query.parse(query), object, InCircuit.TODAY, DayCount.GREGORIAN);
        if (!(evaluation instanceof Evaluation.Evaluated evaluated)) {
            throw new InCircuit.NotEvaluable(evaluation);
        }
        Map<String, Value> outputs = new LinkedHashMap<>();
        evaluated.outputs().forEach(output -> outputs.put(output.key(), output.value()));
        return outputs;
    }

    // ---- lists ----

    private static final String ON_LISTS = """
            [{"assign":{"every":{">":[{"dvar":"l[?f].v"},2]}}},{"assign":{"some":{">":[{"dvar":"l[?f].v"},2,"or"]}}},
             {"assign":{"all":{">":[{"dvar":"l[].v"},0]}}},{"assign":{"any":{"==":[{"dvar":"l[].v"},4,"or"]}}},
             {"output":{"v":{"dvar":"l[?f].v"}}},{"output":{"w":{"dvar":"l[].v"}}},
             {"output":{"every":{"lvar":"every"}}},{"output":{"some":{"lvar":"some"}}},
             {"output":{"all":{"lvar":"all"}}},{"output":{"any":{"lvar":"any"}}}]
            """;

    /** Lists of every length that the circuit has room for and one more, with every choice of kept elements. */
    @Test
    void list_ofEveryLengthAndFilter_shownAndQuantifiedAsItIs() throws Exception {
        Map<Tag, JsonObject> longest = Map.of(Tag.NONE, JsonReader.readObject(list(4, 15), JsonLimits.STANDARD));
        InCircuit circuit =
                InCircuit.of(Query.parse(ON_LISTS), longest, document(list(4, 15) + " ".repeat(4)), InCircuit.TODAY);
        for (int length = 0; length <= 4; length++) {
            for (int kept = 0; kept < 1 << length; kept++) {
                String data = list(length, kept);
                Map<String, Value> outputs = evaluate(ON_LISTS, data);
                assertEquals(List.of(), violations(circuit, data, outputs), data);
                for (String key : outputs.keySet()) {
                    for (Value other : others(outputs.get(key))) {
                        Map<String, Value> changed = new LinkedHashMap<>(outputs);
                        changed.put(key, other);
                        List<String> violations = violations(circuit, data, changed);
                        assertTrue(
                                !violations.isEmpty()
                                        && violations.stream().allMatch(v -> v.startsWith("query/output " + key + "/")),
                                data + ": " + key + " as " + other + " " + violations);
                    }
                }
            }
        }
        // Five elements cannot be counted; four of them do not make a shorter list.
        InCircuit room = new InCircuit(
                Query.parse(ON_LISTS),
                document(list(5, 31)),
                InCircuit.TODAY,
                Shape.parse("depth=7;#l=4;l[?f].v=i;l[].v=i"),
                List.of(),
                new LinkedHashMap<>(evaluate(ON_LISTS, list(4, 15))));
        assertTrue(InCircuit.violations(room.assign()).contains("query/l[?f].v/array length/count"));
    }

    private static String list(int length, int kept) {
        return IntStream.range(0, length)
                .mapToObj(i -> "{\"f\":%b,\"v\":%d,\"_v_zkpass_public_\":true}".formatted((kept >> i & 1) != 0, i + 1))
                .collect(Collectors.joining(",", "{\"l\":[", "]}"));
    }

    /** A list in reverse, without its first or last element, with one twice or changed; the other truth value. */
    private static List<Value> others(Value value) {
        if (value instanceof Value.Bool(boolean held)) {
            return List.of(new Value.Bool(!held));
        }
        List<Value.Scalar> items = ((Value.Items) value).values();
        List<Value> others = new ArrayList<>();
        if (!items.isEmpty()) {
            others.add(new Value.Items(items.subList(1, items.size())));
            others.add(new Value.Items(items.subList(0, items.size() - 1)));
            List<Value.Scalar> changed = new ArrayList<>(items);
            changed.set(items.size() - 1, new Value.Int(9));
            others.add(new Value.Items(changed));
        }
        if (items.size() > 1) {
            List<Value.Scalar> reversed = new ArrayList<>(items);
            Collections.reverse(reversed);
            others.add(new Value.Items(reversed));
        }
        if (items.size() < 4) {
            List<Value.Scalar> longer = new ArrayList<>(items);
            longer.add(items.isEmpty() ? new Value.Int(0) : items.getLast());
            others.add(new Value.Items(longer));
        }
        return others;
    }

    // ---- branches and markers ----

    /** The other side gives the same outputs: only the condition tells them apart. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void branch_otherThanTheConditionSays_isRefused(boolean side) throws Exception {
        String query = """
                [{"if":{"condition":{">":[{"dvar":"x"},5]},"then":[{"output":{"o":{"dvar":"y"}}}],"else":[{"output":{"o":{"dvar":"y"}}}]}}]
                """;
        String data = "{\"x\":%d,\"y\":7,\"_y_zkpass_public_\":true}".formatted(side ? 6 : 5);
        for (boolean claimed : new boolean[] {true, false}) {
            InCircuit circuit = new InCircuit(
                    Query.parse(query),
                    document(data),
                    InCircuit.TODAY,
                    Shape.parse("depth=7;x=i;y=i"),
                    List.of(claimed),
                    new LinkedHashMap<>(evaluate(query, data)));
            assertEquals(claimed == side ? List.of() : List.of("query/branch"), InCircuit.violations(circuit.assign()));
        }
    }

    /** The marker of a field counts beside the field itself: not of another element, above, below, or of another name or value. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"l\":[{\"v\":1},{\"v\":2,\"_v_zkpass_public_\":true}]}",
                "{\"l\":[{\"v\":1,\"_l_zkpass_public_\":true},{\"v\":2}],\"_v_zkpass_public_\":true}",
                "{\"l\":[{\"v\":1,\"o\":{\"_v_zkpass_public_\":true}},{\"v\":2}],\"_l_zkpass_public_\":true}",
                "{\"l\":[{\"v\":1,\"_v_zkpass_public_\":\"true\"},{\"v\":2,\"_v_zkpass_public_\":true}]}",
                "{\"l\":[{\"v\":1,\"_v_zkpass_public_\":false},{\"v\":2,\"_v_zkpass_public_\":true}]}",
                "{\"l\":[{\"v\":1,\"_v_zkpass_public_\":[true]},{\"v\":2}]}",
                "{\"l\":[{\"v\":1,\"v_zkpass_public_\":true,\"_vv_zkpass_public_\":true},{\"v\":2}]}",
                "{\"l\":[{\"v\":1,\"s\":\"_v_zkpass_public_\",\"t\":true},{\"v\":2}]}",
                "{\"l\":[{\"v\":1,\"_v_zkpass_public_\":{\"_v_zkpass_public_\":true}},{\"v\":2}]}"
            })
    void marker_elsewhere_doesNotCount(String data) throws Exception {
        String query = "[{\"output\":{\"o\":{\"dvar\":\"l[0].v\"}}}]";
        InCircuit circuit = new InCircuit(
                Query.parse(query),
                document(data),
                InCircuit.TODAY,
                Shape.parse("depth=7;l[0].v=i"),
                List.of(),
                new LinkedHashMap<>(Map.of("o", new Value.Int(1))));
        List<String> violations = InCircuit.violations(circuit.assign());
        assertTrue(
                !violations.isEmpty() && violations.stream().allMatch(v -> v.startsWith("query/marker of v/")),
                violations.toString().toLowerCase(Locale.ROOT));
    }
}
