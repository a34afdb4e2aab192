package holdfast.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "window",
        description = {
            "Opens the window; without options the same as no command at all. If it is open already, it comes to the front.",
            ""
        },
        footer = {"", "Example: holdfast window loan.dvr.jwt"})
final class WindowCommand implements Callable<Integer> {
    private final Window window;

    @Option(names = "--vault", paramLabel = "DIR", description = "The vault's folder; the last one by default.")
    private @Nullable Path vault;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE|LINK",
            description = "Credentials, requests and links to take in; each is shown before anything is stored.")
    private List<String> arguments = new ArrayList<>();

    WindowCommand(Window window) {
        this.window = window;
    }

    @Override
    public Integer call() {
        return Window.show(window, new Window.Start(vault, arguments));
    }
}
