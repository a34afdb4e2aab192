package holdfast.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import holdfast.credential.KeyRef;
import holdfast.json.JsonWriter;
import holdfast.net.AllowList.Allowance;
import holdfast.net.NetException.Reason;
import holdfast.token.Es256PrivateKey;
import holdfast.token.Es256PublicKey;
import holdfast.token.JwkSet;
import holdfast.token.TokenException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeySetFetcherTest {
    private final LocalNetwork network = new LocalNetwork();
    private final MockWebServer server = new MockWebServer();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T03:04:05Z"));
    private Es256PublicKey key;
    private Es256PublicKey other;
    private KeySetFetcher fetcher;

    @BeforeEach
    void start() throws Exception {
        server.useHttps(network.server(LocalNetwork.HOST).getSocketFactory());
        server.start(LocalNetwork.loopback(), 0);
        SecureRandom random = new SecureRandom();
        key = Es256PrivateKey.generate(random).publicKey();
        other = Es256PrivateKey.generate(random).publicKey();
        fetcher = new KeySetFetcher(network.client(), movable(), LocalNetwork.PATIENT);
    }

    @AfterEach
    void stop() {
        server.close();
        network.close();
    }

    private Clock movable() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
    }

    private void later(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private void serve(String body, String... headers) {
        MockResponse.Builder response = new MockResponse.Builder().body(body);
        for (int i = 0; i < headers.length; i += 2) {
            response.addHeader(headers[i], headers[i + 1]);
        }
        server.enqueue(response.build());
    }

    private void serveStatus(int status) {
        server.enqueue(new MockResponse.Builder().code(status).body("{}").build());
    }

    private KeyRef.KeysetEndpoint name(String kid) {
        return new KeyRef.KeysetEndpoint("https://" + LocalNetwork.HOST + ":" + server.getPort() + "/jwks.json", kid);
    }

    private TokenException refused(String kid) {
        Throwable thrown = catchThrowable(() -> fetcher.resolve(name(kid)));
        assertThat(thrown).isInstanceOf(TokenException.class);
        return (TokenException) thrown;
    }

    private void assertRefused(TokenException.Reason reason) {
        TokenException refusal = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> refused("k"));
        assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
    }

    private void assertUnavailable(Reason reason) {
        TokenException refusal = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> refused("k"));
        assertThat(refusal.reason()).isEqualTo(TokenException.Reason.KEY_SET_UNAVAILABLE);
        assertThat(refusal.getCause()).isInstanceOfSatisfying(NetException.class, cause -> {
            assertThat(cause.reason()).isEqualTo(reason);
            assertThat(refusal.getMessage())
                    .startsWith("key set: " + cause.address())
                    .doesNotContain(reason.remedy());
        });
    }

    @Test
    void key_isFetchedOnceWhileFresh() throws Exception {
        serve(JwkSet.write(Map.of("k", key, "o", other)), "Cache-Control", "public, max-age=3600");
        assertThat(fetcher.resolve(name("k"))).isEqualTo(key);
        later(Duration.ofMinutes(59));
        assertThat(fetcher.resolve(name("o"))).isEqualTo(other);
        assertThat(server.getRequestCount()).isEqualTo(1);

        later(Duration.ofMinutes(1));
        serve(JwkSet.write(Map.of("k", other)));
        assertThat(fetcher.resolve(name("k"))).isEqualTo(other);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void freshness_isKeptWithinBounds() throws Exception {
        Map<String, Duration> bounds = Map.of(
                "max-age=0", KeySetFetcher.MIN_KEPT,
                "no-store", KeySetFetcher.MIN_KEPT,
                "max-age=999999999", KeySetFetcher.MAX_KEPT,
                "public", KeySetFetcher.KEPT_UNLESS_SAID);
        for (Map.Entry<String, Duration> bound : bounds.entrySet()) {
            fetcher = new KeySetFetcher(network.client(), movable(), LocalNetwork.PATIENT);
            int before = server.getRequestCount();
            serve(JwkSet.write(Map.of("k", key)), "Cache-Control", bound.getKey());
            fetcher.resolve(name("k"));
            later(bound.getValue().minusSeconds(1));
            fetcher.resolve(name("k"));
            assertThat(server.getRequestCount()).as(bound.getKey()).isEqualTo(before + 1);
            later(Duration.ofSeconds(1));
            serve(JwkSet.write(Map.of("k", key)));
            fetcher.resolve(name("k"));
            assertThat(server.getRequestCount()).as(bound.getKey()).isEqualTo(before + 2);
        }
    }

    @Test
    void clockSetBack_doesNotKeepKeysForLonger() throws Exception {
        serve(JwkSet.write(Map.of("k", key)), "Cache-Control", "max-age=86400");
        fetcher.resolve(name("k"));
        later(Duration.ofDays(-1));
        serve(JwkSet.write(Map.of("k", other)));
        assertThat(fetcher.resolve(name("k"))).isEqualTo(other);
    }

    @Test
    void unknownKey_isAskedForAgainOnlyAfterTheCoolDown() throws Exception {
        serve(JwkSet.write(Map.of("k", key)), "Cache-Control", "max-age=86400");
        fetcher.resolve(name("k"));
        for (int i = 0; i < 20; i++) {
            assertThat(refused("new" + i).reason()).isEqualTo(TokenException.Reason.KEY_NOT_FOUND);
        }
        assertThat(server.getRequestCount()).isEqualTo(1);
        later(KeySetFetcher.COOL_DOWN);
        serve(JwkSet.write(Map.of("k", key, "new", other)), "Cache-Control", "max-age=86400");
        assertThat(fetcher.resolve(name("new"))).isEqualTo(other);
        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(refused("newer").reason()).isEqualTo(TokenException.Reason.KEY_NOT_FOUND);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void failure_isNotRepeatedAtOnce_andOldKeysAreNotUsed() throws Exception {
        serve(JwkSet.write(Map.of("k", key)), "Cache-Control", "max-age=60");
        fetcher.resolve(name("k"));
        later(Duration.ofMinutes(2));
        serveStatus(503);
        for (int i = 0; i < 5; i++) {
            assertUnavailable(Reason.STATUS);
        }
        assertThat(server.getRequestCount()).isEqualTo(2);
        later(KeySetFetcher.COOL_DOWN_AFTER_FAILURE);
        serve(JwkSet.write(Map.of("k", key)));
        assertThat(fetcher.resolve(name("k"))).isEqualTo(key);
    }

    @Test
    void permissionGivenLater_countsAtOnce() throws Exception {
        AtomicReference<Optional<Allowance>> allowed = new AtomicReference<>(Optional.empty());
        fetcher = new KeySetFetcher(
                network.client((address, purpose) -> allowed.get(), host -> List.of(LocalNetwork.loopback())),
                movable(),
                LocalNetwork.PATIENT);
        assertUnavailable(Reason.NOT_ALLOWED);
        allowed.set(Optional.of(Allowance.PUBLIC));
        assertUnavailable(Reason.HOST_FORBIDDEN);
        allowed.set(Optional.of(Allowance.LOOPBACK));
        serve(JwkSet.write(Map.of("k", key)));
        assertThat(fetcher.resolve(name("k"))).isEqualTo(key);
    }

    @Test
    void encryptionKey_isFoundByItsUse() throws Exception {
        String encryption = JsonWriter.compact(key.jwk("ServiceEncryptionPubK"))
                .replace("\"sig\"", "\"enc\"")
                .replace("\"ES256\"", "\"ECDH-ES\"");
        String signing = JsonWriter.compact(other.jwk("ServiceSigningPubK"));
        serve("[" + encryption + "," + signing + "]");
        assertThat(fetcher.encryptionKey(name("ServiceEncryptionPubK"))).isEqualTo(key);
        assertThat(fetcher.resolve(name("ServiceSigningPubK"))).isEqualTo(other);
        assertThat(refused("ServiceEncryptionPubK").reason()).isEqualTo(TokenException.Reason.KEY_USE);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void hostileKeySets_areRefused() {
        String jwk = JsonWriter.compact(key.jwk("k"));

        serve("{\"keys\":[" + jwk + "," + jwk + "]}");
        assertRefused(TokenException.Reason.KEY_NAME_DUPLICATE);

        next();
        String zero = "A".repeat(43);
        serve("{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"k\",\"x\":\"" + zero + "\",\"y\":\"" + zero
                + "\"}]}");
        assertRefused(TokenException.Reason.KEY_NOT_ON_CURVE);

        next();
        serve(IntStream.range(0, 10_000)
                .mapToObj(i -> "{\"kid\":\"" + i + "\"}")
                .collect(Collectors.joining(",", "[", "]")));
        assertUnavailable(Reason.TOO_LARGE);

        next();
        serve(IntStream.range(0, 1_000)
                .mapToObj(i -> "{\"kid\":\"" + i + "\"}")
                .collect(Collectors.joining(",", "[", "]")));
        assertRefused(TokenException.Reason.TOO_LARGE);

        next();
        serve("x".repeat(10 * 1024 * 1024));
        assertUnavailable(Reason.TOO_LARGE);

        next();
        serve("[".repeat(60_000));
        assertRefused(TokenException.Reason.KEY_SET_INVALID);

        next();
        serve("<html></html>");
        assertRefused(TokenException.Reason.KEY_SET_INVALID);

        next();
        serve("{\"keys\":[" + jwk.replace("}", ",\"d\":\"" + zero + "\"}") + "]}");
        assertRefused(TokenException.Reason.KEY_IS_PRIVATE);

        next();
        server.enqueue(new MockResponse.Builder()
                .body(new okio.Buffer().write(new byte[] {'{', (byte) 0xFF, '}'}))
                .build());
        assertUnavailable(Reason.NOT_TEXT);

        next();
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", "https://" + LocalNetwork.HOST + ":" + server.getPort() + "/other")
                .build());
        assertUnavailable(Reason.REDIRECTED);

        next();
        serve("{}", "Content-Encoding", "gzip");
        assertUnavailable(Reason.ENCODED);
    }

    /** Out of the cool-down of the failure before. */
    private void next() {
        later(KeySetFetcher.COOL_DOWN_AFTER_FAILURE.plusSeconds(1));
        later(Duration.ofMinutes(15));
    }

    @Test
    void manyAddresses_areKeptWithinBounds() throws Exception {
        for (int i = 0; i < 70; i++) {
            serve(JwkSet.write(Map.of("k", key)));
            fetcher.resolve(new KeyRef.KeysetEndpoint(name("k").jku() + "?" + i, "k"));
        }
        fetcher.resolve(new KeyRef.KeysetEndpoint(name("k").jku() + "?69", "k"));
        assertThat(server.getRequestCount()).isEqualTo(70);
        serve(JwkSet.write(Map.of("k", key)));
        fetcher.resolve(new KeyRef.KeysetEndpoint(name("k").jku() + "?0", "k"));
        assertThat(server.getRequestCount()).isEqualTo(71);
    }
}
