package holdfast.zk.gadget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.CompiledCircuit;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.LayeredEvaluation;
import holdfast.zk.compiler.Violation;
import holdfast.zk.compiler.Witness;
import holdfast.zk.gadget.JsonCircuit.Read;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathsTest {
    private static List<Object> read(String document, String path, Read read) {
        JsonCircuit circuit = new JsonCircuit(96, 6, name -> false).with(path, read, 4);
        WitnessSteps.Run run = circuit.assign(document);
        assertEquals(List.of(), run.notFound(), document);
        assertEquals(
                List.of(),
                run.assignment().violations().stream().map(Violation::name).toList(),
                document);
        return circuit.result(run.assignment(), read);
    }

    @Test
    void member_nestedAndBesideLookAlikes_read() {
        String document = "{\"x\":\"a\",\"b\":{\"a\":9, \"x\" : {\"a\":1}}, \"a\" : -12 ,\"c\":\"\\\"a\\\":3\"}";
        assertEquals(List.of(-12L), read(document, "a", Read.INTEGER));
        assertEquals(List.of(9L), read(document, "b.a", Read.INTEGER));
        assertEquals(List.of(1L), read(document, "b.x.a", Read.INTEGER));
        assertEquals(List.of("a"), read(document, "x", Read.TEXT));
    }

    @Test
    void integers_allSpellingsOf64Bits_read() {
        for (String number : List.of(
                "0", "-0", "7", "-1", "10", "9223372036854775807", "-9223372036854775808", "1000000000000000000")) {
            assertEquals(List.of(Long.parseLong(number)), read("{\"a\":" + number + "\n}", "a", Read.INTEGER), number);
        }
    }

    @Test
    void arrays_elementsByIndexAllAndFiltered_read() {
        String document =
                "{\"a\":[{\"b\":1,\"f\":true},{\"f\":false},{\"f\":true,\"b\":3}], \"e\":[ ], \"n\":[[1,2],[3]]}";
        assertEquals(List.of(3L), read(document, "a[2].b", Read.INTEGER));
        assertEquals(List.of(1L, 3L), read(document, "a[?f].b", Read.INTEGER));
        assertEquals(List.of(true, false, true), read(document, "a[].f", Read.BOOLEAN));
        assertEquals(List.of(), read(document, "e[]", Read.INTEGER));
        assertEquals(List.of(1L, 3L), read(document, "n[][0]", Read.INTEGER));
        assertEquals(List.of(1L, 2L), read(document, "n[0][]", Read.INTEGER));
    }

    /** The buffer ends with the document, and two places that the digits can name lie behind it. */
    @Test
    void anchor_atAnyOtherPlaceOrBehindTheBuffer_isNoticed() {
        String document = "{\"a\":7,\"b\":12}";
        JsonCircuit circuit = new JsonCircuit(document.length(), 3, name -> false).with("b", Read.INTEGER, 0);
        for (String anchor : List.of("name b", "value")) {
            int accepted = 0;
            for (int place = 0; place < 16; place++) {
                for (int ordinal = 0; ordinal < 4; ordinal++) {
                    Assignment assignment = circuit.assign(document).assignment();
                    List<Expr> digits = Witness.inputs(circuit.program, anchor + "/place");
                    assertEquals(2, digits.size());
                    assignment.set(digits.get(0), place & 3).set(digits.get(1), place >> 2);
                    assignment.set(
                            Witness.inputs(circuit.program, anchor + "/ordinal").getFirst(), ordinal);
                    if (assignment.violations().isEmpty()) {
                        accepted++;
                        assertEquals(List.of(12L), circuit.result(assignment, Read.INTEGER));
                    } else {
                        assertTrue(
                                assignment.violations().stream()
                                        .anyMatch(v -> v.name().startsWith(anchor + "/")
                                                || v.name().startsWith("value/record")),
                                anchor + " at " + place + ": " + assignment.violations());
                    }
                }
            }
            assertEquals(1, accepted, anchor);
        }
    }

    /** Ordinals count on behind the end of an array; no place there is within the same member. */
    @ParameterizedTest
    @ValueSource(strings = {"a[2].b", "a[3].b", "c[2].b", "d[1].b", "d[2].b"})
    void element_behindTheEndOfItsArray_isNowhere(String path) {
        String document = "{\"a\":[{\"b\":1},{\"b\":2}],\"c\":[{\"b\":3},{\"b\":4}],\"d\":[{\"b\":5}]}";
        JsonCircuit circuit = new JsonCircuit(document.length(), 4, name -> false).with(path, Read.INTEGER, 0);
        for (int name = 0; name < document.length(); name++) {
            for (int value = name; value < Math.min(document.length(), name + 6); value++) {
                WitnessSteps.Run run = circuit.run(circuit.scan(document));
                for (JsonAnchor anchor : circuit.structure.anchors().reversed().subList(0, 2)) {
                    run.choose(anchor, anchor == circuit.structure.anchors().getLast() ? value : name);
                }
                circuit.steps.run(run);
                assertTrue(
                        run.assignment().violations().stream()
                                .anyMatch(v -> v.name().equals("name b/record")),
                        path + " at " + name + " and " + value);
            }
        }
    }

    /** What would follow the last byte of the buffer is a zero byte, which ends no number and no literal. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"a\":12|INTEGER|integer/number ends",
                "{\"a\":tru|BOOLEAN|boolean/spelled",
                "{\"a\":fals|BOOLEAN|boolean/spelled to its end"
            })
    void value_cutOffAtTheEndOfTheBuffer_isNotRead(String document, Read read, String assertion) {
        JsonCircuit circuit = new JsonCircuit(document.length(), 3, name -> false).with("a", read, 0);
        List<String> violations = circuit.assign(document).assignment().violations().stream()
                .map(Violation::name)
                .toList();
        assertEquals(List.of(assertion), violations);
    }

    @Test
    void circuit_layered_acceptsWhatTheProgramAccepts() {
        JsonCircuit circuit =
                new JsonCircuit(40, 3, name -> false).with("a.b", Read.TEXT, 0).with("c[].d", Read.INTEGER, 2);
        WitnessSteps.Run run = circuit.assign("{\"c\":[{\"d\":5}],\"a\":{\"b\":\"x\"}}");
        assertEquals(List.of(), run.assignment().violations());
        CompiledCircuit compiled = circuit.program.compile();
        assertTrue(
                LayeredEvaluation.satisfied(compiled.circuit(), run.assignment().inputs()));
    }
}
