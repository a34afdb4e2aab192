package holdfast.proving.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.UserDataRequest;
import holdfast.dvr.Value;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue.JsonObject;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofSystem;
import holdfast.proving.ProofTask;
import holdfast.proving.ProvenOutput;
import holdfast.proving.ProvingException;
import holdfast.token.Es256PrivateKey;
import holdfast.token.Es256PublicKey;
import holdfast.token.TokenSigner;
import holdfast.token.UserData;
import holdfast.token.VerifiedToken;
import holdfast.zk.field.Workers;
import holdfast.zk.protocol.Progress;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whole proofs: signed tokens in, a proof file out, verified from the request alone. */
class EmbeddedProofTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final Instant NOW = Instant.ofEpochSecond(1_795_200_000);
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

    private final SecureRandom random = new SecureRandom();
    private final CircuitCache cache = new CircuitCache(4_000_000);
    private final Es256PrivateKey issuer = Es256PrivateKey.generate(random);
    private final Es256PrivateKey verifier = Es256PrivateKey.generate(random);

    private VerifiedToken<DvrRequest> request(String query, Es256PublicKey issuerKey) throws Exception {
        SortedMap<Tag, UserDataRequest> tags = new TreeMap<>();
        tags.put(Tag.NONE, new UserDataRequest(null, issuerKey.twoLines()));
        return new TokenSigner(verifier, null, random)
                .request(new DvrRequest(
                        ProofSystem.LIBZK,
                        "A test",
                        "1",
                        ProofSystem.LANGUAGE_VERSION,
                        ProofSystem.methodVersion(),
                        query,
                        tags,
                        verifier.publicKey().twoLines()));
    }

    private ProofTask task(VerifiedToken<DvrRequest> request, String data, @Nullable String nonce) throws Exception {
        JsonObject object = JsonReader.readObject(data, JsonLimits.STANDARD);
        SortedMap<Tag, VerifiedToken<UserData>> credentials = new TreeMap<>();
        credentials.put(Tag.NONE, new TokenSigner(issuer, null, random).userData(object));
        return new ProofTask(request, credentials, TODAY, NOW, nonce, null);
    }

    private ProofFile prove(ProofTask task) throws Exception {
        return new EmbeddedProver(Runnable::run, 1, random, cache).prove(task, (stage, done) -> {}, () -> false);
    }

    private Verdict verify(VerifiedToken<DvrRequest> request, Es256PublicKey key, ProofFile proof) {
        SortedMap<Tag, Es256PublicKey> keys = new TreeMap<>();
        keys.put(Tag.NONE, key);
        return new EmbeddedVerifier(cache).verify(request, keys, proof, Progress.NONE, Workers.none());
    }

    private static void assertRefused(Verdict.Reason reason, Verdict verdict) {
        assertEquals(reason, assertInstanceOf(Verdict.Invalid.class, verdict).reason());
    }

    @Test
    void proof_honest_verifiesAndEveryChangeIsRefused() throws Exception {
        VerifiedToken<DvrRequest> request = request(QUERY, issuer.publicKey());
        ProofFile proof = prove(task(request, DATA, "n-1"));
        assertEquals(
                List.of(
                        new ProvenOutput("name", new Value.Text("Ada")),
                        new ProvenOutput("result", new Value.Bool(true)),
                        new ProvenOutput("rich", new Value.Bool(true))),
                proof.outputs());
        Es256PublicKey key = issuer.publicKey();
        assertEquals(new Verdict.Valid(), verify(request, key, proof));

        List<ProvenOutput> outputs = new ArrayList<>(proof.outputs());
        outputs.set(0, new ProvenOutput("name", new Value.Text("Eve")));
        assertRefused(Verdict.Reason.PROOF, verify(request, key, with(proof, outputs, proof.branches(), TODAY, "n-1")));
        outputs.set(0, new ProvenOutput("name", new Value.Int(1)));
        assertRefused(
                Verdict.Reason.OUTPUTS, verify(request, key, with(proof, outputs, proof.branches(), TODAY, "n-1")));
        outputs.removeFirst();
        assertRefused(
                Verdict.Reason.OUTPUTS, verify(request, key, with(proof, outputs, proof.branches(), TODAY, "n-1")));
        assertRefused(
                Verdict.Reason.PROOF,
                verify(request, key, with(proof, proof.outputs(), proof.branches(), TODAY.plusDays(1), "n-1")));
        assertRefused(
                Verdict.Reason.PROOF,
                verify(request, key, with(proof, proof.outputs(), proof.branches(), TODAY, "n-2")));
        assertRefused(
                Verdict.Reason.PROOF,
                verify(request, key, with(proof, proof.outputs(), proof.branches(), TODAY, null)));
        assertRefused(
                Verdict.Reason.OUTPUTS,
                verify(request, key, with(proof, proof.outputs(), List.of(false), TODAY, "n-1")));
        assertRefused(
                Verdict.Reason.PROOF,
                verify(request, Es256PrivateKey.generate(random).publicKey(), proof));
        assertRefused(Verdict.Reason.PROOF, verify(request(QUERY, key), key, proof));

        byte[] bytes = proof.zkproof().toArray();
        for (int at : new int[] {0, 14, 15, 30, bytes.length / 3, bytes.length / 2, bytes.length - 1}) {
            byte[] changed = bytes.clone();
            changed[at] ^= 1;
            assertRefused(Verdict.Reason.PROOF, verify(request, key, proof.withProof(changed)));
        }
    }

    private static ProofFile with(
            ProofFile p, List<ProvenOutput> outputs, List<Boolean> branches, LocalDate date, @Nullable String nonce) {
        return new ProofFile(
                p.zkproof(),
                p.title(),
                p.id(),
                p.dvrDigest(),
                p.issuerKeys(),
                p.verifierKey(),
                p.timestamp(),
                p.method(),
                date,
                outputs,
                p.sizeClasses(),
                branches,
                p.shape(),
                p.parameters(),
                nonce,
                p.audience());
    }

    @Test
    void task_notProvable_refusedByNameOfTheField() throws Exception {
        VerifiedToken<DvrRequest> request = request(QUERY, issuer.publicKey());
        ProvingException escaped = assertThrows(
                ProvingException.class, () -> prove(task(request, DATA.replace("\"Ada\"", "\"A\\\\da\""), null)));
        assertEquals(ProvingException.Reason.STRING_ESCAPED, escaped.reason());
    }
}
