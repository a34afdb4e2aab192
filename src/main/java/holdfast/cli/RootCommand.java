package holdfast.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
            "Start with: holdfast demo"
        })
final class RootCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }
}
