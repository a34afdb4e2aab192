package holdfast.zk.gadget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import holdfast.zk.compiler.Violation;
import holdfast.zk.gadget.JsonCircuit.Read;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Provers that do not play fair: they put every anchor anywhere and choose states that an omitted assertion leaves free. */
class JsonAdversaryTest {
    private static final boolean SLOW = Boolean.getBoolean("holdfast.slow");
    private static final int SIZE = 40;
    private static final int LEVELS = 4;
    private static final int CAPACITY = 2;

    /** A path and how it is read. */
    private record Question(String path, Read read) {
        JsonCircuit circuit(java.util.function.Predicate<String> omitted) {
            return new JsonCircuit(SIZE, LEVELS, omitted).with(path, read, CAPACITY);
        }
    }

    private static final List<Question> QUESTIONS = List.of(
            new Question("a", Read.INTEGER),
            new Question("a.b", Read.INTEGER),
            new Question("a", Read.BOOLEAN),
            new Question("a[1]", Read.INTEGER),
            new Question("a[].b", Read.INTEGER),
            new Question("a[?f].b", Read.INTEGER));

    @Test
    void documents_random_acceptedOnlyWithTheTrueValue() {
        int accepted = 0;
        int refused = 0;
        int documents = SLOW ? 10_000 : 250;
        SplittableRandom random = new SplittableRandom(11);
        for (Question question : QUESTIONS) {
            JsonCircuit circuit = question.circuit(name -> false);
            SmallDocuments small = new SmallDocuments(random);
            for (int n = 0; n < documents; ) {
                Map<String, Object> object = small.object();
                String text = small.text(object);
                if (text.length() > SIZE) {
                    continue;
                }
                n++;
                WitnessSteps.Run run = circuit.assign(text);
                if (run.assignment().violations().isEmpty()) {
                    accepted++;
                    assertEquals(
                            SmallDocuments.truth(object, question.path()),
                            circuit.result(run.assignment(), question.read()),
                            question + " in " + text);
                } else {
                    refused++;
                    assertTrue(
                            !run.notFound().isEmpty() || otherForm(run),
                            question + " in " + text + ": " + run.assignment().violations());
                }
            }
        }
        assertTrue(accepted > 40 && refused > 40, accepted + " accepted, " + refused + " refused");
    }

    /** What is there but not of the form that is asked for. */
    private static boolean otherForm(WitnessSteps.Run run) {
        Set<String> reasons = Set.of(
                "array/opens",
                "boolean/spelled",
                "boolean/spelled to its end",
                "integer/digit",
                "integer/number ends",
                "array length/count");
        return run.assignment().violations().stream().map(Violation::name).anyMatch(reasons::contains);
    }

    @Test
    void anchors_putAnywhereElse_refused() {
        SplittableRandom random = new SplittableRandom(5);
        int tried = 0;
        for (Question question : QUESTIONS) {
            JsonCircuit circuit = question.circuit(name -> false);
            SmallDocuments small = new SmallDocuments(random);
            for (int n = 0; n < (SLOW ? 50 : 2); ) {
                Map<String, Object> object = small.object();
                String text = small.text(object);
                if (text.length() > SIZE
                        || !circuit.assign(text).assignment().violations().isEmpty()) {
                    continue;
                }
                n++;
                List<Object> truth = SmallDocuments.truth(object, question.path());
                for (JsonAnchor anchor : circuit.structure.anchors()) {
                    for (int place = 0; place < SIZE; place++) {
                        WitnessSteps.Run run = circuit.run(circuit.scan(text));
                        run.choose(anchor, place);
                        circuit.steps.run(run);
                        tried++;
                        if (run.assignment().violations().isEmpty()) {
                            assertEquals(truth, circuit.result(run.assignment(), question.read()), text);
                        }
                    }
                }
            }
        }
        assertTrue(tried > 1_000);
    }

    /** Documents on which each mutant is attacked. */
    private static final List<String> TARGETS = List.of(
            "{\"b\":7,\"a\":1}",
            "{\"c\":{\"a\":7},\"a\":1}",
            "{\"c\":\"\\\"a\\\":7,\",\"a\":1}",
            "{\"b\":[7,8],\"a\":[1,2]}",
            "{\"a\":{\"b\":1},\"c\":{\"b\":7}}",
            "{\"a\":[{\"b\":1},{\"b\":2}],\"b\":7}",
            "{\"a\":[{\"f\":true,\"b\":1}],\"f\":false}",
            "{\"a\":12,\"b\":false}",
            "{\"a\":true,\"b\":false}");

    /** Assertions that stand between this search and a wrong value, and the question in which it finds one. */
    private static final Map<String, Question> NEEDED = Map.of(
            "name a/key", QUESTIONS.get(0),
            "value/record", QUESTIONS.get(0),
            "element/record", QUESTIONS.get(3),
            "array end/record", QUESTIONS.get(4),
            "json/state/depth", QUESTIONS.get(0),
            "json/records/ordinals", QUESTIONS.get(1));

    @Test
    void assertion_omitted_letsAWrongValueThrough() {
        Set<String> found = new TreeSet<>();
        NEEDED.forEach((name, question) -> {
            if (!attack(question.circuit(name::equals), question, name).isEmpty()) {
                found.add(name);
            }
        });
        assertEquals(new TreeSet<>(NEEDED.keySet()), found);
    }

    private static String attack(JsonCircuit mutant, Question question, String name) {
        for (String text : TARGETS) {
            for (int seed = 0; seed < 400; seed++) {
                JsonScan scan = mutant.scan(text);
                if (seed > 0 && !freed(scan, name, new SplittableRandom(seed))) {
                    break;
                }
                WitnessSteps.Run run = mutant.run(scan);
                mutant.steps.run(run);
                if (wrong(mutant, question, text, run)) {
                    return text;
                }
            }
            for (JsonAnchor anchor : mutant.structure.anchors()) {
                for (int place = 0; place < text.length(); place++) {
                    WitnessSteps.Run run = mutant.run(mutant.scan(text));
                    run.choose(anchor, place);
                    mutant.steps.run(run);
                    if (wrong(mutant, question, text, run)) {
                        return text;
                    }
                }
            }
        }
        return "";
    }

    private static boolean wrong(JsonCircuit mutant, Question question, String text, WitnessSteps.Run run) {
        if (!run.assignment().violations().isEmpty()) {
            return false;
        }
        List<Object> truth = SmallDocuments.truth(TinyJson.read(text), question.path());
        return !truth.equals(mutant.result(run.assignment(), question.read()));
    }

    /** Chooses what the omitted assertion leaves free at random, and computes everything else from it; false if it frees no state. */
    private static boolean freed(JsonScan scan, String name, SplittableRandom random) {
        int n = scan.bytes.length;
        int at = random.nextInt(1, n);
        switch (name) {
            case "json/state/depth" -> {
                // Up here and down there, or the depth would end out of range.
                int other = random.nextInt(1, n);
                for (int i = 0; i < n; i++) {
                    scan.stepDepth(i);
                    scan.depth[i + 1] += (i + 1 == at ? 1 : 0) - (i + 1 == other ? 1 : 0);
                    scan.stepEnded(i);
                }
            }
            case "json/records/ordinals" -> {
                for (int k = 1; k < scan.ended.length; k++) {
                    int by = random.nextInt(-2, 3);
                    for (int i = at / 8 * 8; i < n; i++) {
                        scan.ended[k][i] += by;
                    }
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
