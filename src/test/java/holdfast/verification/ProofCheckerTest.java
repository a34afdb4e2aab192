package holdfast.verification;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.credential.KeyRef;
import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.UserDataRequest;
import holdfast.dvr.Value;
import holdfast.proving.CircuitParameters;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.ProofSystem;
import holdfast.proving.ProvenOutput;
import holdfast.proving.StatementVerifier;
import holdfast.token.Es256PrivateKey;
import holdfast.token.Es256PublicKey;
import holdfast.token.JwkSet;
import holdfast.token.KeyResolver;
import holdfast.token.KeySets;
import holdfast.token.ProofToken;
import holdfast.token.TokenReader;
import holdfast.token.TokenSigner;
import holdfast.token.UnverifiedToken;
import holdfast.verification.Check.Name;
import holdfast.verification.Verdict.ProvenBy;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks around the proof: each one fails by itself, by name, and before the proof is looked at. */
class ProofCheckerTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final String ISSUER_URL = "https://bank.example/jwks.json";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Es256PrivateKey issuer = Es256PrivateKey.generate(RANDOM);
    private final Es256PrivateKey verifier = Es256PrivateKey.generate(RANDOM);
    private final Es256PrivateKey service = Es256PrivateKey.generate(RANDOM);
    private final Es256PrivateKey stranger = Es256PrivateKey.generate(RANDOM);
    private final KeyResolver keys;
    private final DvrRequest dvr;
    private final UnverifiedToken<DvrRequest> request;

    /** These tests are about what comes before it. */
    private final StatementVerifier notReached = (own, issuers, proof) -> {
        throw new AssertionError("the proof was looked at although an earlier check failed");
    };

    ProofCheckerTest() throws Exception {
        keys = new KeySets(Map.of(ISSUER_URL, JwkSet.parse(JwkSet.write(Map.of("k-1", issuer.publicKey())))));
        SortedMap<Tag, UserDataRequest> data = new TreeMap<>();
        data.put(Tag.NONE, new UserDataRequest(null, new KeyRef.KeysetEndpoint(ISSUER_URL, "k-1")));
        dvr = new DvrRequest(
                ProofSystem.LIBZK,
                "Loan",
                "id-1",
                ProofSystem.LANGUAGE_VERSION,
                ProofSystem.methodVersion(),
                "[{\"output\":{\"result\":true}}]",
                data,
                verifier.publicKey().twoLines());
        request = TokenReader.request(
                new TokenSigner(verifier, null, RANDOM).request(dvr).compact());
    }

    @ParameterizedTest
    @CsvSource({
        "dvr_digest,REQUEST_DIGEST",
        "title,REQUEST_DIGEST",
        "id,REQUEST_DIGEST",
        "method,METHOD",
        "tomorrow,DATE",
        "longAgo,DATE",
        "future,FRESHNESS",
        "old,FRESHNESS",
        "nonceUnasked,NONCE",
        "nonceMissing,NONCE",
        "nonceOther,NONCE",
        "audienceUnasked,AUDIENCE",
        "audienceMissing,AUDIENCE",
        "audienceOther,AUDIENCE",
        "verifierKey,VERIFIER_KEY",
        "issuerKey,ISSUER_KEY",
        "issuerMissing,ISSUER_KEY",
        "issuerUnasked,ISSUER_KEY"
    })
    void check_oneClaimWrong_failsThatCheckAndNoOther(String what, Name failing) throws Exception {
        Expectations expected = expectations(null, null);
        ProofFile proof = proof();
        switch (what) {
            case "dvr_digest" -> proof = with(proof, dvr.digest(), "0".repeat(64));
            case "title" -> proof = with(proof, "\"dvr_title\":\"Loan\"", "\"dvr_title\":\"Gift\"");
            case "id" -> proof = with(proof, "\"dvr_id\":\"id-1\"", "\"dvr_id\":\"id-2\"");
            case "method" -> proof = with(proof, ProofSystem.methodVersion(), "0".repeat(64));
            case "tomorrow" -> proof = with(proof, "\"date\":\"2026-11-20\"", "\"date\":\"2026-11-21\"");
            case "longAgo" -> proof = with(proof, "\"date\":\"2026-11-20\"", "\"date\":\"2026-11-18\"");
            case "future" -> proof = at(proof, NOW.plusSeconds(301));
            case "old" -> proof = at(proof, NOW.minusSeconds(3_600 + 301));
            case "nonceUnasked" -> proof = bound(proof, "n", null);
            case "nonceMissing" -> expected = expectations("n", null);
            case "nonceOther" -> {
                proof = bound(proof, "m", null);
                expected = expectations("n", null);
            }
            case "audienceUnasked" -> proof = bound(proof, null, "a");
            case "audienceMissing" -> expected = expectations(null, "a");
            case "audienceOther" -> {
                proof = bound(proof, null, "b");
                expected = expectations(null, "a");
            }
            case "verifierKey" -> proof = keys(proof, proof.issuerKeys(), stranger.publicKey());
            case "issuerKey" -> proof = keys(proof, issuers(stranger.publicKey()), proof.verifierKey());
            case "issuerMissing" -> proof = keys(proof, new TreeMap<>(), proof.verifierKey());
            case "issuerUnasked" -> {
                SortedMap<Tag, Es256PublicKey> more = issuers(issuer.publicKey());
                more.put(new Tag("clinic"), stranger.publicKey());
                proof = keys(proof, more, proof.verifierKey());
            }
            default -> throw new AssertionError(what);
        }
        Verdict verdict = new ProofChecker(keys, notReached, null).check(request, proof, expected);
        assertThat(verdict.accepted()).isFalse();
        assertThat(failed(verdict)).containsExactlyInAnyOrder(failing, Name.PROOF);
    }

    @Test
    void check_requestForAnotherProofSystem_isRefused() throws Exception {
        DvrRequest other = new DvrRequest(
                "sp1",
                dvr.title(),
                dvr.id(),
                dvr.queryEngineVersion(),
                dvr.queryMethodVersion(),
                dvr.query(),
                dvr.userDataRequests(),
                dvr.verifyingKey());
        UnverifiedToken<DvrRequest> token = TokenReader.request(
                new TokenSigner(verifier, null, RANDOM).request(other).compact());
        ProofFile proof = with(proof(), dvr.digest(), other.digest());
        Verdict verdict = new ProofChecker(keys, notReached, null).check(token, proof, expectations(null, null));
        assertThat(failed(verdict)).containsExactlyInAnyOrder(Name.PROOF_SYSTEM, Name.PROOF);
    }

    @Test
    void check_requestUnderUnknownKeySet_isRefusedByItsSignature() throws Exception {
        KeyRef.KeysetEndpoint name = new KeyRef.KeysetEndpoint("https://verifier.example/jwks.json", "k-1");
        UnverifiedToken<DvrRequest> token = TokenReader.request(
                new TokenSigner(verifier, name, RANDOM).request(dvr).compact());
        Verdict verdict = new ProofChecker(keys, notReached, null).check(token, proof(), expectations(null, null));
        assertThat(failed(verdict)).containsExactly(Name.REQUEST_SIGNATURE);
    }

    @Test
    void checkAttested_trustedService_isAcceptedAsServiceAttestedWithoutOutputs() throws Exception {
        Verdict verdict = attested(attestation(NOW), service.publicKey(), null);
        assertThat(verdict.accepted()).isTrue();
        assertThat(verdict.provenBy()).isEqualTo(ProvenBy.SERVICE_ATTESTED);
        assertThat(verdict.outputs()).isEmpty();
    }

    @Test
    void checkAttested_noServiceKey_isRefused() throws Exception {
        assertThat(failed(attested(attestation(NOW), null, null))).containsExactly(Name.SERVICE_SIGNATURE);
    }

    @Test
    void checkAttested_otherServiceKey_isRefused() throws Exception {
        assertThat(failed(attested(attestation(NOW), stranger.publicKey(), null)))
                .containsExactly(Name.SERVICE_SIGNATURE);
    }

    @Test
    void checkAttested_oldAndFuture_areRefused() throws Exception {
        assertThat(failed(attested(attestation(NOW.minus(Duration.ofHours(2))), service.publicKey(), null)))
                .containsExactly(Name.FRESHNESS);
        assertThat(failed(attested(attestation(NOW.plus(Duration.ofMinutes(6))), service.publicKey(), null)))
                .containsExactly(Name.FRESHNESS);
    }

    @Test
    void checkAttested_nonceAskedFor_isRefusedSinceItCannotBeBound() throws Exception {
        ProofChecker checker = new ProofChecker(keys, notReached, null);
        Verdict verdict = checker.checkAttested(
                request, TokenReader.proof(attestation(NOW)), service.publicKey(), expectations("n", null));
        assertThat(failed(verdict)).containsExactly(Name.NONCE);
    }

    @Test
    void checkAttested_seenBefore_isRefusedWhateverItsSignatureIs() throws Exception {
        Set<String> seen = new HashSet<>();
        ReplayCache cache = (id, until) -> seen.add(id);
        String token = attestation(NOW);
        assertThat(attested(token, service.publicKey(), cache).accepted()).isTrue();
        assertThat(failed(attested(token, service.publicKey(), cache))).containsExactly(Name.REPLAY);
        assertThat(seen).hasSize(1);
    }

    @Test
    void checkAttested_otherKeysInside_areRefused() throws Exception {
        String token = new TokenSigner(service, null, RANDOM)
                .proof(new ProofToken(
                        "AQID",
                        "Loan",
                        "id-1",
                        "0".repeat(64),
                        issuers(stranger.publicKey()),
                        stranger.publicKey(),
                        NOW))
                .compact();
        assertThat(failed(attested(token, service.publicKey(), null)))
                .containsExactlyInAnyOrder(Name.REQUEST_DIGEST, Name.VERIFIER_KEY, Name.ISSUER_KEY);
    }

    private Verdict attested(String token, Es256PublicKey serviceKey, ReplayCache cache) throws Exception {
        return new ProofChecker(keys, notReached, cache)
                .checkAttested(request, TokenReader.proof(token), serviceKey, expectations(null, null));
    }

    private String attestation(Instant made) throws Exception {
        return new TokenSigner(service, null, RANDOM)
                .proof(new ProofToken(
                        "AQID", "Loan", "id-1", dvr.digest(), issuers(issuer.publicKey()), verifier.publicKey(), made))
                .compact();
    }

    private ProofFile proof() {
        SortedMap<Tag, Integer> classes = new TreeMap<>();
        classes.put(Tag.NONE, 8);
        return new ProofFile(
                new ProofFile.Bytes(new byte[] {1}),
                "Loan",
                "id-1",
                dvr.digest(),
                issuers(issuer.publicKey()),
                verifier.publicKey(),
                NOW,
                ProofSystem.methodVersion(),
                LocalDate.of(2026, 11, 20),
                List.of(new ProvenOutput("result", new Value.Bool(true))),
                classes,
                List.of(),
                "",
                List.of(new CircuitParameters("p256", 7, 143, 4096, "ab".repeat(32))),
                null,
                null);
    }

    private static SortedMap<Tag, Es256PublicKey> issuers(Es256PublicKey key) {
        SortedMap<Tag, Es256PublicKey> issuers = new TreeMap<>();
        issuers.put(Tag.NONE, key);
        return issuers;
    }

    private static ProofFile with(ProofFile proof, String from, String to) throws Exception {
        String text = new String(ProofFileCodec.write(proof), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        return ProofFileCodec.read(text.replace(from, to).getBytes(StandardCharsets.UTF_8));
    }

    private static ProofFile at(ProofFile proof, Instant made) throws Exception {
        return with(proof, "\"time_stamp\":" + NOW.getEpochSecond(), "\"time_stamp\":" + made.getEpochSecond());
    }

    private static ProofFile bound(ProofFile proof, String nonce, String audience) throws Exception {
        String more = (nonce == null ? "" : ",\"nonce\":\"" + nonce + "\"")
                + (audience == null ? "" : ",\"audience\":\"" + audience + "\"");
        String end = "\"circuit_id\":\"" + "ab".repeat(32) + "\"}]";
        return with(proof, end, end + more);
    }

    private static ProofFile keys(ProofFile p, SortedMap<Tag, Es256PublicKey> issuers, Es256PublicKey verifierKey) {
        return new ProofFile(
                p.zkproof(),
                p.title(),
                p.id(),
                p.dvrDigest(),
                issuers,
                verifierKey,
                p.timestamp(),
                p.method(),
                p.reference(),
                p.outputs(),
                p.sizeClasses(),
                p.branches(),
                p.shape(),
                p.parameters(),
                p.nonce(),
                p.audience());
    }

    private static Expectations expectations(String nonce, String audience) {
        return new Expectations(NOW, Expectations.DEFAULT_MAX_AGE, nonce, audience);
    }

    private static Set<Name> failed(Verdict verdict) {
        return verdict.checks().stream()
                .filter(check -> !check.passed())
                .map(Check::name)
                .collect(Collectors.toSet());
    }
}
