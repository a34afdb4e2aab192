package holdfast.proving.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.Query;
import holdfast.dvr.Value;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.ProvenOutput;
import holdfast.token.Es256PrivateKey;
import holdfast.token.VerifiedToken;
import holdfast.zk.field.Workers;
import holdfast.zk.protocol.CircuitVerifier;
import holdfast.zk.protocol.Progress;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole proofs: signed tokens in, a proof file out; verified from the request alone, and refused with any change. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedProofTest {
    private static final boolean SLOW = Boolean.getBoolean("holdfast.slow");
    private static final String QUERY = """
            [{"assign":{"adult":{">=":[{"get_age":[{"dvar":"born"},"DD/MM/YYYY"]},18]}}},
             {"assign":{"rich":{">":[{"dvar":"accounts[?own].balance"},100,"or"]}}},
             {"if":{"condition":{"~==":[{"dvar":"name"},"aDA"]},
                    "then":[{"output":{"name":{"dvar":"name"}}}],
                    "else":[{"output":{"title":"none"}}]}},
             {"output":{"result":{"lvar":"adult"}}},{"output":{"rich":{"lvar":"rich"}}}]
            """;
    private static final String DATA = """
            {"name":"Ada","_name_zkpass_public_":true,"born":"10.12.1995","note":"\\"name\\":\\"Eve\\"",
             "accounts":[{"own":true,"balance":-5},{"own":false},{"own":true,"balance":250}]}
            """;

    private final Proofs proofs = new Proofs();
    private VerifiedToken<DvrRequest> request;
    private ProofFile proof;
    private String file;
    private ProofFile again;

    @BeforeAll
    void prove() throws Exception {
        request = proofs.request(QUERY);
        var task = proofs.task(request, DATA);
        proof = proofs.prove(task);
        again = proofs.prove(task);
        file = new String(ProofFileCodec.write(proof), UTF_8);
    }

    private String refusal(String changed) throws Exception {
        return proofs.refusal(request, changed.getBytes(UTF_8));
    }

    @Test
    void proof_honest_isAcceptedWithTheEvaluatorsOutputs() throws Exception {
        assertEquals("", refusal(file));
        assertEquals(
                List.of(
                        new ProvenOutput("name", new Value.Text("Ada")),
                        new ProvenOutput("result", new Value.Bool(true)),
                        new ProvenOutput("rich", new Value.Bool(true))),
                proof.outputs());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"dvr_title\":\"A test\"|\"dvr_title\":\"A tesT\"|request-digest",
                "\"dvr_id\":\"1\"|\"dvr_id\":\"2\"|request-digest",
                "\"dvr_digest\":\"[0-9a-f]{4}|\"dvr_digest\":\"0000|request-digest",
                "\"method\":\"[0-9a-f]{4}|\"method\":\"0000|method",
                "\"date\":\"2026-11-21\"|\"date\":\"2026-11-20\"|proof:proof",
                "\"date\":\"2026-11-21\"|\"date\":\"2026-11-12\"|date",
                "\"date\":\"2026-11-21\"|\"date\":\"2026-11-23\"|date",
                "\"time_stamp\":1795255200|\"time_stamp\":1795255199|proof:proof",
                "\"time_stamp\":1795255200|\"time_stamp\":1795259999|freshness",
                "\"name\":\"Ada\"|\"name\":\"Eve\"|proof:proof",
                "\"name\":\"Ada\"|\"name\":\"Ad\"|proof:proof",
                "\"name\":\"Ada\"|\"name\":1|proof:outputs",
                // Half of a surrogate pair would be written as the byte of a question mark.
                "\"name\":\"Ada\"|\"name\":\"\\\\ud800\"|file:not-json",
                "\"name\":\"Ada\"|\"title\":\"none\"|proof:outputs",
                "\"name\":\"Ada\",|  |proof:outputs",
                "\"result\":true|\"result\":false|proof:proof",
                "\"rich\":true|\"rich\":false|proof:proof",
                "\"rich\":true|\"rich\":[true]|proof:outputs",
                "\"result\":true,\"rich\":true|\"rich\":true,\"result\":true|proof:outputs",
                "\"rich\":true|\"rich\":true,\"more\":1|proof:outputs",
                "\"size_classes\":.\"\":8|\"size_classes\":{\"\":12|proof:parameters",
                "\"size_classes\":.\"\":8|\"size_classes\":{\"\":9|proof:size-class",
                "\"size_classes\":.\"\":8|\"size_classes\":{\"bank\":8|proof:size-class",
                "\"branches\":.true.|\"branches\":[false]|proof:outputs",
                "\"branches\":.true.|\"branches\":[]|proof:statement",
                "\"branches\":.true.|\"branches\":[true,true]|proof:statement",
                "depth=7;|depth=15;|proof:parameters",
                "depth=7;|depth=8;|proof:statement",
                "#accounts=4|#accounts=8|proof:parameters",
                "#accounts=4|#accounts=3|proof:statement",
                ";#accounts=4|  |proof:statement",
                ";name=s|;name=i|proof:statement",
                ";name=s|;name=s;note=s|proof:statement",
                "\"queries\":[0-9]+|\"queries\":1|proof:parameters",
                "\"rate\":[0-9]+|\"rate\":2|proof:parameters",
                "\"block_enc\":[0-9]+|\"block_enc\":64|proof:parameters",
                "\"field\":\"fp128\"|\"field\":\"p256\"|proof:parameters",
                "\"circuit_id\":\"[0-9a-f]{4}|\"circuit_id\":\"0000|proof:parameters",
                "\"nonce\":\"n-1\"|\"nonce\":\"n-2\"|nonce",
                ",\"nonce\":\"n-1\"|  |nonce",
                "\"nonce\":\"n-1\"|\"nonce\":\"n-1\",\"audience\":\"a\"|audience",
                "\"nonce\":\"n-1\"|\"nonce\":\"n-1\",\"more\":1|file:member-unknown"
            })
    void claim_changed_isRefusedByName(String pattern, String to, String reason) throws Exception {
        String changed = file.replaceFirst(pattern, to == null ? "" : to.strip());
        assertNotEquals(file, changed, "nothing was changed");
        assertEquals(reason, refusal(changed));
    }

    /** The nonce is not only compared: it is in the session that the proof is bound to. */
    @Test
    void proof_forAnotherSession_isRefusedThoughAllNamesAgree() throws Exception {
        String otherNonce = file.replace("\"nonce\":\"n-1\"", "\"nonce\":\"n-2\"");
        assertEquals("proof:proof", proofs.refusal(request, otherNonce.getBytes(UTF_8), "n-2"));
        String noNonce = file.replace(",\"nonce\":\"n-1\"", "");
        assertEquals("proof:proof", proofs.refusal(request, noNonce.getBytes(UTF_8), null));

        VerifiedToken<DvrRequest> signedAgain = proofs.request(QUERY);
        assertEquals(request.content().digest(), signedAgain.content().digest());
        assertEquals("proof:proof", proofs.refusal(signedAgain, file.getBytes(UTF_8)));

        VerifiedToken<DvrRequest> other =
                proofs.request("Another", QUERY, proofs.issuer.publicKey(), List.of(Tag.NONE));
        String named = file.replace(request.content().digest(), other.content().digest())
                .replace("\"dvr_title\":\"A test\"", "\"dvr_title\":\"Another\"");
        assertEquals("request-digest", proofs.refusal(other, file.getBytes(UTF_8)));
        assertEquals("proof:proof", proofs.refusal(other, named.getBytes(UTF_8)));

        Es256PrivateKey stranger = Es256PrivateKey.generate(proofs.random);
        VerifiedToken<DvrRequest> ofStranger = proofs.request("A test", QUERY, stranger.publicKey(), List.of(Tag.NONE));
        String underStranger = file.replace(
                        request.content().digest(), ofStranger.content().digest())
                .replace(
                        proofs.issuer.publicKey().twoLines().x(),
                        stranger.publicKey().twoLines().x())
                .replace(
                        proofs.issuer.publicKey().twoLines().y(),
                        stranger.publicKey().twoLines().y());
        assertEquals("proof:proof", proofs.refusal(ofStranger, underStranger.getBytes(UTF_8)));
    }

    @Test
    void envelope_everyByteFlipped_isRefusedWithAReason() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        Map<String, Integer> reasons = new TreeMap<>();
        byte[] bytes = file.getBytes(UTF_8);
        int from = file.indexOf("\"dvr_title\"");
        for (int i = 0; i < bytes.length; i++) {
            // The proof itself has a test of its own; its spelling in base64 is part of the envelope.
            if (i > 20 && i < from - 5) {
                continue;
            }
            byte[] flipped = bytes.clone();
            flipped[i] ^= (byte) (1 << random.nextInt(8));
            String reason = proofs.refusal(request, flipped);
            assertNotEquals("", reason, "byte " + i);
            reasons.merge(reason, 1, Integer::sum);
        }
        assertTrue(
                reasons.keySet()
                        .containsAll(Set.of(
                                "file:not-json",
                                "file:member-unknown",
                                "file:member-invalid",
                                "request-digest",
                                "method",
                                "proof:parameters",
                                "proof:statement")),
                reasons.toString());
    }

    @Test
    void proof_seededBytesFlipped_isRefused() throws Exception {
        byte[] bytes = proof.zkproof().toArray();
        SplittableRandom random = new SplittableRandom(20_000);
        for (int n = SLOW ? 20_000 : 200; n > 0; n--) {
            byte[] flipped = bytes.clone();
            int at = random.nextInt(bytes.length);
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            assertRefused(flipped, "byte " + at);
        }
    }

    private void assertRefused(byte[] zkproof, String what) {
        Verdict verdict = proofs.verify(request, proof.withProof(zkproof));
        assertTrue(
                verdict instanceof Verdict.Invalid invalid && invalid.reason() == Verdict.Reason.PROOF,
                what + ": " + verdict);
    }

    @Test
    void proof_cutAndExtended_isRefused() {
        byte[] bytes = proof.zkproof().toArray();
        for (int length : new int[] {0, 1, 29, 30, 31, 62, bytes.length / 2, bytes.length - 1, bytes.length + 1}) {
            assertRefused(Arrays.copyOf(bytes, length), length + " bytes");
        }
    }

    /** The ends of the tags, of the first circuit's proof and of the second's. */
    private int[] ends(byte[] bytes) throws Exception {
        Compiled compiled = proofs.cache.get(
                Query.parse(request.content()),
                proof.sizeClasses(),
                Shape.parse(proof.shape()),
                proof.branches(),
                Workers.none());
        CircuitVerifier verifier = compiled.data().verifier(Workers.none(), Progress.NONE);
        int tags = ProofBytes.tagBytes(1);
        return new int[] {0, tags, verifier.read(bytes, tags).end(), bytes.length};
    }

    @Test
    void proofs_splicedOfTwo_areRefused() throws Exception {
        byte[][] both = {proof.zkproof().toArray(), again.zkproof().toArray()};
        assertEquals(new Verdict.Valid(), proofs.verify(request, again));
        int[][] ends = {ends(both[0]), ends(both[1])};
        for (int choice = 1; choice < 7; choice++) {
            ByteArrayOutputStream spliced = new ByteArrayOutputStream();
            for (int part = 0; part < 3; part++) {
                int which = choice >> part & 1;
                spliced.write(both[which], ends[which][part], ends[which][part + 1] - ends[which][part]);
            }
            assertRefused(spliced.toByteArray(), "parts " + Integer.toBinaryString(choice));
        }
    }

    @Test
    void proofs_ofTheSameWitness_haveNothingInCommon() throws Exception {
        byte[] one = proof.zkproof().toArray();
        byte[] two = again.zkproof().toArray();
        Set<String> blocks = new HashSet<>();
        int from = ProofBytes.tagBytes(1);
        assertArrayEquals(
                new boolean[] {false, false},
                new boolean[] {Arrays.equals(one, 0, 15, two, 0, 15), Arrays.equals(one, 15, 30, two, 15, 30)});
        for (int i = from; i + 16 <= one.length; i++) {
            blocks.add(HexFormat.of().formatHex(one, i, i + 16));
        }
        int shared = 0;
        for (int i = from; i + 16 <= two.length; i += 16) {
            shared += blocks.contains(HexFormat.of().formatHex(two, i, i + 16)) ? 1 : 0;
        }
        assertEquals(0, shared);
    }
}
