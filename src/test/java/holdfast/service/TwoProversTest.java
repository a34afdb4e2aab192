package holdfast.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.app.EmbeddedEngines;
import holdfast.app.Main;
import holdfast.dvr.DvrRequest;
import holdfast.json.JsonValue.JsonObject;
import holdfast.proving.ProofFile;
import holdfast.service.ServiceFixture.Got;
import holdfast.testing.TestDatabase;
import holdfast.token.KeyResolver;
import holdfast.token.TokenReader;
import holdfast.token.VerifiedToken;
import holdfast.verification.Expectations;
import holdfast.verification.ProofChecker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two real programs share a real database; one is killed while it proves, and every job is answered once. */
@Timeout(1800)
class TwoProversTest {
    private static final String PATH = "/api/1.0/dvr/1.0/proof";
    private static final int JOBS = Integer.getInteger("holdfast.two.jobs", 3);

    private final ServiceFixture fixture = new ServiceFixture();

    @TempDir
    private Path folder;

    private record Instance(Process process, String base) {}

    private Path keys() throws Exception {
        Path keys = Files.createDirectories(folder.resolve("keys"));
        Files.createDirectories(keys.resolve("encryption"));
        Files.createDirectories(keys.resolve("signing"));
        Files.writeString(
                keys.resolve("encryption/private.pem"),
                fixture.proverKeys.encryption().pem());
        Files.writeString(
                keys.resolve("signing/private.pem"),
                fixture.proverKeys.signing().pem());
        Files.writeString(keys.resolve("clients.json"), fixture.client.clients().write());
        return keys;
    }

    private Instance start(String name, Path keys, TestDatabase database) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "prover",
                        "--port=0",
                        "--keys=" + keys,
                        "--queue=" + database.url(),
                        "--lease=15s",
                        "--wait=0s")
                .redirectError(folder.resolve(name + ".log").toFile())
                .start();
        BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith("Serving at ")) {
                return new Instance(process, line.substring("Serving at ".length(), line.indexOf(". Ctrl-C")));
            }
        }
        throw new IllegalStateException(Files.readString(folder.resolve(name + ".log")));
    }

    private static int count(TestDatabase database, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(database.url());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void instance_killedWhileItProves_losesNoJob_andTheDatabaseSeesNothing() throws Exception {
        try (TestDatabase database = TestDatabase.start()) {
            Path keys = keys();
            Instance first = start("first", keys, database);
            Instance second = null;
            try {
                VerifiedToken<DvrRequest> request = fixture.request("shared", ServiceFixture.QUERY);
                List<String> jobs = new ArrayList<>();
                for (int i = 0; i < JOBS; i++) {
                    JsonObject body = fixture.body(request, "nonce-" + i);
                    Got got = fixture.post(first.base() + PATH, body, "Authorization", fixture.authorization());
                    assertThat(got.status()).as(got.text()).isEqualTo(202);
                    jobs.add(got.text("queue_status_url"));
                }
                String leased = "SELECT count(*) FROM holdfast_jobs WHERE lease IS NOT NULL AND result IS NULL";
                for (int i = 0; i < 600 && count(database, leased) == 0; i++) {
                    Thread.sleep(50);
                }
                assertThat(count(database, leased)).as("the first is at work").isEqualTo(1);
                first.process().destroyForcibly().waitFor();
                assertThat(count(database, leased)).as("its job is left").isEqualTo(1);
                second = start("second", keys, database);
                for (int i = 0; i < JOBS; i++) {
                    assertAnswered(second, jobs.get(i), request, "nonce-" + i);
                }
                assertThat(count(database, "SELECT count(*) FROM holdfast_jobs"))
                        .isEqualTo(JOBS);
                assertThat(count(database, "SELECT sum(attempts) FROM holdfast_jobs"))
                        .as("the job of the one that was killed was begun again")
                        .isGreaterThan(JOBS);
                assertThat(count(
                                database,
                                "SELECT count(*) FROM holdfast_jobs WHERE result IS NULL OR envelope IS NOT NULL"))
                        .isZero();
                // SIGTERM ends it in good order.
                second.process().destroy();
                second.process().waitFor();
                assertThat(Files.readString(folder.resolve("second.log")))
                        .contains("\"event\":\"stopped\"", "\"clean\":\"true\"")
                        .doesNotContain("ping", "nonce-", fixture.client.secret());
            } finally {
                first.process().destroyForcibly();
                if (second != null) {
                    second.process().destroyForcibly();
                }
            }
        }
    }

    private void assertAnswered(Instance instance, String job, VerifiedToken<DvrRequest> request, String nonce)
            throws Exception {
        Got got = fixture.get(instance.base() + job);
        for (int i = 0; i < 5_000 && got.status() == 202; i++) {
            Thread.sleep(200);
            got = fixture.get(instance.base() + job);
        }
        assertThat(got.status()).as(got.text()).isEqualTo(200);
        ProofFile proof = fixture.proof(got.text("output"));
        assertThat(new ProofChecker(
                                KeyResolver.none(),
                                EmbeddedEngines.of(fixture.random).verifier().get(),
                                null)
                        .check(
                                TokenReader.request(request.compact()),
                                proof,
                                new Expectations(Instant.now(), Expectations.DEFAULT_MAX_AGE, nonce, null))
                        .accepted())
                .isTrue();
    }
}
