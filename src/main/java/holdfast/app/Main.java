package holdfast.app;

import holdfast.cli.Cli;
import holdfast.cli.Terminal;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;

/** Starts Holdfast and wires it by hand: what the rest of the program is given is made here. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Terminal terminal = new Terminal(
                System.in,
                new PrintWriter(System.out, false, System.out.charset()),
                new PrintWriter(System.err, true, System.err.charset()));
        System.exit(Cli.run(terminal, Clock.systemUTC(), new SecureRandom(), args));
    }
}
