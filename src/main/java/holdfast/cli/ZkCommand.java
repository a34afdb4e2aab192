package holdfast.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "zk",
        description = {
            "Works with circuits and proofs as files of the libzk implementations.",
            "So anyone can hold this proof system against theirs. Files are described in docs/FORMAT.md."
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example: holdfast zk info --circuit sha256.lfc1"})
final class ZkCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command: info, verify or prove?");
    }
}
