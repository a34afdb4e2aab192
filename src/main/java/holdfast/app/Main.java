package holdfast.app;

import holdfast.cli.Cli;
import holdfast.cli.Engines;
import holdfast.cli.Places;
import holdfast.cli.Terminal;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/** Starts Holdfast and wires it by hand: what the rest of the program is given is made here. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        ProcessMemory.closeToOthers();
        Places places =
                Places.of(System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
        Terminal terminal = new Terminal(
                // Not System.in, whose buffer would keep a passphrase that went through it.
                new FileInputStream(FileDescriptor.in),
                new PrintWriter(System.out, false, System.out.charset()),
                new PrintWriter(System.err, true, System.err.charset()),
                places);
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        Engines engines = EmbeddedEngines.of(random);
        System.exit(Cli.run(
                terminal,
                clock,
                random,
                engines,
                Network.of(clock, random, engines),
                new DesktopWindow(clock, random, engines, places),
                () -> Updates.check(clock),
                args));
    }
}
