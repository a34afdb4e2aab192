package holdfast.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "holdfast",
        description = {
            "Proves facts about you without showing the data.",
            "An issuer signs data, a verifier asks a question about it, the holder proves the answer.",
            ""
        },
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        versionProvider = VersionCommand.Provider.class,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Files are paths, or - for standard input or output.",
            "Exit codes: 0 success, 1 refused or not proven, 2 bad usage or bad input, 3 a fault of the program.",
            "Without a command the window opens. Start with: holdfast demo"
        })
final class RootCommand implements Callable<Integer> {
    private final Window window;

    RootCommand(Window window) {
        this.window = window;
    }

    /** Without a command: the window. */
    @Override
    public Integer call() {
        return Window.show(window, Window.Start.PLAIN);
    }
}
