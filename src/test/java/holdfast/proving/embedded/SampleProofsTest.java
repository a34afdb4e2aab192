package holdfast.proving.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import holdfast.credential.Tag;
import holdfast.demo.Samples;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.Query;
import holdfast.dvr.Value;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue.JsonObject;
import holdfast.proving.ProofFile;
import holdfast.proving.ProvenOutput;
import holdfast.proving.ProvingException;
import holdfast.testing.Vectors;
import holdfast.token.VerifiedToken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * All our samples and all of zkPass: in the circuit with the evaluator's outputs; in the long run ({@code holdfast.slow}) each is
 * proven and verified for real as well, as are all size classes and the bounds.
 */
class SampleProofsTest {
    private static final boolean SLOW = Boolean.getBoolean("holdfast.slow");

    private final Proofs proofs = new Proofs();

    /** A query, what it is asked of. */
    private record Sample(String name, String query, SortedMap<Tag, JsonObject> data) {}

    private static List<Sample> zkPass() throws Exception {
        List<Sample> samples = new ArrayList<>();
        for (String[] pair : new String[][] {
            {"basic-dvr", "basic-data"},
            {"basic-dvr", "basic-data-false"},
            {"health-dvr", "health-data"},
            {"bca-finance-ramana-dvr", "ramana-profile"},
            {"bca-finance-ramana-dvr", "dewi-profile"},
            {"bca-finance-ramana-dvr2", "ramana-profile"},
            {"bca-finance-ramana-dvr2", "dewi-profile"},
            {"bca-finance-conditional", "ramana-profile"},
            {"bca-finance-conditional", "dewi-profile"},
            {"bca-insurance-dewi-dvr", "dewi-profile"},
            {"bca-insurance-dewi-dvr", "dewi-profile-wrong"},
            {"bca-insurance-dewi-dvr-array", "dewi-profile-array"},
            {"employee-onboarding-dvr", "jane-blood-test-result"},
            {"employee-onboarding-dvr", "jane2-blood-test-result"},
            {"employee2-onboarding-dvr", "jane-blood-test-result"},
            {"array-dvr", "array-user-data"}
        }) {
            SortedMap<Tag, JsonObject> data = new TreeMap<>();
            data.put(Tag.NONE, json(pair[1]));
            samples.add(new Sample(pair[0] + " on " + pair[1], Vectors.text("zkpass/data/" + pair[0] + ".json"), data));
        }
        SortedMap<Tag, JsonObject> two = new TreeMap<>();
        two.put(new Tag("bank"), json("multiple/bank"));
        two.put(new Tag("health"), json("multiple/health"));
        samples.add(new Sample("insurance", Vectors.text("zkpass/data/multiple/insurance-dvr.json"), two));
        return samples;
    }

    private static JsonObject json(String name) throws Exception {
        return JsonReader.readObject(Vectors.bytes("zkpass/data/" + name + ".json"), JsonLimits.STANDARD);
    }

    private static List<Sample> own() {
        Samples all = Samples.load();
        List<Sample> samples = new ArrayList<>();
        all.requests()
                .values()
                .forEach(request -> request.answers().forEach(answer -> {
                    SortedMap<Tag, JsonObject> data = new TreeMap<>();
                    answer.forEach(
                            (tag, id) -> data.put(tag, all.credentials().get(id).data()));
                    samples.add(new Sample(request.id() + " on " + answer.values(), request.query(), data));
                }));
        return samples;
    }

    @TestFactory
    Stream<DynamicTest> zkPassSample_provenWithTheEvaluatorsOutputs() throws Exception {
        return zkPass().stream().map(sample -> DynamicTest.dynamicTest(sample.name(), () -> check(sample)));
    }

    @TestFactory
    Stream<DynamicTest> ownSample_provenWithTheEvaluatorsOutputs() {
        return own().stream().map(sample -> DynamicTest.dynamicTest(sample.name(), () -> check(sample)));
    }

    private void check(Sample sample) throws Exception {
        Query query = Query.parse(sample.query(), sample.data().keySet());
        InCircuit circuit = InCircuit.of(query, sample.data(), Proofs.TODAY);
        circuit.check(sample.name());
        if (SLOW) {
            assertEquals(circuit.outputs, proven(sample));
        }
    }

    private Map<String, Value> proven(Sample sample) throws Exception {
        VerifiedToken<DvrRequest> request = proofs.request(
                sample.name(),
                sample.query(),
                proofs.issuer.publicKey(),
                sample.data().keySet());
        ProofFile proof = proofs.prove(proofs.task(request, sample.data()));
        assertEquals(new Verdict.Valid(), proofs.verify(request, proof), sample.name());
        Map<String, Value> outputs = new LinkedHashMap<>();
        for (ProvenOutput output : proof.outputs()) {
            outputs.put(output.key(), output.value());
        }
        return outputs;
    }

    /** Eight credentials in one real proof. */
    @Test
    void credentials_eightOfThem_proven() throws Exception {
        assumeTrue(SLOW, "a long run: -Dholdfast.slow=true");
        SortedMap<Tag, JsonObject> data = new TreeMap<>();
        StringBuilder query = new StringBuilder("[{\"assign\":{\"c\":{\"and\":[");
        for (int i = 0; i < 8; i++) {
            data.put(new Tag("t" + i), JsonReader.readObject("{\"id\":\"ID-7\"}", JsonLimits.STANDARD));
            query.append(i == 0 ? "" : ",").append("{\"==\":[{\"dvar\":\"t0.id\"},{\"dvar\":\"t" + i + ".id\"}]}");
        }
        query.append("]}}},{\"output\":{\"result\":{\"lvar\":\"c\"}}}]");
        assertEquals(Map.of("result", new Value.Bool(true)), proven(new Sample("eight", query.toString(), data)));
    }

    /** A token that just fits each size class and one that is a byte too long for it; the largest takes much memory. */
    @TestFactory
    Stream<DynamicTest> sizeClass_filledToTheLastByte_proven() {
        int largest = Integer.getInteger("holdfast.largestClass", 64);
        return Stream.of(8, 12, 16, 20, 24, 32, 48, 64, 96, 128, 256)
                .filter(blocks -> SLOW && blocks <= largest)
                .map(blocks -> DynamicTest.dynamicTest(blocks + " blocks", () -> {
                    Map<Integer, ProofFile> byClass = new TreeMap<>();
                    for (int more = 0; more < 8 && byClass.size() < 2; more++) {
                        ProofFile proof = ofLength(64 * blocks - 9 - 12 + 4 * more);
                        if (proof != null) {
                            byClass.putIfAbsent(proof.sizeClasses().get(Tag.NONE), proof);
                        }
                    }
                    assertTrue(byClass.containsKey(blocks), byClass.keySet().toString());
                }));
    }

    /** A verified proof about a token of about this length; null if there is no class for it. */
    private ProofFile ofLength(int signed) throws Exception {
        String query =
                "[{\"assign\":{\"c\":{\"==\":[{\"dvar\":\"a\"},1]}}},{\"output\":{\"result\":{\"lvar\":\"c\"}}}]";
        VerifiedToken<DvrRequest> request = proofs.request(query);
        int empty = proofs.task(request, "{\"a\":1,\"b\":\"\"}")
                .credentials()
                .get(Tag.NONE)
                .jws()
                .signedBytes()
                .length;
        String data = "{\"a\":1,\"b\":\"" + "x".repeat(Math.max(0, (signed - empty) / 4 * 3)) + "\"}";
        try {
            ProofFile proof = proofs.prove(proofs.task(request, data));
            assertEquals(new Verdict.Valid(), proofs.verify(request, proof));
            return proof;
        } catch (ProvingException e) {
            assertEquals(ProvingException.Reason.TOKEN_TOO_LARGE, e.reason());
            return null;
        }
    }
}
