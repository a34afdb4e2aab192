package holdfast.proving.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import holdfast.credential.Tag;
import holdfast.crypto.Hashes;
import holdfast.dvr.DayCount;
import holdfast.dvr.Evaluation;
import holdfast.dvr.Evaluator;
import holdfast.dvr.Query;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue.JsonObject;
import holdfast.proving.ProofSystem;
import holdfast.zk.field.Workers;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The method's version goes with the circuits. */
class MethodTest {
    /** All types, a list with a filter, both relations of texts, dates, a branch and outputs. */
    private static final String ONE = """
            [{"assign":{"adult":{">=":[{"get_age":[{"dvar":"born"},"DD/MM/YYYY"]},18]}}},
             {"assign":{"rich":{">":[{"dvar":"accounts[?own].balance"},100,"or"]}}},
             {"assign":{"days":{"<":[{"get_day_diff":[{"dvar":"born"},"DD/MM/YYYY"]},90000]}}},
             {"assign":{"has":{"~contains":[{"dvar":"name"},"da"]}}},
             {"if":{"condition":{"~==":[{"dvar":"name"},"aDA"]},
                    "then":[{"output":{"name":{"dvar":"name"}}}],
                    "else":[{"output":{"title":"none"}}]}},
             {"output":{"result":{"lvar":"adult"}}},{"output":{"rich":{"lvar":"rich"}}}]
            """;

    private static final String TWO = """
            [{"assign":{"same":{"and":[{"==":[{"dvar":"a.name"},{"dvar":"b.name"}]},{"==":[{"dvar":"b.ok"},true]}]}}},
             {"output":{"result":{"lvar":"same"}}}]
            """;

    private static final String DATA = """
            {"name":"Ada","_name_zkpass_public_":true,"born":"10.12.1995","ok":true,
             "accounts":[{"own":true,"balance":-5},{"own":false},{"own":true,"balance":250}]}
            """;

    @Test
    void circuits_changed_needAnotherMethod() throws Exception {
        JsonObject data = json();
        String all =
                described(ONE, Map.of(Tag.NONE, data)) + described(TWO, Map.of(new Tag("a"), data, new Tag("b"), data));
        String now = Hashes.sha256Hex(all.getBytes(UTF_8));
        assertEquals(
                ProofSystem.CIRCUITS,
                now,
                "Circuits or parameters are others than before: set ProofSystem.CIRCUITS, so that older proofs and requests"
                        + " are refused by their method.");
    }

    private static String described(String text, Map<Tag, JsonObject> data) throws Exception {
        Proofs proofs = new Proofs();
        Query query = Query.parse(text, data.keySet());
        if (!(Evaluator.evaluate(query, data, Proofs.TODAY, DayCount.of(ProofSystem.LIBZK))
                instanceof Evaluation.Evaluated evaluated)) {
            throw new AssertionError("the query does not run");
        }
        var task = proofs.task(
                proofs.request("Circuits", text, proofs.issuer.publicKey(), new TreeMap<>(data).keySet()), data);
        Prepared prepared = new Preparation(query, task, evaluated, proofs.cache).prepare(Workers.none());
        return prepared.sizeClasses() + "\n" + prepared.shape().text() + "\n"
                + prepared.compiled().parameters();
    }

    private static JsonObject json() throws Exception {
        return JsonReader.readObject(DATA, JsonLimits.STANDARD);
    }
}
