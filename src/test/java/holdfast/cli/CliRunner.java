package holdfast.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.app.EmbeddedEngines;
import holdfast.app.Network;
import holdfast.attestation.NitroRoot;
import holdfast.net.GuardedNetwork;
import holdfast.proving.remote.ZkPassService;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine;

/** Runs commands as the launcher does, with a fixed clock and everything that was printed at hand. */
final class CliRunner {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);

    /** The real ones; most tests never ask for them. */
    private static final Engines ENGINES = EmbeddedEngines.of(new SecureRandom());

    private Engines engines = ENGINES;

    private NetworkAccess network = Network.of(CLOCK, new SecureRandom(), ENGINES);
    private Consumer<Window.Start> windows = start -> {};
    private String columns = "";
    private byte[] input = new byte[0];
    private Places places = new Places(Path.of("nowhere"), Path.of("nowhere"));

    record Result(int code, String out, String err) {}

    CliRunner stdin(String text) {
        input = text.getBytes(UTF_8);
        return this;
    }

    /** Gives the commands other engines than the real ones. */
    CliRunner engines(Engines others) {
        engines = others;
        return this;
    }

    /** Gives the commands another way out than the real one. */
    CliRunner network(GuardedNetwork guarded) {
        network = new NetworkAccess(
                () -> guarded,
                client -> new ZkPassService(client, ENGINES.verifier(), NitroRoot.aws(), new SecureRandom(), CLOCK));
        return this;
    }

    /** Gives the commands a home of their own, instead of none. */
    CliRunner home(Path folder) {
        places = new Places(folder.resolve("data"), folder.resolve("state"));
        return this;
    }

    /** Is told of each window that is opened. */
    CliRunner window(Consumer<Window.Start> watcher) {
        windows = watcher;
        return this;
    }

    /** Says in the environment how wide the terminal is. */
    CliRunner columns(String wide) {
        columns = wide;
        return this;
    }

    /** The commands as they are wired, for looking at them. */
    CommandLine commandLine(String... args) {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        return Commands.commandLine(
                new Terminal(new ByteArrayInputStream(input), nowhere, nowhere, places, ""),
                CLOCK,
                new SecureRandom(),
                engines,
                network,
                start -> 0,
                Optional::empty,
                args);
    }

    Result run(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input), new PrintWriter(out), new PrintWriter(err, true), places, columns);
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        Window window = start -> {
            out.write("window");
            windows.accept(start);
            return 0;
        };
        int code = Cli.run(terminal, CLOCK, new SecureRandom(), engines, network, window, Optional::empty, words);
        return new Result(code, out.toString(), err.toString());
    }
}
