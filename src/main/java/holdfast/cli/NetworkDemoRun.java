package holdfast.cli;

import holdfast.demo.network.NetworkDemo;
import holdfast.json.JsonWriter;
import holdfast.net.LedgerLine;
import holdfast.net.NetException;
import holdfast.proving.ProofFileException;
import holdfast.proving.ProvingException;
import holdfast.token.TokenException;
import holdfast.wallet.PresentationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Plays a workflow over the network, and tells of it. */
final class NetworkDemoRun {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;
    private final Engines engines;

    NetworkDemoRun(Terminal terminal, Clock clock, SecureRandom random, Engines engines) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
        this.engines = engines;
    }

    int run(boolean verifierCentric, @Nullable String serviceLog) {
        PrintWriter out = terminal.out();
        try (ExecutorService threads = engines.threads().get();
                PrintWriter log = new PrintWriter(
                        serviceLog == null ? Writer.nullWriter() : Files.newBufferedWriter(Path.of(serviceLog)));
                NetworkDemo demo = new NetworkDemo(
                        new NetworkDemo.Tools(
                                engines.prover().get(), engines.verifier().get(), threads, random, clock),
                        log)) {
            NetworkDemo.Outcome outcome = verifierCentric ? demo.verifierCentric(out) : demo.holderCentric(out);
            out.println("The lender: " + (outcome.accepted() ? "ACCEPTED" : "REFUSED") + " "
                    + Terminal.visible(JsonWriter.compact(outcome.outputs())));
            out.println("Connections, all to this computer:");
            for (LedgerLine line : outcome.connections()) {
                out.println(
                        "  " + line.attempt().method() + " " + line.attempt().address() + " ("
                                + line.attempt().purpose().code() + ")");
            }
            return outcome.accepted() ? Cli.OK : Cli.REFUSED;
        } catch (IOException e) {
            throw new CliException("The services cannot start: " + Terminal.reason(e) + ".");
        } catch (NetException | TokenException | PresentationException | ProvingException | ProofFileException e) {
            throw new IllegalStateException("the demonstration failed", e);
        }
    }
}
