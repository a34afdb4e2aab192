package holdfast.service.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The limits of the server, spoken to byte by byte. */
@Timeout(120)
class WebServerTest {
    private static final Bounds TIGHT =
            new Bounds(8, 64 << 10, Duration.ofMillis(700), Duration.ofMillis(700), Duration.ofSeconds(4));

    private final StringWriter log = new StringWriter();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);

    private WebServer server() throws IOException {
        return server(TIGHT);
    }

    private WebServer server(Bounds bounds) throws IOException {
        List<Route> routes = List.of(
                Route.get("/hello/{name}", request -> Reply.text(200, "text/plain", "hello " + request.path("name"))),
                Route.post("/echo", 1024, request -> Reply.text(200, "text/plain", new String(request.body(), UTF_8))),
                Route.post("/guarded", 1024, request -> Reply.text(200, "text/plain", "in"))
                        .guardedBy(head -> {
                            throw ServiceException.unauthorized();
                        }),
                Route.get("/broken", request -> {
                    throw new IllegalStateException("the inside");
                }),
                Route.post("/heavy", 60 << 10, request -> {
                    throw new OutOfMemoryError("made by the test");
                }),
                Route.get("/slow", request -> {
                    entered.countDown();
                    try {
                        leave.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return Reply.text(200, "text/plain", "at last");
                }),
                Route.get("/always", request -> Reply.text(200, "text/plain", "yes"))
                        .alsoWhileStopping());
        WebServer server = new WebServer(
                0, null, bounds, routes, new ServiceLog(new PrintWriter(log, true), Clock.systemUTC()), new Metrics());
        server.start();
        return server;
    }

    /** Sends this, and reads until the server closes. */
    private static String exchange(WebServer server, String... parts) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(30_000);
            for (String part : parts) {
                socket.getOutputStream().write(part.getBytes(US_ASCII));
                socket.getOutputStream().flush();
            }
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    @Test
    void request_isAnswered_andTheConnectionClosed_withStrictHeaders() throws Exception {
        try (WebServer server = server()) {
            assertThat(exchange(server, get("/hello/you")))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("hello you")
                    .contains(
                            "Connection: close",
                            "Cache-Control: no-store",
                            "X-Content-Type-Options: nosniff",
                            "Content-Security-Policy: default-src 'none'")
                    .doesNotContain("Server:", "Jetty");
            // The line is written when the answer is on its way.
            for (long end = System.nanoTime() + 10_000_000_000L;
                    !log.toString().contains("GET") && System.nanoTime() < end; ) {
                Thread.sleep(5);
            }
        }
        assertThat(log.toString()).contains("GET /hello/{name}").doesNotContain("you");
    }

    @Test
    void address_unknownOrOfAnotherMethod_isRefusedByCode() throws Exception {
        try (WebServer server = server()) {
            assertThat(exchange(server, get("/hello/")))
                    .startsWith("HTTP/1.1 404")
                    .contains("INVALID_URL");
            assertThat(exchange(server, get("/hello/a/b"))).startsWith("HTTP/1.1 404");
            assertThat(exchange(server, get("/echo")))
                    .startsWith("HTTP/1.1 405")
                    .contains("METHOD_NOT_ALLOWED");
            assertThat(exchange(server, "DELETE /echo HTTP/1.1\r\nHost: x\r\n\r\n"))
                    .startsWith("HTTP/1.1 405");
        }
    }

    @Test
    void body_overTheLimit_isRefused_alsoWithoutALength() throws Exception {
        try (WebServer server = server()) {
            assertThat(exchange(server, "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1025\r\n\r\n"))
                    .startsWith("HTTP/1.1 413")
                    .contains("TOO_LARGE");
            String chunk = "400\r\n" + "x".repeat(0x400) + "\r\n";
            assertThat(exchange(
                            server,
                            "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
                            chunk,
                            "1\r\nx\r\n0\r\n\r\n"))
                    .startsWith("HTTP/1.1 413");
            assertThat(exchange(
                            server,
                            "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
                            chunk,
                            "0\r\n\r\n"))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void head_thatIsNone_orTooLong_isRefusedAsJson() throws Exception {
        try (WebServer server = server()) {
            assertThat(exchange(server, "nonsense\r\n\r\n"))
                    .startsWith("HTTP/1.1 400")
                    .contains("\"code\":");
            assertThat(exchange(server, "GET /hello/a HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(20_000) + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 431")
                    .contains("\"code\":");
            assertThat(exchange(server, get("/hello/%2e%2e/x"))).startsWith("HTTP/1.1 40");
            assertThat(exchange(
                            server,
                            "GET /hello/a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"))
                    .startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void guard_refusesBeforeTheBodyIsThere() throws Exception {
        try (WebServer server = server()) {
            assertThat(exchange(server, "POST /guarded HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"))
                    .startsWith("HTTP/1.1 401")
                    .contains("WWW-Authenticate: Basic");
        }
    }

    @Test
    void client_thatIsSilentOrDrips_isCutOff() throws Exception {
        try (WebServer server = server()) {
            assertThat(exchange(server, "GET /hello/a HT")).isEmpty();
            assertThat(exchange(server, "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n", "abc"))
                    .satisfiesAnyOf(
                            answer -> assertThat(answer).startsWith("HTTP/1.1 408"),
                            answer -> assertThat(answer).isEmpty());
            // The server is still there for others.
            assertThat(exchange(server, get("/hello/a"))).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void fault_isAnsweredWithoutItsInside() throws Exception {
        try (WebServer server = server()) {
            assertThat(exchange(server, get("/broken")))
                    .startsWith("HTTP/1.1 500")
                    .contains("CUSTOM_ERROR")
                    .doesNotContain("the inside", "Exception", "at holdfast");
        }
        assertThat(log.toString())
                .contains("request-failed", "IllegalStateException")
                .doesNotContain("the inside");
    }

    @Test
    void requests_thatNeedTooMuchMemory_giveTheirRoomBack() throws Exception {
        try (WebServer server = server()) {
            String heavy = "POST /heavy HTTP/1.1\r\nHost: x\r\nContent-Length: 40960\r\n\r\n" + "x".repeat(40_960);
            for (int i = 0; i < 3; i++) {
                assertThat(exchange(server, heavy))
                        .startsWith("HTTP/1.1 500")
                        .contains("CUSTOM_ERROR")
                        .doesNotContain("OutOfMemory");
            }
            server.refuseNewWork();
            assertThat(server.awaitQuiet(Duration.ofSeconds(30))).isTrue();
        }
    }

    @Test
    void stopping_refusesNewWork_andFinishesWhatIsThere() throws Exception {
        try (WebServer server = server()) {
            StringWriter slow = new StringWriter();
            Thread waiting = Thread.ofVirtual().start(() -> {
                try {
                    slow.write(exchange(server, get("/slow")));
                } catch (IOException e) {
                    slow.write(e.toString());
                }
            });
            assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
            server.refuseNewWork();
            assertThat(exchange(server, get("/hello/a")))
                    .startsWith("HTTP/1.1 503")
                    .contains("Retry-After: 5", "ERROR_LOADING_INSTANCE");
            assertThat(exchange(server, get("/always"))).startsWith("HTTP/1.1 200");
            assertThat(server.awaitQuiet(Duration.ofMillis(100))).isFalse();
            leave.countDown();
            assertThat(server.awaitQuiet(Duration.ofSeconds(30))).isTrue();
            waiting.join();
            assertThat(slow.toString()).endsWith("at last");
        }
    }

    /** A few silent connections would otherwise have the service restarted by whoever looks at its health. */
    @Test
    void room_takenByBodiesThatDoNotCome_leavesSmallRequestsAnswered() throws Exception {
        Duration patient = Duration.ofSeconds(60);
        try (WebServer server = server(new Bounds(8, 60 << 10, patient, patient, Duration.ofMinutes(2)));
                Socket heavy = new Socket(InetAddress.getLoopbackAddress(), server.port());
                Socket another = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            for (Socket greedy : new Socket[] {heavy, another}) {
                greedy.getOutputStream()
                        .write("POST /heavy HTTP/1.1\r\nHost: x\r\nContent-Length: 61440\r\n\r\n".getBytes(US_ASCII));
            }
            String small = "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1024\r\n\r\n" + "x".repeat(1024);
            for (int i = 0; i < 3; i++) {
                assertThat(exchange(server, small)).startsWith("HTTP/1.1 200");
                assertThat(exchange(server, get("/hello/a"))).startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void connections_withHalfABody_doNotKeepOthersOut() throws Exception {
        try (WebServer server = server()) {
            Socket[] greedy = new Socket[7];
            try {
                for (int i = 0; i < greedy.length; i++) {
                    greedy[i] = new Socket(InetAddress.getLoopbackAddress(), server.port());
                    greedy[i]
                            .getOutputStream()
                            .write("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1024\r\n\r\n".getBytes(US_ASCII));
                }
                assertThat(exchange(server, get("/hello/a"))).startsWith("HTTP/1.1 200");
            } finally {
                for (Socket socket : greedy) {
                    if (socket != null) {
                        socket.close();
                    }
                }
            }
        }
    }
}
