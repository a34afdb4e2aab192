package holdfast.net;

import static holdfast.net.Refusals.assertRefused;
import static holdfast.net.Refusals.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import holdfast.net.AllowList.Allowance;
import holdfast.net.NetException.Reason;
import holdfast.testing.Mutations;
import java.io.ByteArrayOutputStream;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers that stall, flood and cheat: each is left within the promised 3 s, with generous slack for a busy machine. */
class HostileServersTest {
    private static final Duration SLACK = Duration.ofSeconds(30);
    private static final int MUTATIONS = Boolean.getBoolean("holdfast.slow") ? 100_000 : 3_000;
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final LocalNetwork network = new LocalNetwork();

    @AfterEach
    void stop() {
        network.close();
    }

    private Reason fetch(RawServer server) {
        return fetch(server.address());
    }

    private Reason fetch(String address) {
        return assertTimeoutPreemptively(
                SLACK,
                () -> reasonOf(() -> network.client().send(Outgoing.get(Purpose.KEY_SET, address, Limits.FETCH))));
    }

    @Test
    void bodyOfOneByteASecond_isLeftInTime() throws Exception {
        try (RawServer server = new RawServer(out -> {
            RawServer.write(out, OK + "Content-Length: 100\r\n\r\n");
            drip(out);
        })) {
            assertThat(fetch(server)).isEqualTo(Reason.TIMED_OUT);
        }
    }

    @Test
    void chunksOfOneByteASecond_areLeftInTime() throws Exception {
        try (RawServer server = new RawServer(out -> {
            RawServer.write(out, OK + "Transfer-Encoding: chunked\r\n\r\n");
            while (true) {
                RawServer.write(out, "1\r\nx\r\n");
                Thread.sleep(1000);
            }
        })) {
            assertThat(fetch(server)).isEqualTo(Reason.TIMED_OUT);
        }
    }

    @Test
    void headersOfOneByteASecond_areLeftInTime() throws Exception {
        try (RawServer server = new RawServer(out -> {
            RawServer.write(out, OK + "X-Slow: ");
            drip(out);
        })) {
            assertThat(fetch(server)).isEqualTo(Reason.TIMED_OUT);
        }
    }

    @Test
    void statusLineOfOneByteASecond_isLeftInTime() throws Exception {
        try (RawServer server = new RawServer(HostileServersTest::drip, false)) {
            assertThat(fetch(server)).isEqualTo(Reason.TIMED_OUT);
        }
    }

    @Test
    void silence_isLeftInTime() throws Exception {
        try (RawServer server = new RawServer(out -> Thread.sleep(Duration.ofMinutes(5)))) {
            assertThat(fetch(server)).isEqualTo(Reason.TIMED_OUT);
        }
    }

    @Test
    void handshakeThatNeverComes_isLeftInTime() throws Exception {
        try (RawServer server = new RawServer(out -> Thread.sleep(Duration.ofMinutes(5)), false)) {
            assertThat(fetch(server.address().replace("http:", "https:"))).isEqualTo(Reason.TIMED_OUT);
        }
    }

    @Test
    void handshakeOfOneByteASecond_isLeftInTime() throws Exception {
        try (RawServer server = new RawServer(
                out -> {
                    // The head of a TLS record of 16 KiB, whose content drips.
                    out.write(new byte[] {0x16, 3, 3, 0x40, 0, 2, 0, 0x3F, (byte) 0xFC, 3, 3});
                    out.flush();
                    drip(out);
                },
                false)) {
            assertThat(fetch(server.address().replace("http:", "https:"))).isEqualTo(Reason.TIMED_OUT);
        }
    }

    @Test
    void unendingInterimAnswers_areLeftInTime() throws Exception {
        try (RawServer server = new RawServer(out -> {
            while (true) {
                RawServer.write(out, "HTTP/1.1 103 Early Hints\r\n\r\n");
                Thread.sleep(10);
            }
        })) {
            assertThat(fetch(server)).isIn(Reason.TIMED_OUT, Reason.CONNECTION_FAILED);
        }
    }

    @Test
    void tenMegabytes_areRefused_whetherSaidOrNot() throws Exception {
        String megabyte = "x".repeat(1024 * 1024);
        for (String head :
                List.of("Content-Length: 10485760\r\n\r\n", "\r\n", "Content-Length: 9223372036854775807\r\n\r\n")) {
            try (RawServer server = new RawServer(out -> {
                RawServer.write(out, OK + head);
                for (int i = 0; i < 10; i++) {
                    RawServer.write(out, megabyte);
                }
            })) {
                assertThat(fetch(server)).isEqualTo(Reason.TOO_LARGE);
            }
        }
        try (RawServer server = new RawServer(out -> {
            RawServer.write(out, OK + "Transfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 10; i++) {
                RawServer.write(out, "100000\r\n" + megabyte + "\r\n");
            }
        })) {
            assertThat(fetch(server)).isEqualTo(Reason.TOO_LARGE);
        }
    }

    @Test
    void headersWithoutEnd_areRefused() throws Exception {
        for (String part : List.of("X-" + "a".repeat(1000) + ": b\r\n", "a".repeat(1000))) {
            try (RawServer server = new RawServer(out -> {
                RawServer.write(out, OK);
                while (true) {
                    RawServer.write(out, part);
                }
            })) {
                assertThat(fetch(server)).isIn(Reason.CONNECTION_FAILED, Reason.TIMED_OUT);
            }
        }
    }

    @Test
    void compressedBomb_isNotUnpacked() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < 40; i++) {
                gzip.write(zeros);
            }
        }
        assertThat(bomb.size()).isLessThan(64 * 1024);
        for (String encoding :
                List.of("Content-Encoding: gzip\r\n", "content-encoding:GZip\r\n", "Transfer-Encoding: gzip\r\n")) {
            try (RawServer server = new RawServer(out -> {
                RawServer.write(out, OK + encoding + "Content-Length: " + bomb.size() + "\r\n\r\n");
                out.write(bomb.toByteArray());
                out.flush();
            })) {
                if (encoding.startsWith("Transfer")) {
                    // Not an encoding that was asked for either; its bytes are taken as they stand.
                    Answer answer =
                            network.client().send(Outgoing.get(Purpose.KEY_SET, server.address(), Limits.FETCH));
                    assertThat(answer.body()).isEqualTo(bomb.toByteArray());
                } else {
                    assertThat(fetch(server)).isEqualTo(Reason.ENCODED);
                }
            }
        }
    }

    @Test
    void answerCutShort_isRefused() throws Exception {
        for (String answer : List.of(
                "",
                "HTTP/1.1",
                "HTTP/1.1 200",
                OK,
                OK + "Content-Length: 10\r\n",
                OK + "Content-Length: 10\r\n\r\nshort",
                OK + "Transfer-Encoding: chunked\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nab",
                OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\nxyz\r\nabcde\r\n0\r\n\r\n",
                "HTTP/9.9 200 OK\r\n\r\n",
                "HTTP/1.1 2000 OK\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "220 mail.example ESMTP\r\n",
                "<html></html>",
                "\0\0\0\0\0\0\0\0")) {
            try (RawServer server = new RawServer(out -> RawServer.write(out, answer))) {
                assertThat(fetch(server)).as(answer).isIn(Reason.CONNECTION_FAILED, Reason.TIMED_OUT);
            }
        }
    }

    /** Whatever a server makes of HTTP, the outcome is an answer or a reason, and the ledger's line is complete. */
    @Test
    void mutatedAnswers_areReadOrRefused() throws Exception {
        long seed = 9110;
        SplittableRandom random = new SplittableRandom(seed);
        List<byte[]> valid = List.of(
                lines(
                        "HTTP/1.1 200 OK",
                        "Content-Type: application/json; charset=utf-8",
                        "Cache-Control: max-age=60, public",
                        "Age: 3",
                        "Retry-After: 0",
                        "Content-Encoding: identity",
                        "Content-Length: 11",
                        "",
                        "{\"keys\":[]}"),
                lines(
                        "HTTP/1.1 100 Continue",
                        "",
                        "HTTP/1.1 503 Busy",
                        "Transfer-Encoding: chunked",
                        "Retry-After: 0",
                        "Location: /x",
                        "WWW-Authenticate: Basic realm=x",
                        "",
                        "5",
                        "abcde",
                        "0",
                        "Trailer: x",
                        "",
                        ""));
        AtomicReference<byte[]> next = new AtomicReference<>(new byte[0]);
        try (RawServer server = new RawServer(out -> {
            out.write(next.get());
            out.flush();
        })) {
            int answers = 0;
            for (int i = 0; i < MUTATIONS; i++) {
                next.set(Mutations.mutate(valid.get(i & 1), random));
                String shown = new String(next.get(), StandardCharsets.ISO_8859_1);
                Reason reason = reasonOf(() ->
                        network.client().send(Outgoing.get(Purpose.KEY_SET, server.address(), LocalNetwork.PATIENT)));
                assertThat(reason)
                        .as("seed %d, answer %d: %s", seed, i, shown)
                        .isIn(null, Reason.CONNECTION_FAILED, Reason.REDIRECTED, Reason.ENCODED, Reason.TOO_LARGE);
                answers += reason == null ? 1 : 0;
            }
            assertThat(answers).isBetween(MUTATIONS / 10, MUTATIONS);
            assertThat(server.accepted).as("one connection each").hasValue(MUTATIONS);
            assertThat(network.ledger.lines())
                    .hasSize(MUTATIONS)
                    .noneMatch(line -> line.result() instanceof LedgerLine.Result.Open);
        }
    }

    @Test
    void nameThatIsNeverFound_isLeftInTime() throws Exception {
        Resolver hanging = host -> {
            try {
                Thread.sleep(Duration.ofMinutes(5));
            } catch (InterruptedException e) {
                throw new UnknownHostException("interrupted");
            }
            return List.of(LocalNetwork.loopback());
        };
        try (RawServer server = new RawServer(out -> RawServer.write(out, OK))) {
            assertTimeoutPreemptively(
                    SLACK,
                    () -> assertRefused(
                            Reason.TIMED_OUT,
                            () -> network.client(LocalNetwork.anything(Allowance.LOOPBACK), hanging)
                                    .send(Outgoing.get(Purpose.KEY_SET, server.address(), Limits.FETCH))));
            assertThat(server.accepted).hasValue(0);
        }
    }

    @Test
    void ownLimits_areKept() throws Exception {
        Limits pause = new Limits(Duration.ofMinutes(5), Duration.ofMillis(200), Duration.ofMinutes(5), 1024);
        try (RawServer server = new RawServer(out -> Thread.sleep(Duration.ofMinutes(5)))) {
            assertTimeoutPreemptively(
                    SLACK,
                    () -> assertRefused(
                            Reason.TIMED_OUT,
                            () -> network.client()
                                    .send(Outgoing.post(
                                            Purpose.REMOTE_PROVER,
                                            server.address(),
                                            pause,
                                            new byte[10],
                                            "text/plain"))));
        }
    }

    private static byte[] lines(String... lines) {
        return String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void drip(java.io.OutputStream out) throws java.io.IOException, InterruptedException {
        while (true) {
            out.write('x');
            out.flush();
            Thread.sleep(1000);
        }
    }
}
