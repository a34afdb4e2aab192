package holdfast.zk.gadget;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Violation;
import holdfast.zk.compiler.Witness;
import holdfast.zk.gadget.JsonCircuit.Read;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The whole system of constraints against random documents, honest provers and provers that choose what they like. */
class JsonAdversaryTest {
    private static final boolean SLOW = Boolean.getBoolean("holdfast.slow");
    private static final int SIZE = 40;
    private static final int LARGE = 160;
    private static final int LEVELS = 4;
    private static final int CAPACITY = 2;

    /** A path and how it is read. */
    private record Question(String path, Read read) {
        JsonCircuit circuit(int size) {
            return new JsonCircuit(size, LEVELS, name -> false).with(path, read, CAPACITY);
        }
    }

    private static final List<Question> QUESTIONS = List.of(
            new Question("a", Read.INTEGER),
            new Question("a", Read.TEXT),
            new Question("a", Read.BOOLEAN),
            new Question("a.b", Read.INTEGER),
            new Question("b.a", Read.TEXT),
            new Question("a[1]", Read.INTEGER),
            new Question("a[]", Read.INTEGER),
            new Question("a[].b", Read.INTEGER),
            new Question("a[?f].b", Read.INTEGER));

    /** Accepted means the strict reader's value; refused means a reason that {@link StrictPath} lists. */
    @Test
    void documents_wild_acceptedExactlyWithTheStrictReadersValue() throws Exception {
        SplittableRandom random = new SplittableRandom(11);
        Map<String, Integer> outcomes = new TreeMap<>();
        int documents = SLOW ? 10_000 : 400;
        for (int q = 0; q < QUESTIONS.size(); q++) {
            Question question = QUESTIONS.get(q);
            int size = q % 3 == 1 ? LARGE : SIZE;
            JsonCircuit circuit = question.circuit(size);
            SmallDocuments wild = SmallDocuments.wild(random);
            for (int n = 0; n < documents / QUESTIONS.size(); ) {
                String text = wild.text(wild.object());
                if (text.getBytes(UTF_8).length > size) {
                    continue;
                }
                StrictPath.Answer answer = StrictPath.read(
                        JsonReader.readObject(text, JsonLimits.STANDARD), question.path(), question.read(), CAPACITY);
                // Most random documents have not what is asked for: of those a few are enough.
                if (StrictPath.COMMON.contains(answer.reason()) && random.nextInt(20) > 0) {
                    continue;
                }
                n++;
                WitnessSteps.Run run = circuit.assign(text);
                List<String> violations = run.assignment().violations().stream()
                        .map(Violation::name)
                        .toList();
                assertEquals(answer.reason().isEmpty(), violations.isEmpty(), question + text + answer + violations);
                if (violations.isEmpty()) {
                    assertEquals(
                            answer.values(),
                            circuit.result(run.assignment(), question.read()),
                            question + " in " + text);
                }
                outcomes.merge(answer.reason().isEmpty() ? "accepted" : answer.reason(), 1, Integer::sum);
            }
        }
        assertTrue(outcomes.getOrDefault("accepted", 0) > documents / 10, outcomes.toString());
        assertTrue(outcomes.keySet().containsAll(StrictPath.REASONS), outcomes.toString());
    }

    /** No choice of a prover gives a wrong value; the same choices, on the mutants of {@link JsonMutantsTest}, do. */
    @Test
    void documents_random_noChoiceReadsAWrongValue() {
        SplittableRandom random = new SplittableRandom(5);
        int documents = SLOW ? 100_000 : 2_000;
        int accepted = 0;
        for (Question question : QUESTIONS) {
            JsonCircuit circuit = question.circuit(SIZE);
            List<Expr> inputs = new ArrayList<>();
            Witness.inputNames(circuit.program).stream()
                    .distinct()
                    .filter(name -> !name.equals("byte"))
                    .forEach(name -> inputs.addAll(Witness.inputs(circuit.program, name)));
            SmallDocuments small = new SmallDocuments(random);
            for (int n = 0; n < documents / QUESTIONS.size(); ) {
                Map<String, Object> object = small.object();
                String text = small.text(object);
                boolean there = !SmallDocuments.truth(object, question.path()).isEmpty();
                if (text.length() > SIZE || (!there && random.nextInt(8) > 0)) {
                    continue;
                }
                n++;
                Adversary adversary = new Adversary(circuit, question.path(), question.read(), text);
                accepted += attack(adversary, circuit, inputs, random) ? 1 : 0;
            }
        }
        assertTrue(accepted > documents / 100, accepted + " accepted, with the right value");
    }

    private static final List<String> RECURRENCES = List.of(
            "starts outside strings",
            "starts with nothing before",
            "starts at depth 0",
            "in string",
            "previous",
            "colon ahead",
            "backslash ahead",
            "string left",
            "depth",
            "ordinals");

    /** Whether the choices were accepted; fails if that gave a wrong value. */
    private static boolean attack(
            Adversary adversary, JsonCircuit circuit, List<Expr> inputs, SplittableRandom random) {
        Adversary.Try one = adversary.new Try();
        int kind = random.nextInt(4);
        if (kind == 1 || kind == 3) {
            List<JsonAnchor> anchors = circuit.structure.anchors();
            for (int i = random.nextInt(1, 3); i > 0; i--) {
                one.place(anchors.get(random.nextInt(anchors.size())), random.nextInt(adversary.length()));
            }
        }
        if (kind == 2) {
            JsonScan scan = adversary.scan();
            FreedStates.choose(scan, RECURRENCES.get(random.nextInt(RECURRENCES.size())), random);
            one.scan(scan);
        }
        if (kind == 3) {
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                one.pin(inputs.get(random.nextInt(inputs.size())), random.nextInt(-2, 5));
            }
        }
        if (random.nextInt(16) == 0) {
            one.settle(inputs.get(random.nextInt(inputs.size())));
        }
        var assignment = one.run();
        assertFalse(adversary.wrong(assignment), () -> adversary + " with " + one);
        return Witness.violated(circuit.program, assignment).isEmpty();
    }
}
