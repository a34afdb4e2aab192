package holdfast.proving.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import holdfast.credential.Tag;
import holdfast.dvr.Query;
import holdfast.dvr.Value;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bounds of what can be proven, each reached in the circuit; and what a prover might rather claim, refused by it. */
class StatementBoundsTest {
    private static final String LONG = IntStream.range(0, 256)
            .mapToObj(i -> String.valueOf((char) ('a' + i * 7 % 26)))
            .collect(Collectors.joining());

    @Test
    void text_of256Bytes_shownComparedAndSearched() throws Exception {
        String data = "{\"t\":\"" + LONG + "\",\"_t_zkpass_public_\":true,\"u\":\""
                + LONG.toUpperCase(java.util.Locale.ROOT) + "\",\"end\":\"" + LONG.substring(240) + "\"}";
        InCircuit circuit = InCircuit.of("""
                [{"assign":{"c":{"and":[{"~==":[{"dvar":"t"},{"dvar":"u"}]},{"!=":[{"dvar":"t"},{"dvar":"u"}]},
                  {"~contains":[{"dvar":"t"},{"dvar":"end"}]},{"~contains":[{"dvar":"t"},{"dvar":"t"}]},
                  {"==":[{"dvar":"t"},"%s"]},{"~contains":[{"dvar":"u"},"%s"]}]}}},
                 {"output":{"t":{"dvar":"t"}}},{"output":{"result":{"lvar":"c"}}}]
                """.formatted(LONG, LONG.substring(1)), data);
        assertEquals(new Value.Bool(true), circuit.outputs.get("result"));
        circuit.check("256 bytes");
        Map<String, Value> cut = new LinkedHashMap<>(circuit.outputs);
        cut.put("t", new Value.Text(LONG.substring(0, 255)));
        assertEquals(java.util.List.of("query/output t/output"), InCircuit.violations(circuit.assign(cut)));
    }

    @Test
    void list_of64Elements_readFilteredAndShown() throws Exception {
        String items = IntStream.range(0, 64)
                .mapToObj(i -> "{\"f\":%b,\"v\":%d%s}"
                        .formatted(i % 3 == 0, i, i % 3 == 0 ? ",\"_v_zkpass_public_\":true" : ""))
                .collect(Collectors.joining(","));
        InCircuit circuit = InCircuit.of("""
                [{"assign":{"c":{"and":[{"<":[{"dvar":"l[].v"},64]},{">":[{"dvar":"l[].v"},62,"or"]}]}}},
                 {"output":{"v":{"dvar":"l[?f].v"}}},{"output":{"result":{"lvar":"c"}}}]
                """, "{\"l\":[" + items + "]}");
        assertEquals(new Value.Bool(true), circuit.outputs.get("result"));
        assertEquals(22, ((Value.Items) circuit.outputs.get("v")).values().size());
        circuit.check("64 elements");
    }

    @Test
    void conditions_64OfThem_allDecide() throws Exception {
        String data = "{"
                + IntStream.range(0, 64).mapToObj(i -> "\"n" + i + "\":" + i).collect(Collectors.joining(",")) + "}";
        String conditions = IntStream.range(0, 64)
                .mapToObj(i -> "{\"%s\":[{\"dvar\":\"n%d\"},%d]}".formatted(i % 2 == 0 ? "==" : "<=", i, i))
                .collect(Collectors.joining(","));
        InCircuit circuit = InCircuit.of(
                "[{\"assign\":{\"c\":{\"and\":[" + conditions + "]}}},{\"output\":{\"result\":{\"lvar\":\"c\"}}}]",
                data);
        assertEquals(new Value.Bool(true), circuit.outputs.get("result"));
        circuit.check("64 conditions");
        assertEquals(
                java.util.List.of("query/output result/output"),
                InCircuit.violations(circuit.assign(Map.of("result", new Value.Bool(false)))));
    }

    @Test
    void credentials_eightOfThem_comparedWithEachOther() throws Exception {
        Map<Tag, JsonObject> data = new TreeMap<>();
        StringBuilder conditions = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            data.put(new Tag("t" + i), JsonReader.readObject("{\"id\":\"ID-7\",\"n\":" + i + "}", JsonLimits.STANDARD));
            conditions
                    .append(i == 0 ? "" : ",")
                    .append("{\"==\":[{\"dvar\":\"t0.id\"},{\"dvar\":\"t%d.id\"}]}".formatted(i));
        }
        Query query = Query.parse(
                "[{\"assign\":{\"c\":{\"and\":[" + conditions
                        + ",{\"<\":[{\"dvar\":\"t3.n\"},{\"dvar\":\"t7.n\"}]}]}}},{\"output\":{\"result\":{\"lvar\":\"c\"}}}]",
                data.keySet());
        InCircuit circuit = InCircuit.of(query, data, InCircuit.TODAY);
        assertEquals(new Value.Bool(true), circuit.outputs.get("result"));
        circuit.check("8 credentials");
    }

    @Test
    void data_nestedFifteenDeep_isRead() throws Exception {
        String path = IntStream.range(0, 13).mapToObj(i -> "a").collect(Collectors.joining("."));
        String data = "{\"a\":".repeat(13) + "41" + "}".repeat(13);
        InCircuit circuit = InCircuit.of(
                "[{\"assign\":{\"c\":{\"==\":[{\"dvar\":\"" + path
                        + "\"},41]}}},{\"output\":{\"result\":{\"lvar\":\"c\"}}}]",
                data);
        assertEquals(new Value.Bool(true), circuit.outputs.get("result"));
        circuit.check("deep");
    }

    /** Documents full of what looks like the field {@code a}, its value, and the value that a prover would rather have. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                // a key inside a string, at other depths, in siblings, after the parent closed, a prefix or longer
                "{\"s\":\",\\\"a\\\":2,\",\"a\":1}|1|2",
                "{\"a\":1,\"s\":\"{\\\"a\\\":2}\"}|1|2",
                "{\"b\":{\"a\":2},\"a\":1}|1|2",
                "{\"a\":1,\"b\":{\"a\":2}}|1|2",
                "{\"b\":[{\"a\":2}],\"a\":1,\"c\":[[{\"a\":3}]]}|1|2",
                "{\"a\":1,\"b\":{\"c\":{}},\"d\":{\"a\":3}}|1|3",
                "{\"aa\":2,\"a\":1,\"a_\":3}|1|2",
                "{\"x\\\"a\":2,\"y\":5,\"a\":1}|-|2",
                // part of a number, its sign, another spelling
                "{\"a\":10}|10|1",
                "{\"a\":10}|10|0",
                "{\"a\":-5}|-5|5",
                "{\"a\":1,\"b\":0}|1|10",
                "{\"a\": 7 }|7|0",
                "{\"a\":9223372036854775807}|9223372036854775807|-1",
                "{\"a\":-9223372036854775808}|-9223372036854775808|0",
                "{\"a\":0}|0|1"
            })
    void value_lookAlike_cannotBeShown(String data, String value, long rather) throws Exception {
        String query = "[{\"output\":{\"a\":{\"dvar\":\"a\"}}}]";
        String marked = data.replaceFirst("\\{", "{\"_a_zkpass_public_\":true,");
        InCircuit circuit = InCircuit.of(query, marked);
        if (value.equals("-")) {
            // A name with an escape, anywhere: such data is refused before proving, and by the circuit.
            assertTrue(InCircuit.violations(circuit.assign()).contains("document /state/no escape in a name"));
            return;
        }
        assertEquals(new Value.Int(Long.parseLong(value)), circuit.outputs.get("a"));
        circuit.check(data);
        assertEquals(
                java.util.List.of("query/output a/output"),
                InCircuit.violations(circuit.assign(Map.of("a", new Value.Int(rather)))));
    }

    /** Spellings that are no JSON, or are not read: what the issuer would have to sign, and what of it the circuit refuses. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"a\":1}|{\"a\":01}|integer/no leading zero",
                "{\"a\":1}|{\"a\":+1}|integer/digit",
                "{\"a\":1}|{\"a\":1.0}|integer/number ends",
                "{\"a\":1}|{\"a\":1e0}|integer/number ends",
                "{\"a\":1}|{\"a\":\"1\"}|integer/digit",
                "{\"a\":1}|{\"a\":9223372036854775808}|integer/64 bits",
                "{\"a\":1}|{\"a\":-9223372036854775809}|integer/64 bits",
                "{\"a\":1}|{\"a\":10000000000000000000}|integer/number ends",
                "{\"a\":1}|{\"\\u0061\":1}|name a/record",
                "{\"a\":1}|{\"b\":1}|name a/record"
            })
    void value_notReadable_isRefusedByTheCircuit(String data, String spelled, String assertion) throws Exception {
        Query query = Query.parse(
                "[{\"assign\":{\"c\":{\"==\":[{\"dvar\":\"a\"},1]}}},{\"output\":{\"result\":{\"lvar\":\"c\"}}}]");
        Map<Tag, JsonObject> object = Map.of(Tag.NONE, JsonReader.readObject(data, JsonLimits.STANDARD));
        Map<Tag, byte[]> documents = new HashMap<>();
        documents.put(Tag.NONE, ("{\"data\":" + spelled + "}").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        InCircuit circuit = InCircuit.of(query, object, documents, InCircuit.TODAY);
        var violations = InCircuit.violations(circuit.assign());
        assertTrue(violations.stream().anyMatch(name -> name.endsWith(assertion)), violations.toString());
    }

    /** A text ends at its first quote, and is read only without escapes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {"{\"t\":\"abc\"}|{\"t\":\"ab\\\"c\"}", "{\"t\":\"abc\"}|{\"t\":\"\\u0061bc\"}"})
    void text_escaped_isRefusedByTheCircuit(String data, String spelled) throws Exception {
        for (String query : java.util.List.of(
                "[{\"output\":{\"t\":{\"dvar\":\"t\"}}}]",
                "[{\"assign\":{\"c\":{\"==\":[{\"dvar\":\"t\"},\"abc\"]}}},{\"output\":{\"r\":{\"lvar\":\"c\"}}}]")) {
            String marked = data.replaceFirst("\\{", "{\"_t_zkpass_public_\":true,");
            Map<Tag, byte[]> documents = Map.of(
                    Tag.NONE,
                    ("{\"data\":" + spelled.replaceFirst("\\{", "{\"_t_zkpass_public_\":true,") + "}")
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            InCircuit circuit = InCircuit.of(
                    Query.parse(query),
                    Map.of(Tag.NONE, JsonReader.readObject(marked, JsonLimits.STANDARD)),
                    documents,
                    InCircuit.TODAY);
            var violations = InCircuit.violations(circuit.assign());
            assertTrue(violations.stream().anyMatch(name -> name.endsWith("value/record")), violations.toString());
        }
    }

    /** A marker counts only where it stands: for each element that is shown, and not for a list as a whole. */
    @Test
    void marker_missingAtOneShownElement_isRefusedByTheCircuit() throws Exception {
        String marked = "{\"l\":[{\"v\":1,\"_v_zkpass_public_\":true},{\"v\":2,\"_v_zkpass_public_\":true}]}";
        String missing =
                marked.replaceFirst("\\{\"v\":2,\"_v_zkpass_public_\":true", "{\"v\":2,\"_v_zkpass_public_\":false");
        Query query = Query.parse("[{\"output\":{\"v\":{\"dvar\":\"l[].v\"}}}]");
        InCircuit circuit = InCircuit.of(
                query,
                Map.of(Tag.NONE, JsonReader.readObject(marked, JsonLimits.STANDARD)),
                Map.of(Tag.NONE, ("{\"data\":" + missing + "}").getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                InCircuit.TODAY);
        assertEquals(java.util.List.of("query/marker of v/boolean/is true"), InCircuit.violations(circuit.assign()));
    }
}
