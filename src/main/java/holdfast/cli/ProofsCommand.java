package holdfast.cli;

import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "proofs",
        description = "Works with the proofs that are in the vault. To make one: holdfast prove.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example: holdfast proofs list"})
final class ProofsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    static CommandLine with(Terminal terminal, Clock clock, SecureRandom random, NetworkAccess network) {
        return new CommandLine(new ProofsCommand())
                .addSubcommand(new ProofsListCommand(terminal, clock, random))
                .addSubcommand(new ProofsExportCommand(terminal, clock, random))
                .addSubcommand(new ProofsSendCommand(terminal, clock, random, network));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command: list, export or send?");
    }
}
