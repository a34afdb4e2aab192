package holdfast.cli;

import holdfast.zk.protocol.Benchmark;
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

    private static String[] lines() {
        String version = VersionCommand.class.getPackage().getImplementationVersion();
        return new String[] {
            "Holdfast " + (version == null ? "(development)" : version),
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
