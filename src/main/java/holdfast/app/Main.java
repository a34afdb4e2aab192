package holdfast.app;

import holdfast.cli.Cli;
import holdfast.cli.Engines;
import holdfast.cli.Places;
import holdfast.cli.Terminal;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;

/** Starts Holdfast and wires it by hand: what the rest of the program is given is made here. */
public final class Main {
    /** Commands that open no vault and read no private key: what they hold is not worth a tenth of a second. */
    private static final Set<String> WITHOUT_SECRETS =
            Set.of("completion", "digest", "help", "lint", "man", "preview", "show", "update", "version", "zk");

    /** It closes its memory itself, while JavaFX starts. */
    private static final String WINDOW = "window";

    private Main() {}

    public static void main(String[] args) {
        String command = args.length == 0 ? WINDOW : args[0];
        if (!command.equals(WINDOW) && !WITHOUT_SECRETS.contains(command)) {
            ProcessMemory.closeToOthers();
        }
        Places places =
                Places.of(System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
        Terminal terminal = new Terminal(
                // Not System.in, whose buffer would keep a passphrase that went through it.
                new FileInputStream(FileDescriptor.in),
                // Not System.out, which keeps to itself that something could not be written.
                new PrintWriter(new FileOutputStream(FileDescriptor.out), false, System.out.charset()),
                new PrintWriter(System.err, true, System.err.charset()),
                places,
                System.getenv().getOrDefault("COLUMNS", ""));
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
