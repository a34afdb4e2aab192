package holdfast.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.app.EmbeddedEngines;
import holdfast.dvr.DvrRequest;
import holdfast.json.JsonValue.JsonObject;
import holdfast.proving.ProofFile;
import holdfast.proving.Prover;
import holdfast.service.ServiceFixture.Got;
import holdfast.service.queue.Keeping;
import holdfast.service.queue.MemoryQueue;
import holdfast.token.Es256PrivateKey;
import holdfast.token.JwkSet;
import holdfast.token.KeyResolver;
import holdfast.token.NestedTokens;
import holdfast.token.TokenReader;
import holdfast.token.VerifiedToken;
import holdfast.verification.Expectations;
import holdfast.verification.ProofChecker;
import holdfast.verification.Verdict;
import holdfast.wallet.FakeProver;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The prover's REST flow over TLS: shapes, refusals, and what a proof that comes out of it is worth. */
class ProverServiceTest {
    private static final String PATH = "/api/1.0/dvr/1.0/proof";

    private final ServiceFixture fixture = new ServiceFixture();

    private ServiceHost host(Prover prover, Duration patience) throws Exception {
        return fixture.prover(prover, new MemoryQueue(Keeping.STANDARD, fixture.clock), 1, patience);
    }

    @Test
    void prove_realProver_givesAnIssuerProvenProofInAServiceToken() throws Exception {
        VerifiedToken<DvrRequest> request = fixture.request("health", ServiceFixture.QUERY);
        var engines = EmbeddedEngines.of(fixture.random);
        try (ServiceHost host = host(engines.prover().get(), Duration.ofMinutes(2))) {
            Got got = fixture.post(
                    host.base() + PATH, fixture.body(request, "n-1"), "Authorization", fixture.authorization());
            assertThat(got.status()).as(got.text()).isEqualTo(200);
            String token = got.text("output");
            assertThat(TokenReader.proofFile(token).keyName().jku()).isEqualTo(host.base() + ServiceHost.KEY_SET_PATH);
            Verdict verdict = new ProofChecker(
                            KeyResolver.none(), engines.verifier().get(), null)
                    .check(
                            TokenReader.request(request.compact()),
                            fixture.proof(token),
                            new Expectations(Instant.now(), Expectations.DEFAULT_MAX_AGE, "n-1", null));
            assertThat(verdict.accepted()).as("%s", verdict.checks()).isTrue();
            assertThat(verdict.outputs().getFirst().value().toString()).contains("true");
        }
        assertThat(fixture.log.toString())
                .contains("\"event\":\"job\"")
                .doesNotContain("ping", "nobody reads", fixture.client.secret(), "n-1", "health");
    }

    /** A prover that waits for the gate there is when its turn comes. */
    private static Prover held(Supplier<CountDownLatch> gate) {
        return (task, listener, cancelled) -> {
            try {
                gate.get().await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new FakeProver().prove(task, listener, cancelled);
        };
    }

    @Test
    void prove_olderPath_namesItsOutputProof() throws Exception {
        try (ServiceHost host = host(new FakeProver(), Duration.ofMinutes(1))) {
            Got got = fixture.post(
                    host.base() + "/v1/proof",
                    fixture.body(fixture.request("old", ServiceFixture.QUERY), "n"),
                    "Authorization",
                    fixture.authorization());
            assertThat(got.status()).isEqualTo(200);
            assertThat(got.json().members().keySet()).containsExactly("status", "proof");
            assertThat(fixture.proof(got.text("proof")).title()).isEqualTo("old");
        }
    }

    @Test
    void prove_respondAsync_answers202_thenPending_thenTheProof() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Prover held = held(() -> go);
        try (ServiceHost host = host(held, Duration.ofMinutes(1))) {
            Got queued = fixture.post(
                    host.base() + PATH,
                    fixture.body(fixture.request("later", ServiceFixture.QUERY), "n-2"),
                    "Authorization",
                    fixture.authorization(),
                    "Prefer",
                    "respond-async");
            assertThat(queued.status()).isEqualTo(202);
            String status = host.base() + queued.text("queue_status_url");
            assertThat(fixture.get(status).text()).isEqualTo("{\"status\":202,\"status_code\":\"PENDING\"}");
            go.countDown();
            Got done = fixture.get(status);
            for (int i = 0; i < 600 && done.status() == 202; i++) {
                Thread.sleep(50);
                done = fixture.get(status);
            }
            assertThat(done.status()).isEqualTo(200);
            assertThat(fixture.proof(done.text("output")).nonce()).isEqualTo("n-2");
            // It is kept a moment longer, in case the answer got lost.
            assertThat(fixture.get(status).status()).isEqualTo(200);
        }
        assertThat(fixture.log.toString()).contains("/api/status/{id}").doesNotContain("/api/status/A");
    }

    @Test
    void prove_credentialThatTheQueryDoesNotRunOn_fails() throws Exception {
        AtomicReference<CountDownLatch> go = new AtomicReference<>(new CountDownLatch(0));
        try (ServiceHost host = host(held(go::get), Duration.ofMinutes(1))) {
            String query = ServiceFixture.QUERY.replace("\"healthcheck\"", "\"absent\"");
            JsonObject body = fixture.body(fixture.request("absent", query), "n");
            Got got = fixture.post(host.base() + PATH, body, "Authorization", fixture.authorization());
            assertThat(got.status()).isEqualTo(500);
            assertThat(got.text("code")).isEqualTo("CUSTOM_ERROR");
            // Else it may have failed before the caller is told where to ask for it.
            go.set(new CountDownLatch(1));
            Got queued = fixture.post(
                    host.base() + PATH, body, "Authorization", fixture.authorization(), "Prefer", "wait=0");
            go.get().countDown();
            String status = host.base() + queued.text("queue_status_url");
            Got failed = fixture.get(status);
            for (int i = 0; i < 600 && failed.status() == 202; i++) {
                Thread.sleep(50);
                failed = fixture.get(status);
            }
            assertThat(failed.status()).isEqualTo(500);
            assertThat(failed.text("status_code")).isEqualTo("FAILED");
        }
    }

    @Test
    void prove_withoutOrWithWrongCredentials_is401_beforeAnythingIsRead() throws Exception {
        try (ServiceHost host = host(new FakeProver(), Duration.ofMinutes(1))) {
            byte[] rubbish = new byte[100];
            String[] wrong = {
                "Basic",
                "Bearer x",
                "Basic !!!",
                ServiceFixture.basic("shop", "wrong"),
                ServiceFixture.basic("nobody", ""),
            };
            assertThat(fixture.post(host.base() + PATH, rubbish).status()).isEqualTo(401);
            for (String header : wrong) {
                Got got = fixture.post(host.base() + PATH, rubbish, "Authorization", header);
                assertThat(got.status()).as(header).isEqualTo(401);
                assertThat(got.text("code")).isEqualTo("UNAUTHORIZED");
            }
        }
    }

    @Test
    void prove_badBodies_areRefusedByName_andTakeNoPlace() throws Exception {
        try (ServiceHost host = host(new FakeProver(), Duration.ofMinutes(1))) {
            JsonObject good = fixture.body(fixture.request("bad", ServiceFixture.QUERY), "n");
            var other = Es256PrivateKey.generate(fixture.random).publicKey();
            assertInvalid(host, "[]".getBytes(UTF_8), "not one JSON object");
            assertInvalid(host, "{\"a\":1,\"a\":1}".getBytes(UTF_8), "not one JSON object");
            assertInvalid(host, with(good, "dvr_token", "a.b.c.d"), "not-compact");
            assertInvalid(host, with(good, "extra", "x"), "not known here");
            assertInvalid(
                    host,
                    with(
                            good,
                            "dvr_token",
                            NestedTokens.encryptRequest(
                                    fixture.request("x", ServiceFixture.QUERY), other, null, fixture.random)),
                    "decryption-failed");
            assertInvalid(
                    host,
                    with(
                            good,
                            "session_token",
                            NestedTokens.encryptObject(
                                    JsonObject.builder().put("time_stamp", 1).build(),
                                    fixture.proverKeys.encryption().publicKey(),
                                    null,
                                    fixture.random)),
                    "time_stamp is more than five minutes");
            assertThat(fixture.metrics.text()).contains("holdfast_jobs_unfinished 0");
        }
    }

    private static byte[] with(JsonObject good, String name, String value) {
        return holdfast.json.JsonWriter.compact(JsonObject.builder()
                        .putAll(good.members())
                        .put(name, value)
                        .build())
                .getBytes(UTF_8);
    }

    private void assertInvalid(ServiceHost host, byte[] body, String message) throws Exception {
        Got got = fixture.post(host.base() + PATH, body, "Authorization", fixture.authorization());
        assertThat(got.status()).as(got.text()).isEqualTo(400);
        assertThat(got.text("code")).isEqualTo("INVALID_PARAMS");
        assertThat(got.text("message")).contains(message);
    }

    @Test
    void credentialOfAnotherIssuer_isRefused() throws Exception {
        ServiceFixture stranger = new ServiceFixture();
        try (ServiceHost host = host(new FakeProver(), Duration.ofMinutes(1))) {
            JsonObject body = JsonObject.builder()
                    .putAll(fixture.body(fixture.request("x", ServiceFixture.QUERY), "n")
                            .members())
                    .put(
                            "user_data_token",
                            NestedTokens.encryptUserData(
                                    java.util.Map.of(
                                            holdfast.credential.Tag.NONE, stranger.credential(ServiceFixture.DATA)),
                                    fixture.proverKeys.encryption().publicKey(),
                                    null,
                                    fixture.random))
                    .build();
            Got got = fixture.post(host.base() + PATH, body, "Authorization", fixture.authorization());
            assertThat(got.status()).isEqualTo(400);
            assertThat(got.text("message")).contains("not signed by the key that the request names");
        }
    }

    @Test
    void queue_full_is429_withRetryAfter() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Prover held = held(() -> go);
        MemoryQueue small = new MemoryQueue(Keeping.STANDARD.withCapacity(2), fixture.clock);
        try (ServiceHost host = fixture.prover(held, small, 1, Duration.ZERO)) {
            JsonObject body = fixture.body(fixture.request("full", ServiceFixture.QUERY), "n");
            for (int i = 0; i < 2; i++) {
                assertThat(fixture.post(host.base() + PATH, body, "Authorization", fixture.authorization())
                                .status())
                        .isEqualTo(202);
            }
            Got third = fixture.post(host.base() + PATH, body, "Authorization", fixture.authorization());
            assertThat(third.status()).isEqualTo(429);
            assertThat(third.response().headers().firstValue("Retry-After")).contains("5");
            go.countDown();
        }
    }

    @Test
    void statusOfNoJob_attestation_andOtherAddresses_are404() throws Exception {
        try (ServiceHost host = host(new FakeProver(), Duration.ofMinutes(1))) {
            for (String path : new String[] {
                "/api/status/" + "A".repeat(43), "/api/status/x", "/attestation?nonce=00", "/", "/nothing",
            }) {
                Got got = fixture.get(host.base() + path);
                assertThat(got.status()).as(path).isEqualTo(404);
                assertThat(got.text("code")).isEqualTo("INVALID_URL");
            }
        }
    }

    @Test
    void keySet_isABareArray_eachKeyForItsUse() throws Exception {
        try (ServiceHost host = host(new FakeProver(), Duration.ofMinutes(1))) {
            Got got = fixture.get(host.base() + ServiceHost.KEY_SET_PATH);
            assertThat(got.text()).startsWith("[{");
            JwkSet set = JwkSet.parse(got.text());
            assertThat(set.names()).containsExactly("ServiceEncryptionPubK", "ServiceSigningPubK", "VerifyingPubK");
            assertThat(set.encryptionKey("ServiceEncryptionPubK"))
                    .isEqualTo(fixture.proverKeys.encryption().publicKey());
            assertThat(set.signatureKey("ServiceSigningPubK"))
                    .isEqualTo(fixture.proverKeys.signing().publicKey());
            assertThat(fixture.get(host.base() + "/health").text()).isEqualTo("{\"status\":200,\"role\":\"prover\"}");
        }
    }

    @Test
    void prover_thatBreaks_answersWithoutItsInside_andGoesOn() throws Exception {
        Prover broken = (task, listener, cancelled) -> {
            if (task.request().content().title().equals("break")) {
                throw new IllegalStateException("secret inside");
            }
            return new FakeProver().prove(task, listener, cancelled);
        };
        try (ServiceHost host = host(broken, Duration.ofMinutes(1))) {
            Got got = fixture.post(
                    host.base() + PATH,
                    fixture.body(fixture.request("break", ServiceFixture.QUERY), "n"),
                    "Authorization",
                    fixture.authorization());
            assertThat(got.status()).isEqualTo(500);
            assertThat(got.text()).doesNotContain("secret", "Exception", "holdfast.");
            assertThat(fixture.post(
                                    host.base() + PATH,
                                    fixture.body(fixture.request("whole", ServiceFixture.QUERY), "n"),
                                    "Authorization",
                                    fixture.authorization())
                            .status())
                    .isEqualTo(200);
        }
        assertThat(fixture.log.toString()).contains("job-failed").doesNotContain("secret inside");
    }

    @Test
    void proof_thatHoldsAPrivateValue_isNotHandedOut() throws Exception {
        Prover leaking = new FakeProver(proof -> leak(proof));
        try (ServiceHost host = host(leaking, Duration.ofMinutes(1))) {
            Got got = fixture.post(
                    host.base() + PATH,
                    fixture.body(fixture.request("leak", ServiceFixture.QUERY), "n"),
                    "Authorization",
                    fixture.authorization());
            assertThat(got.status()).isEqualTo(500);
            assertThat(got.text("message")).contains("holds private values");
        }
    }

    private static ProofFile leak(ProofFile proof) {
        return proof.withProof("nobody reads this".getBytes(UTF_8));
    }
}
