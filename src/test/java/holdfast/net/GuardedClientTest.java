package holdfast.net;

import static holdfast.net.Refusals.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.net.AllowList.Allowance;
import holdfast.net.LedgerLine.Result;
import holdfast.net.NetException.Reason;
import holdfast.testing.TestCertificates;
import holdfast.testing.TestCertificates.Issued;
import holdfast.testing.TestCertificates.Spec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedClientTest {
    private final LocalNetwork network = new LocalNetwork();
    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.useHttps(network.server(LocalNetwork.HOST, "127.0.0.1").getSocketFactory());
        server.start(LocalNetwork.loopback(), 0);
    }

    @AfterEach
    void stop() {
        server.close();
        network.close();
    }

    private String address(String path) {
        return "https://" + LocalNetwork.HOST + ":" + server.getPort() + path;
    }

    private Outgoing get(String path) {
        return Outgoing.get(Purpose.KEY_SET, address(path), LocalNetwork.PATIENT);
    }

    private void enqueue(int status, String body, String... headers) {
        MockResponse.Builder response = new MockResponse.Builder().code(status).body(body);
        for (int i = 0; i < headers.length; i += 2) {
            response.addHeader(headers[i], headers[i + 1]);
        }
        server.enqueue(response.build());
    }

    @Test
    void allowedAddress_isFetchedAndWrittenDown() throws Exception {
        enqueue(200, "{\"keys\":[]}", "Content-Type", "application/json", "Cache-Control", "max-age=60");
        Answer answer = network.client().send(get("/keys?token=secret"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"keys\":[]}");
        assertThat(answer.contentType()).contains("application/json");
        assertThat(answer.freshness()).contains(Duration.ofSeconds(60));

        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("GET");
        assertThat(request.getTarget()).isEqualTo("/keys?token=secret");
        assertThat(request.getHeaders().names())
                .containsExactlyInAnyOrder("Accept-Encoding", "Connection", "Host", "User-Agent");
        assertThat(request.getHeaders().get("Accept-Encoding")).isEqualTo("identity");
        assertThat(request.getHeaders().get("User-Agent")).isEqualTo("holdfast");

        LedgerLine line = onlyLine();
        assertThat(line.attempt().address()).isEqualTo(address("/keys"));
        assertThat(line.attempt().purpose()).isEqualTo(Purpose.KEY_SET);
        assertThat(line.attempt().method()).isEqualTo("GET");
        assertThat(line.peers()).containsExactly("127.0.0.1");
        assertThat(line.result()).isEqualTo(new Result.Answered(200, 0, 11));
    }

    @Test
    void post_sendsBodyAndHeaders_andReturnsEveryStatus() throws Exception {
        for (int status : new int[] {200, 202, 400, 404, 429, 500, 503}) {
            enqueue(status, "answer", "Retry-After", "0");
            Answer answer = network.client()
                    .send(Outgoing.post(
                                    Purpose.REMOTE_PROVER,
                                    address("/api/1.0/dvr/1.0/proof"),
                                    LocalNetwork.PATIENT,
                                    "{}".getBytes(UTF_8),
                                    "application/json")
                            .withHeaders(Map.of("Authorization", "Basic c2VjcmV0")));
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.retryAfter()).contains(Duration.ZERO);
            RecordedRequest request = server.takeRequest();
            assertThat(request.getMethod()).isEqualTo("POST");
            assertThat(request.getBody().utf8()).isEqualTo("{}");
            assertThat(request.getHeaders().get("Authorization")).isEqualTo("Basic c2VjcmV0");
            assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        }
        assertThat(server.getRequestCount()).isEqualTo(7);
        assertThat(network.ledger.lines()).hasSize(7).allSatisfy(line -> {
            assertThat(line.attempt().method()).isEqualTo("POST");
            assertThat(line.result()).isInstanceOfSatisfying(Result.Answered.class, answered -> {
                assertThat(answered.sent()).isEqualTo(2);
                assertThat(answered.received()).isEqualTo(6);
            });
            assertThat(line.toString()).doesNotContain("c2VjcmV0");
        });
    }

    /** The library under us would ask again at once where it is told to wait for zero seconds. */
    @ParameterizedTest
    @ValueSource(ints = {401, 408, 421, 503})
    void answerThatInvitesAnotherAttempt_isTheAnswer(int status) throws Exception {
        enqueue(status, "", "Retry-After", "0", "WWW-Authenticate", "Basic realm=x");
        enqueue(200, "again");
        assertThat(network.client().send(get("/")).status()).isEqualTo(status);
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(network.connected).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 304, 305, 307, 308, 399})
    void redirect_isNotFollowed(int status) throws Exception {
        enqueue(status, "", "Location", address("/elsewhere"));
        enqueue(200, "followed");
        assertRefused(Reason.REDIRECTED, () -> network.client().send(get("/keys")));
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(onlyLine().result()).isEqualTo(new Result.Failed(Reason.REDIRECTED));
    }

    @Test
    void redirectOfAPost_isNotFollowed() throws Exception {
        enqueue(307, "", "Location", "https://evil.example/");
        Outgoing post =
                Outgoing.post(Purpose.PROOF, address("/"), LocalNetwork.PATIENT, new byte[9], "application/jose");
        assertRefused(Reason.REDIRECTED, () -> network.client().send(post));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void answerUpToTheLimit_isRead_andOneByteMoreIsNot() throws Exception {
        String full = "x".repeat(64 * 1024);
        enqueue(200, full);
        assertThat(network.client().send(get("/")).body()).hasSize(64 * 1024);
        enqueue(200, full + "x");
        assertRefused(Reason.TOO_LARGE, () -> network.client().send(get("/")));
        server.enqueue(new MockResponse.Builder().chunkedBody(full, 1000).build());
        assertThat(network.client().send(get("/")).body()).hasSize(64 * 1024);
        server.enqueue(new MockResponse.Builder().chunkedBody(full + "x", 1000).build());
        assertRefused(Reason.TOO_LARGE, () -> network.client().send(get("/")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "zstd", "GZIP", "x-gzip", "identity, gzip", "unknown"})
    void encodedAnswer_isRefused(String encoding) {
        enqueue(200, "{}", "Content-Encoding", encoding);
        assertRefused(Reason.ENCODED, () -> network.client().send(get("/")));
    }

    @Test
    void identityEncoding_isRead() throws Exception {
        enqueue(200, "{}", "Content-Encoding", "identity");
        assertThat(network.client().send(get("/")).text()).isEqualTo("{}");
    }

    @Test
    void statusAndText_areRequiredByWhoeverNeedsThem() throws Exception {
        enqueue(404, "no");
        Answer missing = network.client().send(get("/"));
        assertRefused(Reason.STATUS, missing::requireOk);
        server.enqueue(new MockResponse.Builder()
                .body(new okio.Buffer().write(new byte[] {(byte) 0xC0, (byte) 0x80}))
                .build());
        assertRefused(Reason.NOT_TEXT, network.client().send(get("/")).requireOk()::text);
    }

    @Test
    void addressNotAllowed_isNotEvenLookedUp() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        Resolver counting = host -> {
            lookups.incrementAndGet();
            return List.of(LocalNetwork.loopback());
        };
        HttpAddress allowed = HttpAddress.parse(address("/keys"));
        AllowList list = AllowedAddresses.of(List.of(new AllowedAddresses.Entry(Purpose.KEY_SET, allowed, true)));
        GuardedClient client = network.client(list, counting);
        for (String other : List.of("/keys2", "/keys?", "/keys?x", "/key", "/keys/", "/Keys", "/%6beys", "/")) {
            assertRefused(Reason.NOT_ALLOWED, () -> client.send(get(other)));
        }
        assertRefused(
                Reason.NOT_ALLOWED,
                () -> client.send(Outgoing.get(Purpose.USER_DATA, address("/keys"), LocalNetwork.PATIENT)));
        assertRefused(
                Reason.NOT_ALLOWED,
                () -> network.client(AllowList.nothing(), counting).send(get("/keys")));
        assertThat(lookups).hasValue(0);
        assertThat(network.connected).isEmpty();
        assertThat(network.ledger.lines())
                .hasSize(10)
                .allSatisfy(line -> assertThat(line.result()).isEqualTo(new Result.Refused(Reason.NOT_ALLOWED)));

        enqueue(200, "{}");
        assertThat(client.send(get("/keys")).status()).isEqualTo(200);
        assertThat(lookups).hasValue(1);
    }

    @Test
    void remoteProver_isAllowedByOrigin() throws Exception {
        HttpAddress prover = HttpAddress.parse("https://prover.example/api/1.0/dvr/1.0/proof");
        AllowedAddresses list =
                AllowedAddresses.of(List.of(new AllowedAddresses.Entry(Purpose.REMOTE_PROVER, prover, false)));
        assertThat(list.find(prover.sibling("/api/status/1"), Purpose.REMOTE_PROVER))
                .contains(Allowance.PUBLIC);
        assertThat(list.find(HttpAddress.parse("https://prover.example:443/x"), Purpose.REMOTE_PROVER))
                .contains(Allowance.PUBLIC);
        for (String other : List.of(
                "http://prover.example/x",
                "https://prover.example:8443/x",
                "https://a.prover.example/",
                "https://prover.exampl/")) {
            assertThat(list.find(HttpAddress.parse(other), Purpose.REMOTE_PROVER))
                    .as(other)
                    .isEmpty();
        }
        assertThat(list.find(prover, Purpose.KEY_SET)).isEmpty();
    }

    @Test
    void http_needsThePermissionForLoopback() throws Exception {
        String plain = "http://" + LocalNetwork.HOST + ":" + server.getPort() + "/";
        Outgoing outgoing = Outgoing.get(Purpose.REQUEST, plain, LocalNetwork.PATIENT);
        Resolver here = host -> List.of(LocalNetwork.loopback());
        assertRefused(
                Reason.ADDRESS_NOT_HTTPS,
                () -> network.client(LocalNetwork.anything(Allowance.PUBLIC), here)
                        .send(outgoing));
        // With the permission it is still only for this computer, never for a public address in clear.
        Resolver away = host -> List.of(LocalNetwork.address(93, 184, 216, 34));
        assertRefused(
                Reason.HOST_FORBIDDEN,
                () -> network.client(LocalNetwork.anything(Allowance.LOOPBACK), away)
                        .send(outgoing));
        assertThat(network.connected).isEmpty();
        try (RawServer raw =
                new RawServer(out -> RawServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"))) {
            Answer answer = network.client().send(Outgoing.get(Purpose.REQUEST, raw.address(), LocalNetwork.PATIENT));
            assertThat(answer.text()).isEqualTo("ok");
        }
    }

    @Test
    void host_withOneForbiddenAddressAmongOthers_isRefused() {
        InetAddress away = LocalNetwork.address(93, 184, 216, 34);
        for (List<InetAddress> peers : List.of(
                List.of(away, LocalNetwork.loopback()),
                List.of(LocalNetwork.loopback(), away),
                List.of(away, LocalNetwork.address(10, 0, 0, 1)),
                List.of(away, LocalNetwork.address(169, 254, 169, 254)))) {
            GuardedClient client = network.client(LocalNetwork.anything(Allowance.PUBLIC), host -> peers);
            assertRefused(Reason.HOST_FORBIDDEN, () -> client.send(get("/")));
        }
        assertThat(network.connected).isEmpty();
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void name_isLookedUpOnce_soThatItCannotChangeMeanwhile() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        Resolver changing = host -> lookups.incrementAndGet() == 1
                ? List.of(LocalNetwork.loopback())
                : List.of(LocalNetwork.address(127, 0, 0, 2));
        enqueue(200, "{}");
        network.client(LocalNetwork.anything(Allowance.LOOPBACK), changing).send(get("/"));
        assertThat(lookups).hasValue(1);
        assertThat(network.connected)
                .extracting(peer -> peer.getAddress().getHostAddress())
                .containsExactly("127.0.0.1");
    }

    /** Should the library ever connect elsewhere than it was told, its socket refuses. */
    @Test
    void uncheckedPeer_isNotConnectedTo() throws Exception {
        HttpAddress literal = HttpAddress.parse("https://127.0.0.1:" + server.getPort() + "/");
        Outgoing outgoing = Outgoing.get(Purpose.KEY_SET, literal.text(), LocalNetwork.PATIENT);
        assertRefused(
                Reason.HOST_FORBIDDEN,
                () -> network.exchange()
                        .run(
                                outgoing,
                                literal,
                                List.of(LocalNetwork.address(127, 0, 0, 2)),
                                GuardedClient.Deadline.in(Duration.ofSeconds(3)),
                                new Cancellation()));
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void literalHost_isCheckedAndConnectedTo() throws Exception {
        String literal = "https://127.0.0.1:" + server.getPort() + "/";
        Outgoing outgoing = Outgoing.get(Purpose.KEY_SET, literal, LocalNetwork.PATIENT);
        Resolver none = host -> {
            throw new UnknownHostException("must not be asked");
        };
        assertRefused(
                Reason.HOST_FORBIDDEN,
                () -> network.client(LocalNetwork.anything(Allowance.PUBLIC), none)
                        .send(outgoing));
        enqueue(200, "{}");
        assertThat(network.client(LocalNetwork.anything(Allowance.LOOPBACK), none)
                        .send(outgoing)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void unknownName_isRefused() {
        Resolver unknown = host -> {
            throw new UnknownHostException(host);
        };
        assertRefused(
                Reason.HOST_UNKNOWN,
                () -> network.client(LocalNetwork.anything(Allowance.LOOPBACK), unknown)
                        .send(get("/")));
        assertRefused(
                Reason.HOST_UNKNOWN,
                () -> network.client(LocalNetwork.anything(Allowance.LOOPBACK), host -> List.of())
                        .send(get("/")));
    }

    @Test
    void certificate_thatDoesNotFit_isRefused() throws Exception {
        Instant now = Instant.now();
        Duration hour = Duration.ofHours(1);
        Issued stranger = TestCertificates.selfSigned(
                Spec.authority("test authority", "secp256r1", now.minus(hour), now.plus(hour), -1));
        List<javax.net.ssl.SSLContext> contexts = List.of(
                LocalNetwork.server(stranger, now.minus(hour), now.plus(hour), LocalNetwork.HOST),
                LocalNetwork.server(network.authority, now.minus(hour), now.minusSeconds(60), LocalNetwork.HOST),
                LocalNetwork.server(
                        network.authority, now.plus(hour), now.plus(hour.multipliedBy(2)), LocalNetwork.HOST),
                network.server("other.test"),
                network.server("*.service.test"),
                network.server());
        for (javax.net.ssl.SSLContext context : contexts) {
            try (MockWebServer other = new MockWebServer()) {
                other.useHttps(context.getSocketFactory());
                other.start(LocalNetwork.loopback(), 0);
                other.enqueue(new MockResponse.Builder().body("{}").build());
                String address = "https://" + LocalNetwork.HOST + ":" + other.getPort() + "/";
                assertRefused(
                        Reason.TLS_FAILED,
                        () -> network.client().send(Outgoing.get(Purpose.KEY_SET, address, LocalNetwork.PATIENT)));
                assertThat(other.getRequestCount()).isZero();
            }
        }
    }

    @Test
    void httpsToAPlainServer_isRefused() throws Exception {
        try (RawServer raw = new RawServer(out -> RawServer.write(out, "HTTP/1.1 200 OK\r\n\r\n"))) {
            String address = raw.address().replace("http:", "https:");
            assertThat(Refusals.reasonOf(
                            () -> network.client().send(Outgoing.get(Purpose.KEY_SET, address, Limits.FETCH))))
                    .isIn(Reason.TLS_FAILED, Reason.CONNECTION_FAILED, Reason.TIMED_OUT);
        }
    }

    @Test
    void closedPort_isAFailedConnection() throws Exception {
        int port = server.getPort();
        server.close();
        String address = "https://" + LocalNetwork.HOST + ":" + port + "/";
        assertRefused(
                Reason.CONNECTION_FAILED,
                () -> network.client().send(Outgoing.get(Purpose.KEY_SET, address, LocalNetwork.PATIENT)));
        assertThat(onlyLine().result()).isEqualTo(new Result.Failed(Reason.CONNECTION_FAILED));
    }

    @Test
    void proxyOfThePlatform_isPassedBy() throws Exception {
        try (RawServer proxy = new RawServer(out -> {}, false)) {
            String port = Integer.toString(proxy.port());
            Map<String, String> settings = Map.of(
                    "socksProxyHost", "127.0.0.1",
                    "socksProxyPort", port,
                    "https.proxyHost", "127.0.0.1",
                    "https.proxyPort", port,
                    "http.nonProxyHosts", "");
            settings.forEach(System::setProperty);
            try {
                enqueue(200, "{}");
                assertThat(network.client().send(get("/")).status()).isEqualTo(200);
            } finally {
                settings.keySet().forEach(System::clearProperty);
            }
            assertThat(proxy.accepted).hasValue(0);
        }
    }

    @Test
    void cancelledBeforehand_nothingIsConnected() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        assertRefused(Reason.CANCELLED, () -> network.client().send(get("/"), cancellation));
        assertThat(network.connected).isEmpty();
    }

    @Test
    void cancelledWhileWaiting_endsAtOnce() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        try (RawServer silent = new RawServer(out -> {
            reached.countDown();
            Thread.sleep(Duration.ofMinutes(5));
        })) {
            Cancellation cancellation = new Cancellation();
            Thread.ofVirtual().start(() -> {
                try {
                    reached.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                cancellation.cancel();
            });
            Limits patient = new Limits(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(5), 1024);
            assertRefused(
                    Reason.CANCELLED,
                    () -> network.client()
                            .send(
                                    Outgoing.post(
                                            Purpose.REMOTE_PROVER,
                                            silent.address(),
                                            patient,
                                            new byte[1],
                                            "text/plain"),
                                    cancellation));
            assertThat(cancellation.isCancelled()).isTrue();
            assertThat(onlyLine().result()).isEqualTo(new Result.Failed(Reason.CANCELLED));
        }
    }

    @Test
    void cancelledDuringLookup_endsAtOnce() {
        CountDownLatch reached = new CountDownLatch(1);
        Resolver hanging = host -> {
            reached.countDown();
            while (true) {
                try {
                    Thread.sleep(Duration.ofMinutes(5));
                } catch (InterruptedException e) {
                    throw new UnknownHostException("interrupted");
                }
            }
        };
        Cancellation cancellation = new Cancellation();
        Thread.ofVirtual().start(() -> {
            try {
                reached.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            cancellation.cancel();
        });
        Limits patient = new Limits(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(5), 1024);
        assertRefused(
                Reason.CANCELLED,
                () -> network.client(LocalNetwork.anything(Allowance.LOOPBACK), hanging)
                        .send(Outgoing.get(Purpose.REQUEST, address("/"), patient), cancellation));
        assertThat(onlyLine().result()).isEqualTo(new Result.Refused(Reason.CANCELLED));
    }

    @Test
    void ledgerThatCannotWrite_preventsTheConnection() {
        ConnectionLedger full = new ConnectionLedger() {
            @Override
            public void refused(Attempt attempt, Reason reason) throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public long opening(Attempt attempt, List<String> peers) throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public void closed(long number, Result result) {}
        };
        Resolver here = host -> List.of(LocalNetwork.loopback());
        assertRefused(
                Reason.LEDGER_FAILED,
                () -> network.client(LocalNetwork.anything(Allowance.LOOPBACK), here, full)
                        .send(get("/")));
        assertThat(network.connected).isEmpty();
        assertRefused(
                Reason.NOT_ALLOWED,
                () -> network.client(AllowList.nothing(), here, full).send(get("/")));
    }

    @Test
    void fetchers_giveTextForTheirPurpose() throws Exception {
        AllowList byPurpose = (address, purpose) ->
                address.text().endsWith("/" + purpose.code()) ? Optional.of(Allowance.LOOPBACK) : Optional.empty();
        DocumentFetcher fetcher = new DocumentFetcher(
                network.client(byPurpose, host -> List.of(LocalNetwork.loopback())), LocalNetwork.PATIENT);
        enqueue(200, "ey.a.b");
        assertThat(fetcher.userData(address("/user-data"), Map.of("Authorization", "Bearer x"), new Cancellation()))
                .isEqualTo("ey.a.b");
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer x");
        enqueue(200, "ey.c.d");
        assertThat(fetcher.request(address("/request"), new Cancellation()).token())
                .isEqualTo("ey.c.d");
        enqueue(204, "");
        assertRefused(Reason.STATUS, () -> fetcher.request(address("/request"), new Cancellation()));
        assertRefused(Reason.NOT_ALLOWED, () -> fetcher.request(address("/user-data"), new Cancellation()));
    }

    @Test
    void systemTrust_isAvailable() {
        assertThat(TlsTrust.system().manager().getAcceptedIssuers()).isNotEmpty();
        assertThat(new GuardedClient(
                        AllowList.nothing(),
                        Resolver.system(),
                        TlsTrust.system(),
                        network.ledger,
                        java.util.concurrent.ForkJoinPool.commonPool(),
                        Clock.systemUTC()))
                .isNotNull();
    }

    private LedgerLine onlyLine() {
        assertThat(network.ledger.lines()).hasSize(1);
        return network.ledger.lines().getFirst();
    }
}
