package holdfast.cli;

import holdfast.service.Clients;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "add-client",
        description = {
            "Lets somebody use a service: makes a secret and shows it once; clients.json keeps a hash of it.",
            "For a name that is there already the secret is replaced. A running service reads the file when it starts."
        },
        footer = {"", "Example: holdfast serve add-client sari --keys bank --fetch sari"})
final class ServeAddClientCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final SecureRandom random;

    @Parameters(paramLabel = "NAME", description = "The client's key: the name in HTTP Basic.")
    private String name;

    @Option(names = "--keys", required = true, paramLabel = "DIR", description = "Folder with the service's keys.")
    private Path keys;

    @Option(
            names = "--fetch",
            paramLabel = "SUBJECT",
            description = "At an issuer: whose credentials the client may fetch; may be repeated.")
    private List<String> fetch = new ArrayList<>();

    @Option(
            names = "--prove",
            paramLabel = "SUBJECT",
            description = "At an issuer: about whom the client may ask for proofs; may be repeated.")
    private List<String> prove = new ArrayList<>();

    ServeAddClientCommand(Terminal terminal, SecureRandom random) {
        this.terminal = terminal;
        this.random = random;
    }

    @Override
    public Integer call() {
        try {
            Clients.Added added =
                    ServeOptions.clients(terminal, keys).add(name, Set.copyOf(fetch), Set.copyOf(prove), random);
            terminal.write(
                    ServeOptions.clientsFile(keys).toString(), added.clients().write());
            terminal.out().println("Key:    " + name);
            terminal.out().println("Secret: " + added.secret());
            terminal.out().println("It is not shown again.");
            return Cli.OK;
        } catch (IllegalArgumentException e) {
            throw new CliException(name + " cannot be added: " + e.getMessage() + ".");
        }
    }
}
