package holdfast.proving.embedded;

import static org.junit.jupiter.api.Assertions.assertTrue;

import holdfast.dvr.Query;
import holdfast.proving.ProvingException;
import holdfast.testing.QueryCases;
import java.util.Map;
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
            QueryCases.Case one = QueryCases.next(new SplittableRandom(seed), seed % 4 == 0 ? 0.02 : 0);
            Query query = Query.parse(one.query(), one.data().keySet());
            try {
                InCircuit.of(query, one.data(), one.reference()).check("seed " + seed + " " + query.print());
                proven++;
            } catch (InCircuit.NotEvaluable e) {
                refused.merge("not evaluable", 1, Integer::sum);
            } catch (ProvingException e) {
                refused.merge(e.code(), 1, Integer::sum);
            }
        }
        assertTrue(proven > CASES / 2, "proven " + proven + ", refused " + refused);
    }
}
