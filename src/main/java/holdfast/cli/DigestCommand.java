package holdfast.cli;

import holdfast.token.TokenReader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "digest",
        description = "Prints the digest of a request, by which a proof names it.",
        footer = {"", "Example: holdfast digest --request loan.dvr.jwt"})
final class DigestCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--request", required = true, paramLabel = "F", description = "The request (a DVR token).")
    private String request;

    DigestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        // The digest covers the content, whoever signed it, so no signature is asked for.
        terminal.out()
                .println(terminal.about(request, TokenReader::request)
                        .unverifiedContent()
                        .digest());
        return Cli.OK;
    }
}
