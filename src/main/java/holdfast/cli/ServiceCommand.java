package holdfast.cli;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** What the commands have in common that serve a role over HTTP. */
abstract class ServiceCommand implements Callable<Integer> {
    final Terminal terminal;
    final Clock clock;
    final SecureRandom random;
    final Engines engines;

    @Mixin
    ServeOptions options = new ServeOptions();

    ServiceCommand(Terminal terminal, Clock clock, SecureRandom random, Engines engines) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
        this.engines = engines;
    }
}
