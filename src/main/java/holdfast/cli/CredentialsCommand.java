package holdfast.cli;

import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "credentials",
        description = "Works with the credentials in the vault.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example: holdfast credentials list --search bank"})
final class CredentialsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    static CommandLine with(Terminal terminal, Clock clock, SecureRandom random, NetworkAccess network) {
        return new CommandLine(new CredentialsCommand())
                .addSubcommand(new CredentialsListCommand(terminal, clock, random))
                .addSubcommand(new CredentialsAddCommand(terminal, clock, random, network))
                .addSubcommand(new CredentialsShowCommand(terminal, clock, random))
                .addSubcommand(new CredentialsRenameCommand(terminal, clock, random))
                .addSubcommand(new CredentialsReplaceCommand(terminal, clock, random))
                .addSubcommand(new CredentialsRemoveCommand(terminal, clock, random));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command: list, add, show, rename, replace or remove?");
    }
}
