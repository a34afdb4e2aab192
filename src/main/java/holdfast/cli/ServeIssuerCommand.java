package holdfast.cli;

import holdfast.json.JsonValue.JsonObject;
import holdfast.service.Clients;
import holdfast.service.IssuerService;
import holdfast.service.ServiceKey;
import holdfast.service.http.Metrics;
import holdfast.service.http.ServiceLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "issuer",
        description = {
            "Serves an issuer: people fetch their own credentials, known verifiers get proofs about people.",
            "Data is read once from DIR/TYPE/SUBJECT.json; keys are a folder made by keygen."
        },
        footer = {"", "Example: holdfast serve issuer --keys bank --data people --port 8443"})
final class ServeIssuerCommand extends ServiceCommand {
    private static final String JSON = ".json";

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Folder with the people's data.")
    private Path data;

    ServeIssuerCommand(Terminal terminal, Clock clock, SecureRandom random, Engines engines) {
        super(terminal, clock, random, engines);
    }

    @Override
    public Integer call() {
        ServiceKey key = ServeOptions.serviceKey(terminal, options.keys());
        Clients clients = options.clients(terminal);
        Map<List<String>, JsonObject> people = people();
        ServiceLog log = new ServiceLog(terminal.err(), clock);
        IssuerService.Tools tools =
                new IssuerService.Tools(engines.prover().get(), options.resolver(clock, engines), clock, random);
        return options.serve(
                terminal,
                new Metrics(),
                log,
                base -> new IssuerService(
                        key,
                        clients,
                        (type, subject) -> Optional.ofNullable(people.get(List.of(type, subject))),
                        base,
                        tools));
    }

    private Map<List<String>, JsonObject> people() {
        Map<List<String>, JsonObject> people = new java.util.HashMap<>();
        for (Path type : children(data)) {
            for (Path file : Files.isDirectory(type) ? children(type) : List.<Path>of()) {
                String name = file.getFileName().toString();
                if (name.endsWith(JSON)) {
                    String subject = name.substring(0, name.length() - JSON.length());
                    people.put(List.of(type.getFileName().toString(), subject), terminal.readObject(file.toString()));
                }
            }
        }
        if (people.isEmpty()) {
            throw new CliException("There is no data in " + data + ". Put files like " + data
                    + "/bank/sari.json there, one for each person.");
        }
        return people;
    }

    static List<Path> children(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new CliException("The folder " + folder + " cannot be read: " + Terminal.reason(e) + ".");
        }
    }
}
