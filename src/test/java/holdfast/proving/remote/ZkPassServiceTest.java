package holdfast.proving.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import holdfast.attestation.AttestationException;
import holdfast.attestation.Measurements;
import holdfast.attestation.TestEnclave;
import holdfast.credential.KeyRef;
import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.UserDataRequest;
import holdfast.dvr.Value;
import holdfast.json.JsonLimits;
import holdfast.json.JsonReader;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonWriter;
import holdfast.net.Limits;
import holdfast.net.LocalNetwork;
import holdfast.net.NetException;
import holdfast.net.Purpose;
import holdfast.proving.ContactedService;
import holdfast.proving.ContactedService.Step;
import holdfast.proving.Proof;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.ProofSystem;
import holdfast.proving.ProofTask;
import holdfast.proving.ProvenOutput;
import holdfast.proving.ProvingException;
import holdfast.proving.RemoteFailure;
import holdfast.proving.ServiceAccount;
import holdfast.proving.SizeClass;
import holdfast.proving.StatementVerifier;
import holdfast.token.Es256PrivateKey;
import holdfast.token.Es256PublicKey;
import holdfast.token.ProofToken;
import holdfast.token.TokenException;
import holdfast.token.TokenSigner;
import holdfast.token.UserData;
import holdfast.token.VerifiedToken;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The REST flow of zkPass in all its shapes, and every way in which a service can fail or cheat. */
class ZkPassServiceTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final Tag BANK = new Tag("bank");
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final SecureRandom random = new SecureRandom();
    private final Es256PrivateKey bank = Es256PrivateKey.generate(random);
    private final Es256PrivateKey shop = Es256PrivateKey.generate(random);
    private final LocalNetwork network = new LocalNetwork();
    private final TestEnclave platform = new TestEnclave(NOW);
    private final AtomicBoolean statementHolds = new AtomicBoolean(true);
    private FakeService service;
    private Timing timing = timing(Duration.ofSeconds(20));

    @BeforeEach
    void start() throws Exception {
        service = new FakeService(network);
    }

    @AfterEach
    void stop() {
        service.close();
        network.close();
    }

    private static Timing timing(Duration patience) {
        Limits limits = new Limits(LONG, LONG, LONG, 9 << 20);
        return new Timing(
                new Limits(LONG, LONG, LONG, Limits.FETCH.maxBytes()),
                limits,
                limits,
                Duration.ofMillis(20),
                patience,
                Duration.ofMillis(10));
    }

    private ZkPassService client() {
        StatementVerifier statements = (request, keys, proof, cancelled) -> statementHolds.get()
                ? new StatementVerifier.Result.Valid("session", "commitment")
                : new StatementVerifier.Result.Invalid("sumcheck-failed", "no");
        return new ZkPassService(network.client(), () -> statements, platform.root(), random, clock, timing);
    }

    private ServiceAccount account(Measurements... measurements) {
        return new ServiceAccount(service.address(), "sari", "s3cret".getBytes(UTF_8), List.of(measurements));
    }

    private ContactedService contacted() throws ProvingException {
        return client().contact(account(), () -> false);
    }

    private ProofTask task(String zkvm) throws Exception {
        VerifiedToken<UserData> credential = new TokenSigner(bank, null, random)
                .userData(JsonReader.readObject("{\"age\":32,\"name\":\"Sari\"}", JsonLimits.STANDARD));
        SortedMap<Tag, UserDataRequest> wanted = new TreeMap<>();
        KeyRef issuer = bank.publicKey().twoLines();
        wanted.put(BANK, new UserDataRequest(null, issuer));
        VerifiedToken<DvrRequest> request = new TokenSigner(shop, null, random)
                .request(new DvrRequest(
                        zkvm,
                        "Personal loan",
                        "loan-1",
                        ProofSystem.LANGUAGE_VERSION,
                        ProofSystem.methodVersion(),
                        "[{\"output\":{\"result\":true}}]",
                        wanted,
                        shop.publicKey().twoLines()));
        return new ProofTask(request, new TreeMap<>(Map.of(BANK, credential)), TODAY, NOW, "n-1", "shop");
    }

    private ProofToken honest(ProofTask task) {
        return service.proof(task.request().content(), shop.publicKey(), issuers(), NOW);
    }

    private SortedMap<Tag, Es256PublicKey> issuers() {
        return new TreeMap<>(Map.of(BANK, bank.publicKey()));
    }

    private ProofFile file(ProofTask task, @Nullable String nonce) {
        return file(task, nonce, 8);
    }

    private ProofFile file(ProofTask task, @Nullable String nonce, int sizeClass) {
        return new ProofFile(
                new ProofFile.Bytes(new byte[400]),
                task.request().content().title(),
                task.request().content().id(),
                task.request().content().digest(),
                issuers(),
                shop.publicKey(),
                task.timestamp(),
                ProofSystem.methodVersion(),
                task.reference(),
                List.of(new ProvenOutput("result", new Value.Bool(true))),
                new TreeMap<>(Map.of(BANK, sizeClass)),
                List.of(),
                "test",
                List.of(),
                nonce,
                task.audience());
    }

    private String signed(ProofFile file) throws TokenException {
        return new TokenSigner(service.signing, null, random)
                .proofFile(ProofFileCodec.toJson(file))
                .compact();
    }

    private Proof prove(ProofTask task) throws ProvingException {
        try (ContactedService contacted = contacted()) {
            return contacted.prove(task, step -> {}, () -> false);
        }
    }

    private void assertFails(RemoteFailure failure, ProofTask task) {
        Throwable thrown = catchThrowable(() -> prove(task));
        assertThat(thrown).isInstanceOf(ProvingException.class);
        ProvingException refusal = (ProvingException) thrown;
        assertThat(refusal.remote()).as(refusal.getMessage()).isEqualTo(failure);
        assertThat(refusal.code()).isEqualTo("remote-" + failure.code());
        assertThat(refusal.getMessage()).doesNotContain("s3cret");
    }

    @Test
    void request_isEncryptedForTheServiceAndAuthenticated() throws Exception {
        ProofTask task = task("r0");
        service.answers.add(FakeService.output(service.signed(honest(task))));
        Proof proof = prove(task);
        assertThat(proof)
                .isInstanceOfSatisfying(
                        Proof.ServiceAttested.class,
                        attested -> assertThat(attested.token().content()).isEqualTo(honest(task)));
        assertThat(service.asked).containsExactly("GET /.well-known/jwks.json", "POST " + FakeService.POST);
        assertThat(service.bodies.getLast().members()).containsOnlyKeys("user_data_token", "dvr_token");
        assertThat(service.credentials())
                .containsExactly(Map.entry(BANK, task.credentials().get(BANK).compact()));
        assertThat(service.request().compact()).isEqualTo(task.request().compact());
        assertThat(service.authorizations)
                .containsExactly("Basic " + Base64.getEncoder().encodeToString("sari:s3cret".getBytes(UTF_8)));
        assertThat(network.ledger.lines())
                .allSatisfy(line -> assertThat(line.attempt().purpose()).isEqualTo(Purpose.REMOTE_PROVER))
                .hasSize(2);
    }

    @Test
    void contact_sendsNothingAboutTheHolder() throws Exception {
        try (ContactedService contacted = contacted()) {
            assertThat(contacted.keys().encryption()).isEqualTo(service.encryption.publicKey());
            assertThat(contacted.keys().signing()).isEqualTo(service.signing.publicKey());
            assertThat(contacted.enclave()).isEmpty();
        }
        assertThat(service.asked).containsExactly("GET /.well-known/jwks.json");
        assertThat(service.authorizations).isEmpty();
    }

    @Test
    void accountWithoutName_sendsNoAuthorization() throws Exception {
        ProofTask task = task("r0");
        service.answers.add(FakeService.output(service.signed(honest(task))));
        ServiceAccount nobody = new ServiceAccount(service.address(), "", new byte[0], List.of());
        try (ContactedService contacted = client().contact(nobody, () -> false)) {
            contacted.prove(task, step -> {}, () -> false);
        }
        assertThat(service.authorizations).containsExactly("");
    }

    @Test
    void libzkProof_isVerifiedHereAndBoundToTheSession() throws Exception {
        ProofTask task = task(ProofSystem.LIBZK);
        service.answers.add(FakeService.output(signed(file(task, "n-1"))));
        assertThat(prove(task)).isEqualTo(new Proof.IssuerProven(file(task, "n-1")));
        JsonObject session = service.session();
        assertThat(JsonWriter.compact(session))
                .isEqualTo("{\"date\":\"2026-11-20\",\"time_stamp\":" + NOW.getEpochSecond()
                        + ",\"nonce\":\"n-1\",\"audience\":\"shop\"}");
    }

    @Test
    void answer_inEveryDocumentedShape_isUnderstood() throws Exception {
        ProofTask task = task("r0");
        String token = service.signed(honest(task));
        String inner = JsonWriter.compact(
                JsonObject.builder().put("status", 200).put("proof", token).build());
        List<String> shapes = List.of(
                "{\"status\":200,\"output\":\"" + token + "\"}",
                "{\"status\":200,\"proof\":\"" + token + "\"}",
                "{\"status\":200,\"output\":" + inner + "}",
                JsonWriter.compact(JsonObject.builder()
                        .put("status", 200)
                        .put("output", inner)
                        .build()),
                "{\"output\":\"" + token + "\\n\"}",
                "{\"output\":\"" + token + "\",\"proof\":\"" + token + "\"}");
        for (String shape : shapes) {
            service.answers.add(FakeService.json(200, shape));
            assertThat(prove(task)).as(shape).isInstanceOf(Proof.ServiceAttested.class);
        }
    }

    @Test
    void olderService_isAskedAtItsOwnPath() throws Exception {
        ProofTask task = task("r0");
        service.answers.add(FakeService.json(404, "{\"status\":404,\"code\":\"INVALID_URL\"}"));
        service.answers.add(
                FakeService.json(200, "{\"status\":200,\"proof\":\"" + service.signed(honest(task)) + "\"}"));
        assertThat(prove(task)).isInstanceOf(Proof.ServiceAttested.class);
        assertThat(service.posts()).containsExactly("POST " + FakeService.POST, "POST /v1/proof");
    }

    @Test
    void queuedProof_isAskedForUntilItIsThere() throws Exception {
        ProofTask task = task("r0");
        service.answers.add(FakeService.queued("/api/status/7"));
        service.answers.add(FakeService.pending());
        service.answers.add(FakeService.json(503, ""));
        service.answers.add(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        service.answers.add(FakeService.pending());
        service.answers.add(FakeService.output(service.signed(honest(task))));
        List<Step> steps = new ArrayList<>();
        try (ContactedService contacted = contacted()) {
            assertThat(contacted.prove(task, steps::add, () -> false)).isInstanceOf(Proof.ServiceAttested.class);
        }
        assertThat(steps).containsExactly(Step.SEND, Step.WAIT, Step.CHECK);
        assertThat(service.posts()).hasSize(1);
        assertThat(service.asked).filteredOn("GET /api/status/7"::equals).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void queuedProof_neverReady_endsAfterThePatience() throws Exception {
        timing = timing(Duration.ofMillis(300));
        ProofTask task = task("r0");
        service.answers.add(FakeService.queued("/api/status/7"));
        for (int i = 0; i < 100; i++) {
            service.answers.add(FakeService.pending());
        }
        assertFails(RemoteFailure.NOT_IN_TIME, task);
    }

    @Test
    void queuedProof_slowAtTheEnd_endsAfterThePatienceToo() throws Exception {
        timing = timing(Duration.ofMillis(400));
        ProofTask task = task("r0");
        service.answers.add(FakeService.queued("/api/status/7"));
        for (int i = 0; i < 5; i++) {
            service.answers.add(new MockResponse.Builder()
                    .headersDelay(20, TimeUnit.SECONDS)
                    .body("{}")
                    .build());
        }
        assertFails(RemoteFailure.NOT_IN_TIME, task);
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_PARAMS, INVALID_PARAMS",
        "404, INVALID_URL, INVALID_URL",
        "500, ERROR_LOADING_APP, ERROR_LOADING_APP",
        "500, ERROR_LOADING_INSTANCE, ERROR_LOADING_INSTANCE",
        "500, CUSTOM_ERROR, CUSTOM_ERROR",
        "500, MISSING_APPS_CONFIG, MISSING_APPS_CONFIG",
        "500, ERROR_LOCKING_SOCKET, ERROR_LOCKING_SOCKET",
        "500, ERROR_SENDING_TO_SOCKET, ERROR_SENDING_TO_SOCKET",
        "500, ERROR_RECEIVING_FROM_SOCKET, ERROR_RECEIVING_FROM_SOCKET",
        "500, ERROR_DESERIALIZING, ERROR_DESERIALIZING",
        "500, FAILED, JOB_FAILED",
        "503, ERROR_LOADING_INSTANCE, ERROR_LOADING_INSTANCE",
        "503, x, BUSY",
        "429, BUSY, BUSY",
        "401, UNAUTHORIZED, UNAUTHORIZED",
        "403, x, UNAUTHORIZED",
        "413, x, TOO_LARGE",
        "400, x, INVALID_PARAMS",
        "500, x, STATUS",
        "418, x, STATUS",
        "201, x, STATUS"
    })
    void error_isNamed(int status, String code, RemoteFailure failure) throws Exception {
        ProofTask task = task("r0");
        for (String shape : List.of(
                "{\"status\":" + status + ",\"code\":\"" + code + "\"}",
                "{\"status\":" + status + ",\"status_code\":\"" + code + "\",\"message\":\"<b>\"}",
                "{\"error\":{\"name\":\"" + code + "\"}}")) {
            service.answers.clear();
            service.answers.add(FakeService.json(status, shape));
            service.answers.add(FakeService.json(status, shape));
            assertFails(failure, task);
        }
        assertThat(service.posts()).as("a request for a proof is sent once").hasSize(status == 404 ? 6 : 3);
    }

    @Test
    void job_thatFails_isNamedByItsCode() throws Exception {
        ProofTask task = task("r0");
        service.answers.add(FakeService.queued("/api/status/7"));
        service.answers.add(FakeService.json(500, "{\"status\":500,\"status_code\":\"FAILED\"}"));
        assertFails(RemoteFailure.JOB_FAILED, task);
    }

    @Test
    void request_thatBreaksOff_isNotSentAgain() throws Exception {
        ProofTask task = task("r0");
        service.answers.add(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        assertFails(RemoteFailure.NETWORK, task);
        assertThat(service.posts()).hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "<html></html>",
                "{\"status\":200}",
                "{\"output\":7}",
                "{\"output\":null}",
                "{\"output\":[]}",
                "{\"output\":\"{\"}",
                "{\"output\":\"{}\"}",
                "{\"output\":{\"output\":{\"output\":{\"output\":\"x\"}}}}",
                "{\"output\":\"a\",\"proof\":\"b\"}",
                "{\"output\":\"a\",\"output\":\"b\"}",
                "{\"output\":\"a\"} x"
            })
    void answer_ofAnotherForm_isRefused(String body) throws Exception {
        service.answers.add(FakeService.json(200, body));
        assertFails(RemoteFailure.ANSWER_INVALID, task("r0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example/api/status/7",
                "//elsewhere.example/api/status/7",
                "api/status/7",
                "/../admin",
                "/a b",
                "",
                "/\\\\elsewhere.example"
            })
    void jobElsewhere_isNotFollowed(String url) throws Exception {
        service.answers.add(FakeService.queued(url));
        Throwable thrown = catchThrowable(() -> prove(task("r0")));
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        ProvingException.class,
                        e -> assertThat(e.remote()).isIn(RemoteFailure.NETWORK, RemoteFailure.ANSWER_INVALID));
        assertThat(service.asked).hasSize(2);
    }

    @Test
    void job_withoutAnAddress_isRefused() throws Exception {
        service.answers.add(FakeService.json(202, "{\"status\":202}"));
        assertFails(RemoteFailure.ANSWER_INVALID, task("r0"));
    }

    @Test
    void hostileAnswers_areRefusedInTime() throws Exception {
        ProofTask task = task("r0");
        service.answers.add(FakeService.json(200, "{\"output\":\"" + "x".repeat(10 << 20) + "\"}"));
        assertFails(RemoteFailure.ANSWER_INVALID, task);
        service.answers.add(FakeService.json(200, "{\"a\":" + "[".repeat(1 << 20)));
        assertFails(RemoteFailure.ANSWER_INVALID, task);
        service.answers.add(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", service.address() + "/elsewhere")
                .build());
        assertFails(RemoteFailure.ANSWER_INVALID, task);
        service.answers.add(new MockResponse.Builder()
                .addHeader("Content-Encoding", "gzip")
                .body("{}")
                .build());
        assertFails(RemoteFailure.ANSWER_INVALID, task);
        service.answers.add(new MockResponse.Builder()
                .body("{\"output\":\"abcdefgh\"}")
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());
        assertFails(RemoteFailure.NETWORK, task);
    }

    @Test
    void tokenSignedByAnotherOrNone_isRefused() throws Exception {
        ProofTask task = task("r0");
        service.answers.add(FakeService.output(
                new TokenSigner(shop, null, random).proof(honest(task)).compact()));
        assertFails(RemoteFailure.TOKEN_REFUSED, task);
        String token = service.signed(honest(task));
        service.answers.add(FakeService.output(token.substring(0, token.length() - 4) + "AAAA"));
        assertFails(RemoteFailure.TOKEN_REFUSED, task);
        service.answers.add(FakeService.output("not.a.token"));
        assertFails(RemoteFailure.TOKEN_REFUSED, task);
    }

    @Test
    void attestedProof_forSomethingElse_isRefused() throws Exception {
        ProofTask task = task("r0");
        List<UnaryOperator<ProofToken>> twists = List.of(
                proof -> changed(proof, "0".repeat(64), proof.userDataKeys(), proof.dvrKey(), NOW, proof.title()),
                proof -> changed(proof, proof.dvrDigest(), proof.userDataKeys(), proof.dvrKey(), NOW, "Another"),
                proof -> changed(
                        proof,
                        proof.dvrDigest(),
                        new TreeMap<>(Map.of(BANK, shop.publicKey())),
                        proof.dvrKey(),
                        NOW,
                        proof.title()),
                proof -> changed(
                        proof,
                        proof.dvrDigest(),
                        new TreeMap<>(Map.of(new Tag("other"), bank.publicKey())),
                        proof.dvrKey(),
                        NOW,
                        proof.title()),
                proof -> changed(proof, proof.dvrDigest(), proof.userDataKeys(), bank.publicKey(), NOW, proof.title()),
                proof -> changed(
                        proof,
                        proof.dvrDigest(),
                        proof.userDataKeys(),
                        proof.dvrKey(),
                        NOW.minusSeconds(301),
                        proof.title()),
                proof -> changed(
                        proof,
                        proof.dvrDigest(),
                        proof.userDataKeys(),
                        proof.dvrKey(),
                        NOW.plusSeconds(301),
                        proof.title()));
        for (UnaryOperator<ProofToken> twist : twists) {
            service.answers.add(FakeService.output(service.signed(twist.apply(honest(task)))));
            assertFails(RemoteFailure.OTHER_REQUEST, task);
        }
    }

    private static ProofToken changed(
            ProofToken proof,
            String digest,
            SortedMap<Tag, Es256PublicKey> issuers,
            Es256PublicKey verifier,
            Instant when,
            String title) {
        return new ProofToken(proof.zkproof(), title, proof.id(), digest, issuers, verifier, when);
    }

    @Test
    void libzkProof_largerThanTheCredentialNeeds_isRefused() throws Exception {
        ProofTask task = task(ProofSystem.LIBZK);
        int signed = Objects.requireNonNull(task.credentials().get(BANK)).jws().signedBytes().length;
        assertThat(SizeClass.of(signed)).hasValue(8);
        service.answers.add(FakeService.output(signed(file(task, "n-1", 12))));
        assertFails(RemoteFailure.LARGER_THAN_NEEDED, task);
        service.answers.add(FakeService.output(signed(file(task, "n-1", 8))));
        assertThat(prove(task)).isInstanceOf(Proof.IssuerProven.class);
    }

    @Test
    void libzkProof_thatDoesNotHoldOrAnswersAnother_isRefused() throws Exception {
        ProofTask task = task(ProofSystem.LIBZK);
        service.answers.add(FakeService.output(signed(file(task, "another"))));
        assertFails(RemoteFailure.OTHER_REQUEST, task);
        service.answers.add(FakeService.output(signed(file(task, null))));
        assertFails(RemoteFailure.OTHER_REQUEST, task);
        service.answers.add(FakeService.output(service.signed(honest(task))));
        assertFails(RemoteFailure.OTHER_REQUEST, task);
        statementHolds.set(false);
        service.answers.add(FakeService.output(signed(file(task, "n-1"))));
        assertFails(RemoteFailure.PROOF_REFUSED, task);
        JsonObject broken = FakeService.read(JsonWriter.compact(ProofFileCodec.toJson(file(task, "n-1")))
                .replace("\"shape\":\"test\"", "\"shape\":7"));
        service.answers.add(FakeService.output(
                new TokenSigner(service.signing, null, random).proofFile(broken).compact()));
        assertFails(RemoteFailure.TOKEN_REFUSED, task);
    }

    @Test
    void keys_failingOnTheWay_areAskedForAgainAndNothingElse() throws Exception {
        service.keyAnswers.add(FakeService.json(503, ""));
        service.keyAnswers.add(FakeService.json(502, ""));
        contacted().close();
        assertThat(service.asked).hasSize(3);
        for (int i = 0; i < 3; i++) {
            service.keyAnswers.add(FakeService.json(503, ""));
        }
        assertContactFails(RemoteFailure.KEYS_INVALID, account());
        assertThat(service.asked).hasSize(6);
    }

    @Test
    void keys_thatCannotBeUsed_areRefused() {
        String one = JsonWriter.compact(service.signing.publicKey().jwk(ZkPassService.SIGNING_KEY));
        for (String keys : List.of(
                "[]",
                "{}",
                "[" + one + "]",
                "[" + one + "," + one + "]",
                service.keys().replace("\"enc\"", "\"sig\"").replace("ECDH-ES", "ES256"),
                service.keys().replace("\"P-256\"", "\"P-384\""))) {
            service.keyAnswers.add(FakeService.json(200, keys));
            assertContactFails(RemoteFailure.KEYS_INVALID, account());
        }
        service.keyAnswers.add(FakeService.json(404, ""));
        assertContactFails(RemoteFailure.KEYS_INVALID, account());
        assertThat(service.posts()).isEmpty();
    }

    private void assertContactFails(RemoteFailure failure, ServiceAccount account) {
        Throwable thrown = catchThrowable(() -> client().contact(account, () -> false));
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        ProvingException.class,
                        e -> assertThat(e.remote()).as(e.getMessage()).isEqualTo(failure));
        assertThat(account.exposeSecret()).as("the secret is wiped").containsOnly(0);
    }

    @Test
    void account_thatCannotBeUsed_isRefusedBeforeAnyConnection() {
        assertContactFails(
                RemoteFailure.ACCOUNT_INVALID, new ServiceAccount(service.address(), "a:b", new byte[] {1}, List.of()));
        assertContactFails(
                RemoteFailure.ACCOUNT_INVALID,
                new ServiceAccount(service.address() + "/path", "a", new byte[] {1}, List.of()));
        assertContactFails(
                RemoteFailure.NETWORK, new ServiceAccount("https://user@x.example", "a", new byte[] {1}, List.of()));
        assertThat(service.asked).isEmpty();
    }

    @Test
    void enclave_attestedForThisQuestion_isNamed() throws Exception {
        service.attestor =
                nonce -> platform.document(nonce, service.encryption.publicKey().spki());
        try (ContactedService contacted = client().contact(account(TestEnclave.measurements()), () -> false)) {
            assertThat(contacted.enclave())
                    .hasValueSatisfying(
                            enclave -> assertThat(enclave.measurements()).isEqualTo(TestEnclave.measurements()));
        }
    }

    @Test
    void enclave_thatDoesNotHold_isRefusedAndNothingIsSent() {
        Measurements others = new Measurements("44".repeat(48), "22".repeat(48), "33".repeat(48));
        assertContactFails(RemoteFailure.ATTESTATION_MISSING, account(TestEnclave.measurements()));

        service.attestor =
                nonce -> platform.document(nonce, service.encryption.publicKey().spki());
        assertAttestationFails(AttestationException.Reason.PCR_NOT_ALLOWED, others);

        service.attestor = nonce ->
                platform.document(new byte[32], service.encryption.publicKey().spki());
        assertAttestationFails(AttestationException.Reason.NONCE_WRONG, TestEnclave.measurements());

        service.attestor =
                nonce -> platform.document(nonce, service.signing.publicKey().spki());
        assertAttestationFails(AttestationException.Reason.KEY_WRONG, TestEnclave.measurements());

        TestEnclave another = new TestEnclave(NOW);
        service.attestor =
                nonce -> another.document(nonce, service.encryption.publicKey().spki());
        assertAttestationFails(AttestationException.Reason.ROOT_UNKNOWN, TestEnclave.measurements());

        service.attestor = nonce -> "hello".getBytes(UTF_8);
        assertContactFails(RemoteFailure.ATTESTATION_REFUSED, account(TestEnclave.measurements()));
        assertThat(service.posts()).isEmpty();
    }

    private void assertAttestationFails(AttestationException.Reason reason, Measurements allowed) {
        ServiceAccount account = account(allowed);
        Throwable thrown = catchThrowable(() -> client().contact(account, () -> false));
        assertThat(thrown).isInstanceOfSatisfying(ProvingException.class, e -> {
            assertThat(e.remote()).isEqualTo(RemoteFailure.ATTESTATION_REFUSED);
            assertThat(e.getCause())
                    .isInstanceOfSatisfying(
                            AttestationException.class,
                            why -> assertThat(why.reason()).isEqualTo(reason));
        });
    }

    @Test
    void cancelled_whileTheServiceIsSilent_endsAtOnce() throws Exception {
        ProofTask task = task("r0");
        AtomicBoolean cancelled = new AtomicBoolean();
        MockResponse silent = new MockResponse.Builder()
                .headersDelay(25, TimeUnit.SECONDS)
                .body("{}")
                .build();
        service.keyAnswers.add(silent);
        assertCancels(cancelled, () -> client().contact(account(), cancelled::get));

        service.answers.add(silent);
        cancelled.set(false);
        try (ContactedService contacted = contacted()) {
            assertCancels(cancelled, () -> contacted.prove(task, step -> {}, cancelled::get));
        }

        service.answers.add(FakeService.queued("/api/status/7"));
        for (int i = 0; i < 1000; i++) {
            service.answers.add(FakeService.pending());
        }
        cancelled.set(false);
        try (ContactedService contacted = contacted()) {
            assertCancels(cancelled, () -> contacted.prove(task, step -> {}, cancelled::get));
        }
    }

    private interface Call {
        void run() throws Exception;
    }

    private static void assertCancels(AtomicBoolean cancelled, Call call) {
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(300);
                cancelled.set(true);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        long start = System.nanoTime();
        assertThatThrownBy(call::run).isInstanceOf(CancellationException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void network_failure_keepsItsOwnName() {
        service.keyAnswers.add(
                new MockResponse.Builder().code(200).body("x".repeat(100_000)).build());
        Throwable thrown = catchThrowable(this::contacted);
        assertThat(thrown.getCause())
                .isInstanceOfSatisfying(
                        NetException.class, e -> assertThat(e.reason()).isEqualTo(NetException.Reason.TOO_LARGE));
    }
}
