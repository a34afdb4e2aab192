package holdfast.proving.embedded;

import static org.junit.jupiter.api.Assertions.assertTrue;

import holdfast.credential.Tag;
import holdfast.dvr.DayCount;
import holdfast.dvr.Evaluation;
import holdfast.dvr.Evaluator;
import holdfast.dvr.Operand;
import holdfast.dvr.Query;
import holdfast.dvr.Value;
import holdfast.testing.QueryCases;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Shapes and branches come from the prover. For random queries with claims that are wrong somewhere a verifier builds a circuit or says
 * that they do not go together, and nothing else; the data satisfies a circuit of other branches never.
 */
class HostileShapesTest {
    private static final int CASES = Boolean.getBoolean("holdfast.slow") ? 3_000 : 50;
    private static final Value.Type[] TYPES = {Value.Type.TEXT, Value.Type.INTEGER, Value.Type.BOOLEAN};

    @Test
    void shapeAndBranches_changedAtRandom_fitOrAreRefused() throws Exception {
        int built = 0;
        int unfit = 0;
        for (int seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            QueryCases.Case one = QueryCases.next(random, 0);
            Query query = Query.parse(one.query(), one.data().keySet());
            Evaluation evaluation = Evaluator.evaluate(query, one.data(), one.reference(), DayCount.GREGORIAN);
            if (!(evaluation instanceof Evaluation.Evaluated evaluated)) {
                continue;
            }
            List<Boolean> branches =
                    evaluated.branches().stream().map(Evaluation.Taken::then).toList();
            Shape honest =
                    ShapeFinder.candidates(query, one.data(), branches, 7).getFirst();
            Map<Tag, byte[]> documents = new HashMap<>();
            one.data().forEach((tag, object) -> documents.put(tag, InCircuit.payload(object)));
            Map<String, Value> outputs = new LinkedHashMap<>();
            evaluated.outputs().forEach(output -> outputs.put(output.key(), output.value()));
            for (int n = 0; n < 4; n++) {
                Shape shape = changed(random, honest, query);
                List<Boolean> claimed = changed(random, branches);
                String what = "seed " + seed + " " + shape.text() + " " + claimed + " " + query.print();
                try {
                    InCircuit circuit = new InCircuit(
                            query, documents, one.reference(), shape, claimed, new LinkedHashMap<>(outputs));
                    built++;
                    if (!claimed.equals(branches) && circuit.hasOutputsOf(outputs)) {
                        assertTrue(
                                InCircuit.violations(circuit.assign()).contains("query/branch"),
                                "other branches were taken: " + what);
                    }
                } catch (UnfitException e) {
                    unfit++;
                } catch (RuntimeException e) {
                    throw new AssertionError(what, e);
                }
            }
        }
        assertTrue(built > CASES / 4 && unfit > CASES / 4, built + " built, " + unfit + " unfit");
    }

    private static Shape changed(SplittableRandom random, Shape honest, Query query) {
        SortedMap<String, Value.Type> types = new TreeMap<>(honest.types());
        SortedMap<String, Integer> capacities = new TreeMap<>(honest.capacities());
        List<String> paths = new ArrayList<>(
                query.dataVars().stream().map(Operand.DataVar::text).toList());
        paths.addAll(types.keySet());
        for (int changes = random.nextInt(3); changes > 0 && !paths.isEmpty(); changes--) {
            String path = paths.get(random.nextInt(paths.size()));
            switch (random.nextInt(4)) {
                case 0, 1 -> types.put(path, TYPES[random.nextInt(TYPES.length)]);
                case 2 -> capacities.put(path.replaceFirst("\\[.*", ""), 1 << random.nextInt(4));
                default -> capacities.remove(path);
            }
        }
        return new Shape(random.nextInt(8) == 0 ? 15 : 7, capacities, types);
    }

    private static List<Boolean> changed(SplittableRandom random, List<Boolean> branches) {
        List<Boolean> claimed = new ArrayList<>(branches);
        switch (random.nextInt(6)) {
            case 0 -> claimed.add(random.nextBoolean());
            case 1 -> Collections.reverse(claimed);
            case 2, 3 -> {
                if (!claimed.isEmpty()) {
                    int at = random.nextInt(claimed.size());
                    claimed.set(at, !claimed.get(at));
                }
            }
            default -> {}
        }
        return claimed;
    }
}
