package holdfast.cli;

import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "serve",
        description = {
            "Runs a service for one of the roles: issuer, verifier or prover.",
            "With TLS it listens on all interfaces, without it on this computer only. Ctrl-C stops it when its work is done."
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example: holdfast serve verifier --keys lender --requests requests --port 8443"})
final class ServeCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    static CommandLine with(Terminal terminal, Clock clock, SecureRandom random, Engines engines) {
        return new CommandLine(new ServeCommand())
                .addSubcommand(new ServeIssuerCommand(terminal, clock, random, engines))
                .addSubcommand(new ServeVerifierCommand(terminal, clock, random, engines))
                .addSubcommand(new ServeProverCommand(terminal, clock, random, engines))
                .addSubcommand(new ServeAddClientCommand(terminal, random));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command: issuer, verifier, prover or add-client?");
    }
}
