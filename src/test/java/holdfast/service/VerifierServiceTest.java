package holdfast.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.credential.Tag;
import holdfast.dvr.UserDataRequest;
import holdfast.json.JsonValue.JsonArray;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.ProofTask;
import holdfast.proving.StatementVerifier;
import holdfast.service.ServiceFixture.Got;
import holdfast.text.Language;
import holdfast.text.Messages;
import holdfast.token.KeyResolver;
import holdfast.token.TokenReader;
import holdfast.token.TokenSigner;
import holdfast.token.TokenVerifier;
import holdfast.verification.Check;
import holdfast.wallet.FakeProver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a verifier's service gives out, takes, and shows. The proof itself is judged by a stand-in here. */
class VerifierServiceTest {
    private final ServiceFixture fixture = new ServiceFixture();
    private final AtomicInteger judged = new AtomicInteger();
    private final ServiceKey key = new ServiceKey(fixture.verifier, "k-1");

    private final CompletableFuture<Boolean> go = new CompletableFuture<>();
    private final LateClock clock = new LateClock();
    private int largestClass = RequestTemplate.USUAL_CLASS;

    /** The right time, and what was let pass. */
    private static final class LateClock extends Clock {
        private final AtomicReference<Duration> late = new AtomicReference<>(Duration.ZERO);

        void pass(Duration time) {
            late.accumulateAndGet(time, Duration::plus);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(late.get());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private ServiceHost host(Duration answerWithin, String title) throws Exception {
        SortedMap<Tag, UserDataRequest> tags = new TreeMap<>();
        tags.put(Tag.NONE, new UserDataRequest(null, fixture.issuer.publicKey().twoLines()));
        RequestTemplate template = new RequestTemplate(title, ServiceFixture.QUERY, tags, largestClass);
        StatementVerifier holds = (request, keys, proof, cancelled) -> {
            judged.incrementAndGet();
            if (proof.zkproof().toArray()[0] == 2) {
                go.join();
            }
            if (proof.zkproof().toArray()[0] == 3) {
                for (int i = 0; i < 100 && !cancelled.getAsBoolean(); i++) {
                    clock.pass(Duration.ofSeconds(1));
                }
                throw new CancellationException();
            }
            return proof.zkproof().toArray()[0] == 0
                    ? new StatementVerifier.Result.Valid("session", "commitment")
                    : new StatementVerifier.Result.Invalid("sumcheck-failed", "The proof does not hold.");
        };
        return ServiceHost.start(
                base -> new VerifierService(
                        key,
                        Map.of("health", template),
                        answerWithin,
                        base,
                        new VerifierService.Tools(holds, KeyResolver.none(), clock, fixture.random)),
                fixture.settings(),
                fixture.serviceLog(),
                fixture.metrics);
    }

    private JsonObject ask(ServiceHost host) throws Exception {
        Got got = fixture.post(host.base() + "/requests/health", "{}".getBytes(UTF_8));
        assertThat(got.status()).as(got.text()).isEqualTo(200);
        return got.json();
    }

    private static String text(JsonObject object, String name) {
        return ((JsonString) object.get(name)).value();
    }

    private ProofFile answer(JsonObject asked, String nonce) throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var request = new TokenVerifier(named -> fixture.verifier.publicKey())
                .verifyRequest(TokenReader.request(text(asked, "dvr_token")));
        return new FakeProver()
                .prove(
                        new ProofTask(
                                request,
                                new TreeMap<>(Map.of(Tag.NONE, fixture.credential(ServiceFixture.DATA))),
                                LocalDate.ofInstant(now, ZoneOffset.UTC),
                                now,
                                nonce,
                                text(asked, "audience")),
                        (stage, done) -> {},
                        () -> false);
    }

    private Got send(ServiceHost host, ProofFile proof) throws Exception {
        return fixture.post(host.base() + "/proofs", ProofFileCodec.write(proof));
    }

    @Test
    void request_carriesWhatTravelsBesideIt_andCanBeFetchedAgain() throws Exception {
        try (ServiceHost host = host(Duration.ofMinutes(5), "Health")) {
            JsonObject asked = ask(host);
            JsonObject other = ask(host);
            assertThat(text(asked, "nonce")).hasSize(43).isNotEqualTo(text(other, "nonce"));
            assertThat(text(asked, "audience")).isEqualTo(host.base());
            assertThat(text(asked, "reply")).isEqualTo(host.base() + "/proofs");
            String url = host.base() + "/requests/health/" + text(asked, "id");
            assertThat(fixture.get(url).json()).isEqualTo(asked);
            assertThat(text(asked, "link"))
                    .startsWith("holdfast:request?url=https%3A%2F%2Flocalhost")
                    .contains("&reply=", "&nonce=" + text(asked, "nonce"), "&aud=", "&exp=");
            assertThat(TokenReader.request(text(asked, "dvr_token")).keyName().jku())
                    .isEqualTo(host.base() + ServiceHost.KEY_SET_PATH);
            assertThat(fixture.get(host.base() + "/requests/other/" + text(asked, "id"))
                            .status())
                    .isEqualTo(404);
            assertThat(fixture.post(host.base() + "/requests/other", new byte[0])
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void proof_isAcceptedOnce_andTheSameAgainIsRefusedUnlooked() throws Exception {
        try (ServiceHost host = host(Duration.ofMinutes(5), "Health")) {
            JsonObject asked = ask(host);
            ProofFile proof = answer(asked, text(asked, "nonce"));
            Got first = send(host, proof);
            assertThat(first.status()).as(first.text()).isEqualTo(200);
            assertThat(first.text()).contains("\"accepted\":true", "\"proven_by\":\"issuer-proven\"");
            assertThat(((JsonObject) first.json().get("outputs")).members().keySet())
                    .containsExactly("result");
            Got again = send(host, proof);
            assertThat(again.text()).contains("\"accepted\":false", "answered already");
            assertThat(judged).hasValue(1);
        }
    }

    @Test
    void proof_inAServiceToken_isTakenAsTheFileInside() throws Exception {
        try (ServiceHost host = host(Duration.ofMinutes(5), "Health")) {
            JsonObject asked = ask(host);
            String token = new TokenSigner(fixture.proverKeys.signing(), null, fixture.random)
                    .proofFile(ProofFileCodec.toJson(answer(asked, text(asked, "nonce"))))
                    .compact();
            assertThat(fixture.post(host.base() + "/proofs", token.getBytes(UTF_8))
                            .text())
                    .contains("\"accepted\":true");
        }
    }

    @Test
    void proof_withAnotherNonce_orThatDoesNotHold_isRefusedByName_andOnlySoOften() throws Exception {
        try (ServiceHost host = host(Duration.ofMinutes(5), "Health")) {
            JsonObject asked = ask(host);
            Got other = send(host, answer(asked, "another"));
            assertThat(other.status()).isEqualTo(200);
            assertThat(other.text()).contains("\"accepted\":false", "bound to another nonce", "\"outputs\":{}");
            assertThat(judged).as("the expensive check").hasValue(0);
            ProofFile broken = answer(asked, text(asked, "nonce")).withProof(new byte[] {1});
            for (int i = 0; i < 4; i++) {
                assertThat(send(host, broken).text()).contains("The proof does not hold.");
            }
            assertThat(send(host, broken).text()).contains("too many proofs");
            assertThat(judged).hasValue(4);
        }
    }

    @Test
    void proof_ofALargerClassThanIsTaken_isRefusedBeforeItsTurn_andIsNoAttempt() throws Exception {
        largestClass = 4;
        try (ServiceHost host = host(Duration.ofMinutes(5), "Health")) {
            JsonObject asked = ask(host);
            ProofFile proof = answer(asked, text(asked, "nonce"));
            for (int i = 0; i < 6; i++) {
                assertThat(send(host, proof).text())
                        .contains(
                                "\"accepted\":false", "a credential of 8 blocks; the largest that is taken here has 4");
            }
            assertThat(judged).hasValue(0);
        }
    }

    @Test
    void proof_thatTakesTooLongToCheck_isGivenUp_andItsCallerIsTold() throws Exception {
        try (ServiceHost host = host(Duration.ofMinutes(5), "Health")) {
            JsonObject asked = ask(host);
            ProofFile slow = answer(asked, text(asked, "nonce")).withProof(new byte[] {3});
            Got given = send(host, slow);
            assertThat(given.status()).isEqualTo(500);
            assertThat(given.text("message")).contains("could not be checked within 60 seconds");
            assertThat(clock.late.get()).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(62));
            assertThat(send(host, answer(asked, text(asked, "nonce"))).text()).contains("\"accepted\":true");
        }
    }

    @Test
    void proof_sentAwayWhileOthersAreChecked_isNoAttempt() throws Exception {
        try (ServiceHost host = host(Duration.ofMinutes(5), "Health")) {
            JsonObject busy = ask(host);
            ProofFile slow = answer(busy, text(busy, "nonce")).withProof(new byte[] {2});
            JsonObject asked = ask(host);
            ProofFile good = answer(asked, text(asked, "nonce")).withProof(new byte[] {0});
            // One is checked, 16 wait for their turn, the others are sent away: then there is no room.
            CountDownLatch away = new CountDownLatch(3);
            for (int i = 0; i < 20; i++) {
                Thread.ofVirtual().start(() -> {
                    try {
                        if (send(host, slow).status() == 429) {
                            away.countDown();
                        }
                    } catch (Exception e) {
                        go.completeExceptionally(e);
                    }
                });
            }
            assertThat(away.await(30, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 6; i++) {
                assertThat(send(host, good).status()).isEqualTo(429);
            }
            go.complete(true);
            Got last = send(host, good);
            for (int i = 0; i < 100 && last.status() == 429; i++) {
                Thread.sleep(50);
                last = send(host, good);
            }
            assertThat(last.text()).contains("\"accepted\":true");
        }
    }

    @Test
    void proof_unreadable_unasked_orLate_isRefusedByCode() throws Exception {
        try (ServiceHost host = host(Duration.ofSeconds(2), "Health")) {
            String address = host.base() + "/proofs";
            assertThat(fixture.post(address, new byte[0]).status()).isEqualTo(400);
            assertThat(fixture.post(address, "{\"a\":1}".getBytes(UTF_8)).text("message"))
                    .contains("member-unknown");
            assertThat(fixture.post(address, "a.b.c".getBytes(UTF_8)).text("code"))
                    .isEqualTo("INVALID_PARAMS");
            JsonObject asked = ask(host);
            ProofFile proof = answer(asked, text(asked, "nonce"));
            try (ServiceHost stranger = host(Duration.ofMinutes(5), "Health")) {
                assertThat(send(stranger, proof).status()).isEqualTo(404);
            }
            Thread.sleep(3500);
            Got late = send(host, proof);
            assertThat(late.status()).isEqualTo(410);
            assertThat(late.text("code")).isEqualTo("EXPIRED");
        }
    }

    @Test
    void resultPage_escapesWhatItShows_inBothLanguages_andAllowsNoScript() throws Exception {
        try (ServiceHost host = host(Duration.ofMinutes(5), "<script>alert(1)</script> & \"co\"\u202e")) {
            JsonObject asked = ask(host);
            String page = text(asked, "result");
            assertThat(fixture.get(page).text()).contains("No proof has arrived yet", "http-equiv=\"refresh\"");
            send(host, answer(asked, text(asked, "nonce")));
            Got english = fixture.get(page);
            assertThat(english.text())
                    .contains("<html lang=\"en\">", "The proof was accepted.", "&lt;script&gt;", "&amp; &quot;co&quot;")
                    .doesNotContain("<script", "\u202e", "refresh");
            var policy = english.response().headers().firstValue("Content-Security-Policy");
            assertThat(policy.orElseThrow())
                    .startsWith("default-src 'none'")
                    .contains("style-src 'sha256-")
                    .doesNotContain("unsafe", "script-src");
            assertThat(fixture.get(page + "?lang=id").text()).contains("<html lang=\"id\">", "Bukti diterima.");
            assertThat(fixture.get(page, "Accept-Language", "id-ID,id;q=0.9").text())
                    .contains("Bukti diterima.");
            assertThat(fixture.get(page, "Accept-Language", ";;;;").text()).contains("accepted");
            assertThat(fixture.get(host.base() + "/results/AAAA").status()).isEqualTo(404);
        }
        assertThat(fixture.log.toString()).contains("/results/{id}").doesNotContain("script");
    }

    @Test
    void bundle_hasASentenceForEveryCheck() {
        for (Language language : Language.values()) {
            Messages messages = Messages.load("services", language);
            for (Check.Name name : Check.Name.values()) {
                assertThat(messages.has("check." + name.code()))
                        .as("%s %s", language, name)
                        .isTrue();
            }
        }
    }

    @Test
    void keySet_isAnObject_withTheVerifiersKey() throws Exception {
        try (ServiceHost host = host(Duration.ofMinutes(5), "Health")) {
            JsonObject set = fixture.get(host.base() + ServiceHost.KEY_SET_PATH).json();
            assertThat(((JsonArray) set.get("keys")).items()).hasSize(1);
        }
    }
}
