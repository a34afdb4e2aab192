package holdfast.proving.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import holdfast.credential.Tag;
import holdfast.dvr.DayCount;
import holdfast.dvr.Evaluation;
import holdfast.dvr.Evaluator;
import holdfast.dvr.Query;
import holdfast.dvr.Value;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Violation;
import holdfast.zk.field.Fields;
import holdfast.zk.gadget.WitnessSteps;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** A query on documents in the circuit of the statement, without the signatures around it: the bytes are private inputs. */
final class InCircuit {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    final Program program = new Program(Fields.fp128());
    final SequencedMap<String, Value> outputs;
    private final WitnessSteps steps = new WitnessSteps();
    private final SortedMap<Tag, Expr[]> bytes = new TreeMap<>();
    private final Map<Tag, byte[]> documents;
    private final LocalDate reference;
    private final DvrStatement statement;

    /** @throws UnfitException if branches and shape do not go together with the query */
    InCircuit(
            Query query,
            Map<Tag, byte[]> documents,
            LocalDate reference,
            Shape shape,
            List<Boolean> branches,
            SequencedMap<String, Value> outputs)
            throws UnfitException {
        this.documents = documents;
        this.reference = reference;
        this.outputs = outputs;
        documents.forEach(
                (tag, document) -> bytes.put(tag, program.privateInputs("byte", Math.max(64, document.length))));
        statement = new DvrStatement(program, steps, query, bytes, shape, branches);
    }

    /** The payload of a token with this data. */
    static byte[] payload(JsonObject data) {
        return JsonWriter.compact(JsonObject.builder().put("data", data).build())
                .getBytes(UTF_8);
    }

    static InCircuit of(String query, String data) throws Exception {
        JsonObject object = JsonReader.readObject(data, JsonLimits.STANDARD);
        return of(Query.parse(query), Map.of(Tag.NONE, object), TODAY);
    }

    static InCircuit of(Query query, Map<Tag, JsonObject> data, LocalDate reference) throws Exception {
        Map<Tag, byte[]> documents = new HashMap<>();
        data.forEach((tag, object) -> documents.put(tag, payload(object)));
        return of(query, data, documents, reference);
    }

    /**
     * The circuit of a query with the outputs that the evaluator gives.
     *
     * @param documents may spell the data in another way than our writer
     */
    static InCircuit of(Query query, Map<Tag, JsonObject> data, Map<Tag, byte[]> documents, LocalDate reference)
            throws Exception {
        Evaluation evaluation = Evaluator.evaluate(query, data, reference, DayCount.GREGORIAN);
        if (!(evaluation instanceof Evaluation.Evaluated evaluated)) {
            throw new NotEvaluable(evaluation);
        }
        List<Boolean> branches =
                evaluated.branches().stream().map(Evaluation.Taken::then).toList();
        SequencedMap<String, Value> outputs = new LinkedHashMap<>();
        evaluated.outputs().forEach(output -> outputs.put(output.key(), output.value()));
        List<String> unfit = new ArrayList<>();
        for (Shape shape : ShapeFinder.candidates(query, data, branches, 15)) {
            try {
                InCircuit circuit = new InCircuit(query, documents, reference, shape, branches, outputs);
                assertEquals(shape, Shape.parse(shape.text()));
                return circuit;
            } catch (UnfitException e) {
                unfit.add(e.getMessage());
            }
        }
        throw new AssertionError("no shape fits " + unfit + " of " + query.print());
    }

    /** The evaluator gives no outputs. */
    static final class NotEvaluable extends Exception {
        private static final long serialVersionUID = 1L;

        NotEvaluable(Evaluation evaluation) {
            super(evaluation.toString());
        }
    }

    /** An assignment with the evaluator's outputs. */
    Assignment assign() {
        return assign(outputs);
    }

    /** An assignment with claimed outputs of the same keys and types. */
    Assignment assign(Map<String, Value> claimed) {
        return assign(documents, claimed);
    }

    /** An assignment for other documents, none of which is longer than that of the circuit. */
    Assignment assign(Map<Tag, byte[]> documents, Map<String, Value> claimed) {
        Assignment assignment = program.assignment();
        bytes.forEach((tag, inputs) -> {
            byte[] document = documents.get(tag);
            for (int i = 0; i < inputs.length; i++) {
                assignment.set(inputs[i], i < document.length ? document[i] & 255 : 0);
            }
        });
        statement.assign(assignment, documents, new Claims(reference, claimed));
        return assignment;
    }

    /** The names of what an assignment violates. */
    static List<String> violations(Assignment assignment) {
        return assignment.violations().stream().map(Violation::name).distinct().toList();
    }

    /** Whether claims of these outputs can be proven or refused with this circuit: they have its keys and types. */
    boolean hasOutputsOf(Map<String, Value> claimed) {
        return statement.outputs().keySet().equals(claimed.keySet())
                && claimed.entrySet().stream()
                        .allMatch(one ->
                                OutputCircuit.fits(statement.outputs().get(one.getKey()), one.getValue()) == null);
    }

    /** Fails unless the circuit gives the evaluator's outputs, in their order and of their types. */
    void check(String label) {
        assertEquals(
                List.copyOf(outputs.keySet()), List.copyOf(statement.outputs().keySet()), label);
        outputs.forEach((key, value) ->
                assertEquals(null, OutputCircuit.fits(statement.outputs().get(key), value), label + " " + key));
        assertEquals(List.of(), violations(assign()), label);
    }
}
