package holdfast.proving.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import holdfast.credential.Tag;
import holdfast.dvr.DayCount;
import holdfast.dvr.Evaluation;
import holdfast.dvr.Evaluator;
import holdfast.dvr.Query;
import holdfast.dvr.Value;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.proving.ProvingException;
import holdfast.testing.QueryCases;
import holdfast.zk.compiler.Assignment;
import holdfast.zk.compiler.Expr;
import holdfast.zk.compiler.Program;
import holdfast.zk.compiler.Violation;
import holdfast.zk.field.Fields;
import holdfast.zk.gadget.WitnessSteps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random queries on random data, in the circuit and by the evaluator. */
class QueryInCircuitTest {
    private static final int CASES = Boolean.getBoolean("holdfast.slow") ? 2_000 : 200;

    @Test
    void query_randomCases_sameOutputsAsTheEvaluator() throws Exception {
        int proven = 0;
        Map<String, Integer> refused = new TreeMap<>();
        for (int seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            QueryCases.Case one = QueryCases.next(random, seed % 4 == 0 ? 0.02 : 0);
            Query query = Query.parse(one.query(), one.data().keySet());
            String label = "seed " + seed;
            try {
                proven += InCircuit.check(label, query, one.data(), one.reference()) ? 1 : 0;
            } catch (ProvingException e) {
                refused.merge(e.code(), 1, Integer::sum);
            }
        }
        assertTrue(proven > CASES / 2, "proven " + proven + ", refused " + refused);
    }

    /** A query on data, in the circuit. */
    static final class InCircuit {
        final Program program = new Program(Fields.fp128());
        final WitnessSteps steps = new WitnessSteps();
        final SortedMap<Tag, Expr[]> bytes = new TreeMap<>();
        final Map<Tag, byte[]> documents = new HashMap<>();
        final DvrStatement statement;

        InCircuit(Query query, Map<Tag, JsonObject> data, Shape shape, List<Boolean> branches) throws UnfitException {
            for (Tag tag : query.tags()) {
                byte[] document = JsonWriter.compact(
                                JsonObject.builder().put("data", data.get(tag)).build())
                        .getBytes(UTF_8);
                documents.put(tag, document);
                bytes.put(tag, program.privateInputs("byte", Math.max(64, document.length)));
            }
            statement = new DvrStatement(program, steps, query, bytes, shape, branches);
        }

        Assignment assign(Claims claims) {
            Assignment assignment = program.assignment();
            bytes.forEach((tag, inputs) -> {
                byte[] document = documents.get(tag);
                for (int i = 0; i < inputs.length; i++) {
                    assignment.set(inputs[i], i < document.length ? document[i] & 255 : 0);
                }
            });
            statement.assign(assignment, documents, claims);
            return assignment;
        }

        /** Whether the evaluator and the circuit give outputs, and then the same. */
        static boolean check(String label, Query query, Map<Tag, JsonObject> data, java.time.LocalDate reference)
                throws Exception {
            Evaluation evaluation = Evaluator.evaluate(query, data, reference, DayCount.GREGORIAN);
            if (!(evaluation instanceof Evaluation.Evaluated evaluated)) {
                return false;
            }
            List<Boolean> branches =
                    evaluated.branches().stream().map(Evaluation.Taken::then).toList();
            Map<String, Value> outputs = new LinkedHashMap<>();
            evaluated.outputs().forEach(output -> outputs.put(output.key(), output.value()));
            Shape shape = null;
            InCircuit circuit = null;
            List<String> unfit = new ArrayList<>();
            for (Shape candidate : ShapeFinder.candidates(query, data, branches, 15)) {
                try {
                    circuit = new InCircuit(query, data, candidate, branches);
                    shape = candidate;
                    break;
                } catch (UnfitException e) {
                    unfit.add(e.getMessage());
                }
            }
            assertTrue(circuit != null, label + " no shape fits " + unfit + query.print());
            assertEquals(shape, Shape.parse(shape.text()), label);
            assertEquals(
                    List.copyOf(outputs.keySet()),
                    List.copyOf(circuit.statement.outputs().keySet()),
                    label);
            for (Map.Entry<String, Value> output : outputs.entrySet()) {
                Wired wired = circuit.statement.outputs().get(output.getKey());
                assertEquals(null, OutputCircuit.fits(wired, output.getValue()), label);
            }
            Assignment assignment = circuit.assign(new Claims(reference, outputs));
            assertEquals(
                    List.of(),
                    assignment.violations().stream().map(Violation::name).toList(),
                    label + " " + query.print());
            return true;
        }
    }
}
