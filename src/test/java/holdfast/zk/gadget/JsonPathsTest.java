package holdfast.zk.gadget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import holdfast.zk.compiler.CompiledCircuit;
import holdfast.zk.compiler.LayeredEvaluation;
import holdfast.zk.compiler.Violation;
import holdfast.zk.gadget.JsonCircuit.Read;
import java.util.List;
import org.junit.jupiter.api.Test;

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
