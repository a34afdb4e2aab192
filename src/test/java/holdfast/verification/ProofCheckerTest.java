package holdfast.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
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

    /** What the zkPass SDK's sample request for RISC Zero names. */
    private static final String R0_METHOD = "ce4336592a03fa9b12fe15847ed94650b62cac25a36545ed4433c3679468042c";

    private final Es256PrivateKey issuer = Es256PrivateKey.generate(RANDOM);
    private final Es256PrivateKey verifier = Es256PrivateKey.generate(RANDOM);
    private final Es256PrivateKey service = Es256PrivateKey.generate(RANDOM);
    private final Es256PrivateKey stranger = Es256PrivateKey.generate(RANDOM);
    private final KeyResolver keys;
    private final DvrRequest dvr;
    private final UnverifiedToken<DvrRequest> request;
    private final DvrRequest serviceDvr;

    /** These tests are about what comes before it. */
    private final StatementVerifier notReached = (own, issuers, proof, cancelled) -> {
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
        request = signed(dvr);
        serviceDvr = versions("r0", ProofSystem.LANGUAGE_VERSION, R0_METHOD);
    }

    private UnverifiedToken<DvrRequest> signed(DvrRequest content) throws Exception {
        return TokenReader.request(
                new TokenSigner(verifier, null, RANDOM).request(content).compact());
    }

    /** The same request for another system or version. */
    private DvrRequest versions(String zkvm, String engine, String method) {
        return new DvrRequest(
                zkvm, dvr.title(), dvr.id(), engine, method, dvr.query(), dvr.userDataRequests(), dvr.verifyingKey());
    }

    @ParameterizedTest
    @CsvSource({
        "dvr_digest,REQUEST_DIGEST,made for another request",
        "title,REQUEST_DIGEST,repeats another title or id",
        "id,REQUEST_DIGEST,repeats another title or id",
        "method,METHOD,circuits of another version",
        "tomorrow,DATE,allowed is 2026-11-20 to 2026-11-20",
        "longAgo,DATE,2026-11-18 counted as today",
        "future,FRESHNESS,in the future",
        "old,FRESHNESS,older than PT1H allows",
        "nonceUnasked,NONCE,bound to a nonce that was not asked for",
        "nonceMissing,NONCE,not bound to the nonce that was asked for",
        "nonceOther,NONCE,bound to another nonce",
        "audienceUnasked,AUDIENCE,bound to an audience that was not asked for",
        "audienceMissing,AUDIENCE,not bound to the audience that was asked for",
        "audienceOther,AUDIENCE,bound to another audience",
        "verifierKey,VERIFIER_KEY,names another verifier's key",
        "issuerKey,ISSUER_KEY,names another key than the issuer's key",
        "issuerMissing,ISSUER_KEY,names another key than the issuer's key",
        "issuerUnasked,ISSUER_KEY,that the request does not ask for"
    })
    void check_oneClaimWrong_failsThatCheckAndNoOther(String what, Name failing, String detail) throws Exception {
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
        assertThat(verdict.checks())
                .filteredOn(check -> check.name() == failing && !check.passed())
                .singleElement()
                .satisfies(check -> assertThat(check.detail()).contains(detail));
    }

    @Test
    void check_requestOfTwoCredentials_namesEachIssuerByItsTag() throws Exception {
        SortedMap<Tag, UserDataRequest> data = new TreeMap<>();
        data.put(new Tag("bank"), new UserDataRequest(null, issuer.publicKey().twoLines()));
        data.put(
                new Tag("clinic"),
                new UserDataRequest(null, stranger.publicKey().twoLines()));
        Es256PublicKey own = verifier.publicKey();
        TokenSigner signer = new TokenSigner(verifier, null, RANDOM);
        UnverifiedToken<DvrRequest> two = TokenReader.request(new RequestAuthor(own, signer)
                .sign(new RequestAuthor.Draft(ProofSystem.LIBZK, "Loan", "id-1", dvr.query(), data))
                .compact());
        SortedMap<Tag, Es256PublicKey> named = new TreeMap<>();
        named.put(new Tag("bank"), issuer.publicKey());
        named.put(new Tag("clinic"), issuer.publicKey());
        ProofFile proof = with(
                keys(proof(), named, own), dvr.digest(), two.unverifiedContent().digest());
        Verdict verdict = new ProofChecker(keys, notReached, null).check(two, proof, expectations(null, null));
        assertThat(failed(verdict)).containsExactlyInAnyOrder(Name.ISSUER_KEY, Name.PROOF);
        assertThat(verdict.checks())
                .filteredOn(check -> check.name() == Name.ISSUER_KEY)
                .extracting(Check::passed, Check::detail)
                .containsExactly(
                        tuple(
                                true,
                                "the issuer's key for bank is "
                                        + issuer.publicKey().fingerprint()),
                        tuple(
                                false,
                                "names another key than the issuer's key for clinic "
                                        + stranger.publicKey().fingerprint()));
    }

    @ParameterizedTest
    @CsvSource({"libzk,own", "r0,r0", "sp1,02c83aeae14bc4dc580e7d687481a1cbb2279623029dfc703c174840c0bff898", "zk9,own"
    })
    void author_signsARequest_namesVersionsThatItsSystemHas(String zkvm, String method) throws Exception {
        DvrRequest made = new RequestAuthor(verifier.publicKey(), new TokenSigner(verifier, null, RANDOM))
                .sign(new RequestAuthor.Draft(zkvm, "Loan", "id-1", dvr.query(), dvr.userDataRequests()))
                .content();
        assertThat(made.zkvm()).isEqualTo(zkvm);
        assertThat(made.queryEngineVersion()).isEqualTo("1.5.0");
        assertThat(made.queryMethodVersion())
                .isEqualTo(
                        switch (method) {
                            case "own" -> ProofSystem.methodVersion();
                            case "r0" -> R0_METHOD;
                            default -> method;
                        });
        assertThat(made.verifyingKey()).isEqualTo(verifier.publicKey().twoLines());
    }

    @Test
    void names_forPrograms_areStable() {
        assertThat(Name.REQUEST_SIGNATURE.code()).isEqualTo("request-signature");
        assertThat(ProvenBy.ISSUER_PROVEN.code()).isEqualTo("issuer-proven");
        assertThat(ProvenBy.SERVICE_ATTESTED.code()).isEqualTo("service-attested");
    }

    @Test
    void checkAttested_requestThatDoesNotVerify_isRefusedByThat() throws Exception {
        KeyRef.KeysetEndpoint name = new KeyRef.KeysetEndpoint("https://verifier.example/jwks.json", "k-1");
        UnverifiedToken<DvrRequest> token = TokenReader.request(
                new TokenSigner(verifier, name, RANDOM).request(serviceDvr).compact());
        Verdict verdict = new ProofChecker(keys, notReached, null)
                .checkAttested(
                        token, TokenReader.proof(attestation(NOW)), service.publicKey(), expectations(null, null));
        assertThat(failed(verdict)).containsExactly(Name.REQUEST_SIGNATURE);
        assertThat(verdict.provenBy()).isEqualTo(ProvenBy.SERVICE_ATTESTED);
    }

    @ParameterizedTest
    @CsvSource({"sp1,1.5.0,own,PROOF_SYSTEM", "libzk,1.4.0,own,ENGINE", "libzk,1.5.0,other,METHOD"})
    void check_requestInAnotherVersion_failsThatCheck(String zkvm, String engine, String method, Name failing)
            throws Exception {
        DvrRequest other = versions(zkvm, engine, method.equals("own") ? ProofSystem.methodVersion() : "0".repeat(64));
        ProofFile proof = with(proof(), dvr.digest(), other.digest());
        Verdict verdict =
                new ProofChecker(keys, notReached, null).check(signed(other), proof, expectations(null, null));
        assertThat(failed(verdict)).containsExactlyInAnyOrder(failing, Name.PROOF);
    }

    @Test
    void check_proofThatHolds_isAcceptedOnceAndNamesEveryCheck() throws Exception {
        Set<String> seen = new HashSet<>();
        List<Instant> remembered = new ArrayList<>();
        ReplayCache cache = (id, until) -> {
            remembered.add(until);
            return seen.add(id);
        };
        ProofChecker checker = new ProofChecker(keys, holds(), cache);
        Verdict first = checker.check(request, proof(), expectations(null, null));
        assertThat(first.accepted()).isTrue();
        assertThat(first.provenBy()).isEqualTo(ProvenBy.ISSUER_PROVEN);
        assertThat(first.outputs()).isEqualTo(proof().outputs());
        assertThat(first.checks().stream().map(Check::name))
                .containsExactly(
                        Name.REQUEST_SIGNATURE,
                        Name.PROOF_SYSTEM,
                        Name.ENGINE,
                        Name.METHOD,
                        Name.REQUEST_DIGEST,
                        Name.VERIFIER_KEY,
                        Name.ISSUER_KEY,
                        Name.DATE,
                        Name.FRESHNESS,
                        Name.NONCE,
                        Name.AUDIENCE,
                        Name.PROOF,
                        Name.REPLAY);
        assertThat(first.checks())
                .allSatisfy(check -> assertThat(check.detail()).isNotBlank());
        assertThat(seen).containsExactly("session:commitment");
        // A proof dated five minutes ahead is accepted until an hour and ten minutes from now.
        assertThat(remembered).containsExactly(NOW.plus(Duration.ofMinutes(70)));
        assertThat(failed(checker.check(request, proof(), expectations(null, null))))
                .containsExactly(Name.REPLAY);
    }

    @Test
    void check_proofThatCannotBeNoted_isNotAccepted() {
        ReplayCache broken = (id, until) -> {
            throw new UncheckedIOException("the disk is full", new IOException("no space"));
        };
        Verdict verdict = new ProofChecker(keys, holds(), broken).check(request, proof(), expectations(null, null));
        assertThat(failed(verdict)).containsExactly(Name.REPLAY);
        assertThat(verdict.checks().getLast().detail()).startsWith("the disk is full");
    }

    @Test
    void check_proofThatDoesNotHold_saysWhyAndIsNotNoted() {
        Set<String> seen = new HashSet<>();
        StatementVerifier refuses = (own, issuers, proof, cancelled) ->
                new StatementVerifier.Result.Invalid("sumcheck", "a round does not add up");
        Verdict verdict = new ProofChecker(keys, refuses, (id, until) -> seen.add(id))
                .check(request, proof(), expectations(null, null));
        assertThat(failed(verdict)).containsExactly(Name.PROOF);
        assertThat(verdict.checks().getLast().detail()).isEqualTo("a round does not add up");
        assertThat(seen).isEmpty();
    }

    @Test
    void check_timesAtTheEdgeOfWhatIsAllowed_areAccepted() throws Exception {
        ProofChecker checker = new ProofChecker(keys, holds(), null);
        for (Instant made : List.of(NOW.plusSeconds(300), NOW.minusSeconds(3_600 + 300))) {
            assertThat(checker.check(request, at(proof(), made), expectations(null, null))
                            .accepted())
                    .as("%s", made)
                    .isTrue();
        }
        Verdict early = checker.check(
                request,
                with(proof(), "\"date\":\"2026-11-20\"", "\"date\":\"2026-11-19\""),
                new Expectations(NOW, Duration.ofHours(10), null, null));
        assertThat(early.accepted()).isTrue();
        assertThat(failed(checker.check(
                        request,
                        with(proof(), "\"date\":\"2026-11-20\"", "\"date\":\"2026-11-19\""),
                        new Expectations(NOW, Duration.ofHours(9), null, null))))
                .containsExactlyInAnyOrder(Name.DATE, Name.PROOF);
    }

    @Test
    void check_nonceThatAgrees_saysThatTheProofIsBoundToIt() throws Exception {
        ProofChecker checker = new ProofChecker(keys, holds(), null);
        Verdict bound = checker.check(request, bound(proof(), "n", "a"), expectations("n", "a"));
        assertThat(bound.accepted()).isTrue();
        assertThat(detail(bound, Name.FRESHNESS)).endsWith("bound to the nonce");
        assertThat(detail(bound, Name.NONCE)).isEqualTo("the nonce agrees");
        assertThat(detail(bound, Name.AUDIENCE)).isEqualTo("the audience agrees");
        Verdict free = checker.check(request, proof(), expectations(null, null));
        assertThat(detail(free, Name.FRESHNESS)).contains("without a nonce");
        assertThat(detail(free, Name.REPLAY)).contains("no record of earlier proofs");
    }

    @Test
    void check_issuersKeyThatCannotBeHad_isRefused() throws Exception {
        Verdict verdict = new ProofChecker(KeyResolver.none(), notReached, null)
                .check(request, proof(), expectations(null, null));
        assertThat(failed(verdict)).containsExactlyInAnyOrder(Name.ISSUER_KEY, Name.PROOF);
        assertThat(detail(verdict, Name.ISSUER_KEY)).contains("cannot be had");
    }

    private static String detail(Verdict verdict, Name name) {
        return verdict.checks().stream()
                .filter(check -> check.name() == name)
                .findFirst()
                .orElseThrow()
                .detail();
    }

    private StatementVerifier holds() {
        return (own, issuers, proof, cancelled) -> {
            assertThat(own.content()).isEqualTo(dvr);
            assertThat(issuers).isEqualTo(issuers(issuer.publicKey()));
            return new StatementVerifier.Result.Valid("session", "commitment");
        };
    }

    @ParameterizedTest
    @CsvSource({
        "libzk,1.5.0,own,PROOF_SYSTEM",
        "r0,1.4.9,known,ENGINE",
        "r0,1.5.0,other,METHOD",
        "sp1,1.5.0,known,METHOD"
    })
    void checkAttested_versionThatIsNotAllowed_failsThatCheck(String zkvm, String engine, String method, Name failing)
            throws Exception {
        DvrRequest other = versions(
                zkvm,
                engine,
                switch (method) {
                    case "own" -> ProofSystem.methodVersion();
                    case "known" -> R0_METHOD;
                    default -> "0".repeat(64);
                });
        Verdict verdict = new ProofChecker(keys, notReached, null)
                .checkAttested(
                        signed(other),
                        TokenReader.proof(attestation(other, NOW)),
                        service.publicKey(),
                        expectations(null, null));
        assertThat(failed(verdict)).containsExactly(failing);
    }

    @Test
    void checkAttested_methodThatTheVerifierAllows_isAccepted() throws Exception {
        DvrRequest other = versions("sp1", "1.5.0", "1".repeat(64));
        Verdict verdict = new ProofChecker(keys, notReached, null, Set.of("1".repeat(64)))
                .checkAttested(
                        signed(other),
                        TokenReader.proof(attestation(other, NOW)),
                        service.publicKey(),
                        expectations(null, null));
        assertThat(verdict.accepted()).isTrue();
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
                signed(serviceDvr), TokenReader.proof(attestation(NOW)), service.publicKey(), expectations("n", null));
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
                .checkAttested(signed(serviceDvr), TokenReader.proof(token), serviceKey, expectations(null, null));
    }

    private String attestation(Instant made) throws Exception {
        return attestation(serviceDvr, made);
    }

    private String attestation(DvrRequest about, Instant made) throws Exception {
        return new TokenSigner(service, null, RANDOM)
                .proof(new ProofToken(
                        "AQID",
                        "Loan",
                        "id-1",
                        about.digest(),
                        issuers(issuer.publicKey()),
                        verifier.publicKey(),
                        made))
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
