package holdfast.demo.network;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.app.EmbeddedEngines;
import holdfast.cli.Engines;
import holdfast.json.JsonValue;
import holdfast.net.LedgerLine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Test;

/** Both workflows from end to end over TLS on this computer, with real proofs. */
class NetworkDemoTest {
    private final SecureRandom random = new SecureRandom();
    private final StringWriter serviceLog = new StringWriter();
    private final PrintWriter out = new PrintWriter(new StringWriter());

    private interface Workflow {
        NetworkDemo.Outcome run(NetworkDemo demo) throws Exception;
    }

    private NetworkDemo.Outcome play(Workflow workflow) throws Exception {
        Engines engines = EmbeddedEngines.of(random);
        try (ExecutorService threads = engines.threads().get();
                NetworkDemo demo = new NetworkDemo(
                        new NetworkDemo.Tools(
                                engines.prover().get(), engines.verifier().get(), threads, random, Clock.systemUTC()),
                        new PrintWriter(serviceLog, true))) {
            return workflow.run(demo);
        }
    }

    private void assertAccepted(NetworkDemo.Outcome outcome) {
        assertThat(outcome.accepted()).isTrue();
        assertThat(outcome.outputs().get("result")).isEqualTo(JsonValue.of(true));
        assertThat(outcome.connections()).allSatisfy(line -> {
            assertThat(line.attempt().address()).startsWith("https://localhost:");
            assertThat(line.result()).isInstanceOf(LedgerLine.Result.Answered.class);
        });
        assertThat(serviceLog.toString()).contains("\"clean\":\"true\"").doesNotContain("Sari", "sari", "error");
    }

    @Test
    void holderCentric_isAccepted_andTheDataGoesToTheHolderOnly() throws Exception {
        NetworkDemo.Outcome outcome = play(demo -> demo.holderCentric(out));
        assertAccepted(outcome);
        assertThat(outcome.connections().stream()
                        .map(line -> line.attempt().purpose().code()))
                .containsExactly("request", "key-set", "user-data", "key-set", "proof");
    }

    @Test
    void verifierCentric_isAccepted_andTheDataGoesNowhere() throws Exception {
        NetworkDemo.Outcome outcome = play(demo -> demo.verifierCentric(out));
        assertAccepted(outcome);
        assertThat(outcome.connections().stream()
                        .map(line -> line.attempt().purpose().code()))
                .doesNotContain("user-data")
                .contains("remote-prover", "proof");
    }
}
