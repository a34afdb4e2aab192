package holdfast.cli;

import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "vault",
        description = {
            "Works with the encrypted vault that holds your credentials, requests and proofs.",
            "Secrets are asked for at the terminal, or read with --passphrase-fd; never given as arguments."
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example: holdfast vault create --recovery-key recovery.txt"})
final class VaultCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    static CommandLine with(Terminal terminal, Clock clock, SecureRandom random) {
        return new CommandLine(new VaultCommand())
                .addSubcommand(new VaultCreateCommand(terminal, clock, random))
                .addSubcommand(new VaultInfoCommand(terminal, clock, random))
                .addSubcommand(new VaultVerifyCommand(terminal, clock, random))
                .addSubcommand(new VaultChangePassphraseCommand(terminal, clock, random))
                .addSubcommand(new VaultRecoveryKeyCommand(terminal, clock, random))
                .addSubcommand(new VaultBackupCommand(terminal, clock, random))
                .addSubcommand(new VaultRestoreCommand(terminal, clock, random))
                .addSubcommand(new VaultUseEarlierCommand(terminal, clock, random));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which command: create, info, verify, change-passphrase, recovery-key, backup, restore or use-earlier?");
    }
}
