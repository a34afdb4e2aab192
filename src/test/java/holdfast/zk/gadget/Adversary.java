package holdfast.zk.gadget;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.dvr.DateFormat;
import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Witness;
import holdfast.zk.field.Element;
import holdfast.zk.gadget.JsonCircuit.Read;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A prover that chooses whatever it likes about one document: the states of the scan, where anchors stand, and single inputs, from
 * which everything after them follows. It wins when no assertion is violated and what was read is not what the document says.
 */
final class Adversary {
    private final JsonCircuit circuit;
    private final String text;
    private final Read read;
    private final List<Object> truth;

    Adversary(JsonCircuit circuit, String path, Read read, String text) {
        this.circuit = circuit;
        this.text = text;
        this.read = read;
        truth = SmallDocuments.truth(TinyJson.read(text), path).stream()
                .flatMap(value -> meaning(read, value).stream())
                .toList();
    }

    /** What a reading of a value gives; nothing where it must fail. */
    static List<Object> meaning(Read read, Object value) {
        return switch (read) {
            case TEXT -> value instanceof String ? List.of(value) : List.of();
            case IS_X -> value instanceof String ? List.of(value.equals("x")) : List.of();
            case HAS_X -> value instanceof String text ? List.of(text.contains("x") || text.contains("X")) : List.of();
            case DATE ->
                value instanceof String text
                        ? DateFormat.DAY_FIRST
                                .parse(text)
                                .map(CalendarDate::number)
                                .map(List::<Object>of)
                                .orElse(List.of())
                        : List.of();
            case IS_5 -> value instanceof Long number ? List.of(number == 5) : List.of();
            case AT_LEAST_5 -> value instanceof Long number ? List.of(number >= 5) : List.of();
            case INTEGER -> value instanceof Long ? List.of(value) : List.of();
            case BOOLEAN -> value instanceof Boolean ? List.of(value) : List.of();
            case MARKER -> value.equals(true) ? List.of(true) : List.of();
        };
    }

    @Override
    public String toString() {
        return read + " of " + text + ", which is " + truth;
    }

    JsonScan scan() {
        return circuit.scan(text);
    }

    int indexOf(String part) {
        return text.indexOf(part);
    }

    int length() {
        return text.getBytes(UTF_8).length;
    }

    /** All choices of one try; what is not chosen is honest. */
    final class Try {
        private JsonScan scan = Adversary.this.scan();
        private final Map<JsonAnchor, Integer> places = new HashMap<>();
        private final Map<Expr, Element> pins = new HashMap<>();

        @Override
        public String toString() {
            return places.values() + ", " + pins.values();
        }

        Try scan(JsonScan chosen) {
            scan = chosen;
            return this;
        }

        Try place(JsonAnchor anchor, int place) {
            places.put(anchor, place);
            return this;
        }

        Try pin(Expr input, long value) {
            return pin(input, Numbers.element(circuit.program.field(), java.math.BigInteger.valueOf(value)));
        }

        Try pin(Expr input, Element value) {
            pins.put(input, value);
            return this;
        }

        Assignment run() {
            WitnessSteps.Run run = circuit.run(scan);
            Assignment assignment = run.assignment();
            // The bytes are the issuer's, whatever the prover claims of them.
            byte[] bytes = text.getBytes(UTF_8);
            for (int i = 0; i < circuit.bytes.length; i++) {
                assignment.set(circuit.bytes[i], i < bytes.length ? bytes[i] & 255 : 0);
            }
            places.forEach(run::choose);
            pins.forEach(assignment::set);
            circuit.steps.run(
                    run,
                    () -> pins.forEach((input, value) -> {
                        if (!assignment.value(input).equals(value)) {
                            assignment.set(input, value);
                        }
                    }));
            return assignment;
        }

        /** Gives an input the value with which the first assertion holds that does not. */
        void settle(Expr input) {
            Assignment start = run();
            List<Integer> violated = Witness.violated(circuit.program, start);
            if (!violated.isEmpty()) {
                Witness.solutions(circuit.program, start, violated.getFirst(), input)
                        .forEach(root -> pins.put(input, root));
            }
        }

        boolean wins() {
            return wrong(run());
        }

        /** Whether some value of one of these inputs makes the first assertion hold that does not, and that wins. */
        boolean winsWithOneOf(List<Expr> inputs) {
            Assignment start = run();
            List<Integer> violated = Witness.violated(circuit.program, start);
            if (violated.isEmpty()) {
                return wrong(start);
            }
            for (Expr input : inputs) {
                for (Element root : Witness.solutions(circuit.program, start, violated.getFirst(), input)) {
                    pins.put(input, root);
                    if (wins()) {
                        return true;
                    }
                    pins.remove(input);
                }
            }
            return false;
        }
    }

    boolean wrong(Assignment assignment) {
        return Witness.violated(circuit.program, assignment).isEmpty()
                && !truth.equals(circuit.result(assignment, read));
    }

    /** Whether putting one anchor anywhere wins, if need be with another value of one of the inputs. */
    boolean winsByAnAnchor(List<Expr> inputs) {
        for (JsonAnchor anchor : circuit.structure.anchors()) {
            for (int place = 0; place < length(); place++) {
                if (new Try().place(anchor, place).winsWithOneOf(inputs)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether states that an omitted recurrence leaves free win, everything else computed from them. */
    boolean winsByAState(String recurrence, int tries) {
        for (int seed = 0; seed < tries; seed++) {
            JsonScan scan = scan();
            FreedStates.choose(scan, recurrence, new SplittableRandom(seed));
            if (new Try().scan(scan).wins()) {
                return true;
            }
        }
        return false;
    }
}
