package holdfast.zk.gadget;

import static holdfast.zk.gadget.Mutant.anchors;
import static holdfast.zk.gadget.Mutant.anchorsWith;
import static holdfast.zk.gadget.Mutant.pins;
import static holdfast.zk.gadget.Mutant.pinsWith;
import static holdfast.zk.gadget.Mutant.state;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Witness;
import holdfast.zk.gadget.JsonCircuit.Read;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * For each named assertion of the JSON gadgets a circuit without it, and a prover that then reads a wrong value from a document of at
 * most 40 bytes. What no prover can use is listed with the reason.
 */
class JsonMutantsTest {

    /** Assertions without which no wrong value can be read, and why they are there all the same or why others imply them. */
    static final Map<String, String> REDUNDANT = Map.of(
            "json/state/starts with nothing before",
                    "what came before matters to values only; at the first byte the depth is 0, where none is looked for",
            "json/state/starts at depth 0",
                    "the depth of the first byte is bounded too, so it can only be too large; then no name has depth 1",
            "json/state/colon ahead",
                    "what starts a string without being a value is a name or an element, and no value follows an element in its place",
            "json/state/no escape in a name",
                    "a name spelled with an escape is never found, and absence is never proven",
            "integer/no leading zero", "well-formed JSON has no such number",
            "boolean/spelled to its end", "well-formed JSON has no word but false that begins so",
            "array length/present in order",
                    "every element that is present must be found, and only the first n are there, so n of them are those");

    /** The same assertion of the same class in another place. */
    private static final Map<String, String> LIKE = Map.of(
            "name a/place", "array end/place",
            "value/place", "array end/place",
            "element/place", "array end/place");

    /** Some bytes are taken for another one. */
    private static Mutant.Attack taken(char as, boolean sameSum, int... places) {
        return (adversary, circuit) -> {
            JsonScan scan = adversary.scan();
            byte[] actual = scan.bytes.clone();
            for (int at : places) {
                scan.bytes[at] = (byte) as;
            }
            scan.forward();
            scan.backward();
            Adversary.Try one = adversary.new Try().scan(scan);
            List<Expr> digits = Witness.inputs(circuit.program, "json/bytes/digit of a byte");
            for (int at : places) {
                if (sameSum) {
                    // The lowest digit makes up for the others, which alone keep the byte out of every class.
                    one.pin(digits.get(4 * at), actual[at] - (as & ~3));
                }
            }
            return one.wins();
        };
    }

    /** Deeper than the field of the record holds, so that the depth runs over into the ordinals. */
    private static boolean tooDeep(Adversary adversary, JsonCircuit circuit) {
        Adversary.Try one = Mutant.pinned(adversary, circuit, "name a/ordinal=1")
                .place(circuit.structure.anchors().get(0), adversary.indexOf("\"a\""))
                .place(circuit.structure.anchors().get(1), adversary.indexOf("7"));
        // The counts, one for eight bytes, are wrong from the first bracket that closes on; the prover follows them.
        List<Expr> counts = Witness.inputs(circuit.program, "json/records/ordinals");
        counts.subList(adversary.indexOf("}") / 8 + 1, counts.size()).forEach(one::settle);
        return one.wins();
    }

    private static final String DEEP = "{\"c\":" + "[".repeat(15) + "{\"a\":7}" + "]".repeat(15) + "}";

    private static final List<Mutant> MUTANTS = List.of(
            new Mutant(
                    "json/bytes/digit of a byte", "a", Read.INTEGER, "{\"c\":{\"a\":7}}", taken('b', true, 4, 5, 11)),
            new Mutant(
                    "json/bytes/byte is its digits",
                    "a",
                    Read.INTEGER,
                    "{\"c\":{\"a\":7}}",
                    taken(' ', false, 4, 5, 11)),
            new Mutant(
                    "json/state/starts outside strings",
                    "a",
                    Read.INTEGER,
                    "{\"{\\\"a\":7}",
                    state("starts outside strings")),
            new Mutant("json/state/in string", "a", Read.INTEGER, "{\"x\\\"a\":7}", state("in string")),
            new Mutant("json/state/previous", "a", Read.TEXT, "{\"a\":12}", state("previous")),
            new Mutant("json/depth/depth is bounded", "a", Read.INTEGER, DEEP, JsonMutantsTest::tooDeep),
            new Mutant("json/state/depth", "a", Read.INTEGER, "{\"c\":{\"a\":7},\"a\":1}", state("depth")),
            new Mutant("json/state/backslash ahead", "a", Read.TEXT, "{\"a\":\"\\\"x\"}", state("backslash ahead")),
            new Mutant("json/state/string left", "a", Read.TEXT, "{\"a\":\"xyz\"}", state("string left")),
            new Mutant(
                    "json/records/ordinals",
                    "a.b",
                    Read.INTEGER,
                    "{\"a\":{\"b\":1},\"c\":{\"b\":7}}",
                    state("ordinals")),
            new Mutant("name a/key", "a", Read.INTEGER, "{\"b\":7,\"a\":1}", anchors()),
            new Mutant("name a/record", "a", Read.INTEGER, "{\"b\":7,\"a\":1}", pins("name a/ordinal=0")),
            new Mutant(
                    "name a/mark", "a", Read.INTEGER, "{\"b\":7,\"a\":1}", pinsWith("name a/mark", "name a/ordinal=0")),
            new Mutant(
                    "name a/ordinal",
                    "a",
                    Read.INTEGER,
                    "{\"b\":7,\"a\":1}",
                    pinsWith("name a/ordinal", "name a/ordinal=0")),
            new Mutant("value/record", "a", Read.INTEGER, "{\"b\":7,\"a\":1}", anchors()),
            new Mutant("value/ordinal", "a", Read.INTEGER, "{\"b\":7,\"a\":1}", anchorsWith("value/ordinal")),
            new Mutant(
                    "value/string length",
                    "a",
                    Read.IS_X,
                    "{\"b\":\"x\",\"a\":\"y\"}",
                    anchorsWith("value/string length")),
            new Mutant("element/record", "a[1]", Read.INTEGER, "{\"b\":[7,8],\"a\":[1,2]}", anchors()),
            new Mutant(
                    "element/ordinal",
                    "a[1]",
                    Read.INTEGER,
                    "{\"b\":[7,8],\"a\":[1,2]}",
                    anchorsWith("element/ordinal")),
            new Mutant(
                    "element/string length",
                    "a[1]",
                    Read.IS_X,
                    "{\"a\":[\"x\",\"y\"]}",
                    anchorsWith("element/string length")),
            new Mutant("array end/record", "a[].b", Read.INTEGER, "{\"a\":[{\"b\":1},{\"b\":2}],\"b\":7}", anchors()),
            new Mutant("array end/mark", "a[]", Read.INTEGER, "{\"a\":[1,2,[3]]}", anchorsWith("array end/mark")),
            new Mutant(
                    "array end/ordinal",
                    "a[]",
                    Read.INTEGER,
                    "{\"a\":[1,2]}",
                    pinsWith("array end/ordinal", "array end/ordinal=0")),
            new Mutant(
                    "array end/place",
                    "a[]",
                    Read.INTEGER,
                    "{\"a\":[1,2]}",
                    pinsWith("array end/place", "array end/ordinal=0")),
            new Mutant("array/opens", "a[0].b", Read.INTEGER, "{\"a\":{\"c\":{\"b\":7}}}", anchors()),
            new Mutant("array length/count", "a[]", Read.INTEGER, "{\"a\":[1,2]}", pins("array length/present=1,0")),
            new Mutant("array length/present", "a[]", Read.INTEGER, "{\"a\":[1,2]}", pins("array length/present=2,0")),
            new Mutant("string/opens", "a", Read.TEXT, "{\"a\":12}", anchors()),
            new Mutant(
                    "string length/length", "a", Read.TEXT, "{\"a\":\"xyz\"}", pins("string length/length=7,-1,0,0")),
            new Mutant(
                    "string length/full",
                    "a",
                    Read.TEXT,
                    "{\"a\":\"x\"}",
                    pinsWith("string length/full", "string length/length=0,0,0,0")),
            new Mutant(
                    "string length/length is bounded",
                    "a",
                    Read.TEXT,
                    "{\"a\":\"" + "x".repeat(300) + "\"}",
                    pins("string length/full=1")),
            new Mutant("integer/minus", "a", Read.INTEGER, "{\"a\":-12,\"b\":1}", pins("integer/minus=3")),
            new Mutant(
                    "integer/minus is spelled",
                    "a",
                    Read.INTEGER,
                    "{\"a\":12}",
                    pins("integer/minus=1", "integer/digits=1,0")),
            new Mutant(
                    "integer/digits",
                    "a",
                    Read.INTEGER,
                    "{\"a\":10,\"b\":1}",
                    pins("integer/digits=-3,4", "integer/inverse of the first digit=4")),
            new Mutant(
                    "integer/digits are counted once",
                    "a[0]",
                    Read.INTEGER,
                    "{\"a\":[21,0,0,0,0,0,0,0,0,0,0,0]}",
                    pins("integer/digits=1,1")),
            new Mutant("integer/digit", "a", Read.INTEGER, "{\"a\":true,\"b\":1}", pins("integer/digits=0,0,0,1")),
            new Mutant("integer/number ends", "a", Read.INTEGER, "{\"a\":12}", pins("integer/digits=1,0")),
            new Mutant("integer/64 bits", "a", Read.INTEGER, "{\"a\":9999999999999999999}", anchors()),
            new Mutant("boolean/value", "a", Read.BOOLEAN, "{\"a\":{\"xye\":1}}", pinsWith("boolean/value")),
            new Mutant("boolean/spelled", "a", Read.BOOLEAN, "{\"a\":12}", pins("boolean/value=1")),
            new Mutant("boolean/is true", "a", Read.MARKER, "{\"a\":false}", anchors()));

    @TestFactory
    Stream<DynamicTest> assertion_omitted_letsAWrongValueThrough() {
        return MUTANTS.stream()
                .map(mutant -> DynamicTest.dynamicTest(mutant.assertion(), () -> {
                    assertTrue(
                            mutant.falls(mutant.circuit(mutant.assertion()::equals)),
                            "no wrong value was found in " + mutant.document());
                    assertFalse(mutant.falls(mutant.circuit(name -> false)), "the full circuit falls too");
                }));
    }

    /** What is listed as redundant is not used by this search; the list holds what these circuits assert and no more. */
    @Test
    void assertions_allOfThem_areNeededOrListed() {
        Set<String> asserted = new TreeSet<>();
        MUTANTS.forEach(mutant -> Witness.assertionNames(mutant.circuit(name -> false).program)
                .forEach(name -> asserted.add(name.replaceFirst("^name [a-z]+/", "name a/"))));
        // A comparison of texts is no part of these gadgets; it is here to read a text without its length.
        asserted.removeIf(name -> name.startsWith("text equal/"));
        Set<String> listed = new TreeSet<>(REDUNDANT.keySet());
        listed.addAll(LIKE.keySet());
        MUTANTS.forEach(mutant -> listed.add(mutant.assertion()));
        assertEquals(listed, asserted);
    }
}
