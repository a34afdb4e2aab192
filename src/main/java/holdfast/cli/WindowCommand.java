package holdfast.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "window",
        description = {"Opens the window; the same as no command at all.", ""},
        footer = {"", "Example: holdfast window loan.dvr.jwt"})
final class WindowCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Window window;

    @Option(names = "--vault", paramLabel = "DIR", description = "The vault's folder; your own by default.")
    private @Nullable Path folder;

    @Parameters(paramLabel = "FILE", description = "Credentials, requests or proofs to take in.")
    private List<Path> files = List.of();

    WindowCommand(Terminal terminal, Window window) {
        this.terminal = terminal;
        this.window = window;
    }

    @Override
    public Integer call() {
        return window.open(folder == null ? terminal.places().vault() : folder, files);
    }
}
