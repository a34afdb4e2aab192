package holdfast.cli;

import holdfast.zk.protocol.Benchmark;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

@Command(
        name = "version",
        description = "Tells which version this is and what it runs on.",
        footer = {"", "Example: holdfast version"})
final class VersionCommand implements Callable<Integer> {
    private final Terminal terminal;

    VersionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        for (String line : lines()) {
            terminal.out().println(line);
        }
        return Cli.OK;
    }

    /** Empty when this does not run from its jar. */
    static Optional<String> version() {
        return Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion());
    }

    private static String[] lines() {
        return new String[] {
            "Holdfast " + version().orElse("(development)"),
            "Java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            "Proof engine: " + Benchmark.kernels()
        };
    }

    /** For {@code --version}. */
    static final class Provider implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return lines();
        }
    }
}
