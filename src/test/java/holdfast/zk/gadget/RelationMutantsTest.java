package holdfast.zk.gadget;

import static holdfast.zk.gadget.Mutant.anchors;
import static holdfast.zk.gadget.Mutant.pins;
import static holdfast.zk.gadget.Mutant.pinsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Witness;
import holdfast.zk.field.Fields;
import holdfast.zk.gadget.JsonCircuit.Read;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What {@link JsonMutantsTest} does, for comparisons, searches and dates: each named assertion is needed, or listed. */
class RelationMutantsTest {
    /**
     * The second assertion of every test for 0: where the value is not 0 the first one makes the answer 0 and so the inverse the
     * inverse; where it is 0 the answer is 1 whatever the inverse. It only leaves no choice to the inverse.
     */
    private static final Set<String> REDUNDANT = Set.of(
            "text equal/spelled inverse",
            "text contains/found here inverse",
            "text contains/found nowhere inverse",
            "integers equal inverse",
            "date/first year of a century inverse");

    private static final List<Mutant> MUTANTS = List.of(
            new Mutant("text equal/spelled", "a", Read.IS_X, "{\"a\":\"y\"}", pins("text equal/spelled inverse=0")),
            new Mutant(
                    "text contains/found here",
                    "a",
                    Read.HAS_X,
                    "{\"a\":\"y\"}",
                    pins("text contains/found here inverse=0")),
            new Mutant(
                    "text contains/found nowhere",
                    "a",
                    Read.HAS_X,
                    "{\"a\":\"x\"}",
                    pins("text contains/found nowhere inverse=0")),
            new Mutant(
                    "text contains/case folding/byte is its digits",
                    "a",
                    Read.HAS_X,
                    "{\"a\":\"X\"}",
                    pins("text contains/case folding/digit of a byte=0,0,0,0")),
            new Mutant(
                    "text contains/case folding/digit of a byte",
                    "a",
                    Read.HAS_X,
                    "{\"a\":\"X\"}",
                    pins("text contains/case folding/digit of a byte=88,0,0,0")),
            new Mutant("integers equal", "a", Read.IS_5, "{\"a\":4}", pins("integers equal inverse=0")),
            new Mutant(
                    "order/at least",
                    "a",
                    Read.AT_LEAST_5,
                    "{\"a\":4}",
                    pinsWith("order/at least", "order/difference=0")),
            new Mutant("order/difference", "a", Read.AT_LEAST_5, "{\"a\":4}", pins("order/at least=1")),
            new Mutant("date/has ten characters", "a", Read.DATE, "{\"a\":\"01/02/20201\"}", anchors()),
            new Mutant("date/delimiters are the same", "a", Read.DATE, "{\"a\":\"01/02-2020\"}", anchors()),
            new Mutant("date/delimiter", "a", Read.DATE, "{\"a\":\"01x02x2020\"}", anchors()),
            new Mutant("date/digit", "a", Read.DATE, "{\"a\":\"01/02/20:0\"}", anchors()),
            new Mutant("date/day is not 0", "a", Read.DATE, "{\"a\":\"00/02/2020\"}", anchors()),
            new Mutant("date/month has the day", "a", Read.DATE, "{\"a\":\"31/02/2020\"}", anchors()),
            new Mutant("date/month", "a", Read.DATE, "{\"a\":\"01/02/2020\"}", pins("date/month=1,0")),
            new Mutant("date/one month", "a", Read.DATE, "{\"a\":\"28/03/2019\"}", pins("date/month=1,1,0")),
            new Mutant("date/divided by 4", "a", Read.DATE, "{\"a\":\"29/02/2019\"}", pins("date/rest=0,0")),
            new Mutant(
                    "date/quotient",
                    "a",
                    Read.DATE,
                    "{\"a\":\"29/02/2019\"}",
                    pinsWith("date/quotient", "date/rest=0,0")),
            new Mutant(
                    "date/rest",
                    "a",
                    Read.DATE,
                    "{\"a\":\"01/03/2019\"}",
                    pins("date/quotient=1,1,0,0,0,0", "date/rest=0,19")),
            new Mutant(
                    "date/first year of a century",
                    "a",
                    Read.DATE,
                    "{\"a\":\"29/02/2019\"}",
                    pins("date/first year of a century inverse=0")));

    @TestFactory
    Stream<DynamicTest> assertion_omitted_letsAWrongAnswerThrough() {
        return MUTANTS.stream()
                .map(mutant -> DynamicTest.dynamicTest(mutant.assertion(), () -> {
                    assertTrue(
                            mutant.falls(mutant.circuit(mutant.assertion()::equals)),
                            "no wrong answer was found about " + mutant.document());
                    assertFalse(mutant.falls(mutant.circuit(name -> false)), "the full circuit falls too");
                }));
    }

    @Test
    void assertions_allOfThem_areNeededOrListed() {
        Set<String> asserted = new TreeSet<>();
        MUTANTS.forEach(mutant -> asserted.addAll(Witness.assertionNames(mutant.circuit(name -> false).program)));
        asserted.removeIf(name -> !name.matches("(text equal|text contains|integers equal|order|date).*")
                || name.contains("/string length/"));
        Set<String> listed = new TreeSet<>(REDUNDANT);
        MUTANTS.forEach(mutant -> listed.add(mutant.assertion()));
        assertEquals(listed, asserted);
    }

    /** What a filter keeps comes in its order, one after the other. */
    @Test
    void rank_omitted_letsKeptValuesMeet() {
        for (boolean omitted : new boolean[] {true, false}) {
            Program program = new Program(Fields.fp128(), name -> omitted && name.equals("compaction/rank"));
            WitnessSteps steps = new WitnessSteps();
            Expr[] kept = {program.one(), program.one()};
            Expr[][] values = {{program.constant(5)}, {program.constant(6)}};
            Expr[][] front = Compaction.compact(program, steps, kept, values);
            Assignment assignment = program.assignment();
            WitnessSteps.Run run = new WitnessSteps.Run(assignment, new HashMap<>());
            Expr rank = Witness.inputs(program, "compaction/rank").getFirst();
            steps.run(run, () -> assignment.set(rank, 0));
            assertEquals(omitted, Witness.violated(program, assignment).isEmpty());
            assertEquals(program.field().fromLong(11), assignment.value(front[0][0]));
        }
    }
}
