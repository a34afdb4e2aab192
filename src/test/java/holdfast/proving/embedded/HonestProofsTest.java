package holdfast.proving.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue.JsonObject;
import holdfast.proving.LeakScanner;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofFileCodec;
import holdfast.token.VerifiedToken;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Honest proofs of one token, each with randomness of its own: all are accepted, and the leak scanner lets all of them out. */
class HonestProofsTest {
    private static final int PROOFS = Boolean.getBoolean("holdfast.slow") ? 1_000 : 2;
    private static final String QUERY =
            "[{\"assign\":{\"c\":{\">\":[{\"dvar\":\"balance\"},1000000]}}},{\"output\":{\"result\":{\"lvar\":\"c\"}}}]";
    private static final String DATA = """
            {"name":"Sari Dewi Lestari Wulandari","iban":"DE89370400440532013000","balance":123456789012345678,
             "street":"Jalan Merdeka Barat 17","mail":"sari.wulandari@example.org"}
            """;

    @Test
    void proofs_manyOfThem_areNeverTakenForLeaks() throws Exception {
        Proofs proofs = new Proofs();
        JsonObject data = JsonReader.readObject(DATA, JsonLimits.STANDARD);
        VerifiedToken<DvrRequest> request = proofs.request(QUERY);
        for (int n = 0; n < PROOFS; n++) {
            ProofFile proof = proofs.prove(proofs.task(request, DATA));
            LeakScanner.Report report = LeakScanner.scan(proof, Map.of(Tag.NONE, data));
            assertEquals(List.of(), report.hits(), "proof " + n);
            assertTrue(report.clean());
            assertEquals(proof, ProofFileCodec.read(ProofFileCodec.write(proof)));
        }
    }
}
