package holdfast.cli;

import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "history",
        description = "Works with the history of what was proven, declined and exported.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example: holdfast history list"})
final class HistoryCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    static CommandLine with(Terminal terminal, Clock clock, SecureRandom random) {
        return new CommandLine(new HistoryCommand())
                .addSubcommand(new HistoryListCommand(terminal, clock, random))
                .addSubcommand(new HistoryExportCommand(terminal, clock, random))
                .addSubcommand(new HistoryVerifyCommand(terminal, clock, random))
                .addSubcommand(new HistoryDeleteCommand(terminal, clock, random));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command: list, export, verify or delete?");
    }
}
