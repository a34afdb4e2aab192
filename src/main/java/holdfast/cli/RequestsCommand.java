package holdfast.cli;

import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "requests",
        description = "Works with the requests in the vault.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example: holdfast requests show 1a2b"})
final class RequestsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    static CommandLine with(Terminal terminal, Clock clock, SecureRandom random, NetworkAccess network) {
        return new CommandLine(new RequestsCommand())
                .addSubcommand(new RequestsListCommand(terminal, clock, random))
                .addSubcommand(new RequestsAddCommand(terminal, clock, random, network))
                .addSubcommand(new RequestsShowCommand(terminal, clock, random))
                .addSubcommand(new RequestsDeclineCommand(terminal, clock, random))
                .addSubcommand(new RequestsRemoveCommand(terminal, clock, random));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command: list, add, show, decline or remove?");
    }
}
