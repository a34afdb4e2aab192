package holdfast.cli;

import holdfast.service.RequestTemplate;
import holdfast.service.ServiceKey;
import holdfast.service.VerifierService;
import holdfast.service.http.Metrics;
import holdfast.service.http.ServiceLog;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "verifier",
        description = {
            "Serves a verifier: it gives out requests, takes proofs, and shows what came of them.",
            "Each file TYPE.json of the folder is a request: {\"title\", \"query\", \"credentials\"}, the last with"
                    + " user_data_url and user_data_verifying_key for each tag."
        },
        footer = {"", "Example: holdfast serve verifier --keys lender --requests requests --port 8443"})
final class ServeVerifierCommand extends ServiceCommand {
    private static final String JSON = ".json";

    @Option(names = "--requests", required = true, paramLabel = "DIR", description = "Folder with what is asked.")
    private Path requests;

    @Option(
            names = "--answer-within",
            paramLabel = "T",
            defaultValue = "15m",
            converter = DurationConverter.class,
            description = "How long a request can be answered (${DEFAULT-VALUE}).")
    private Duration answerWithin;

    ServeVerifierCommand(Terminal terminal, Clock clock, SecureRandom random, Engines engines) {
        super(terminal, clock, random, engines);
    }

    @Override
    public Integer call() {
        ServiceKey key = ServeOptions.serviceKey(terminal, options.keys());
        Map<String, RequestTemplate> templates = templates();
        VerifierService.Tools tools =
                new VerifierService.Tools(engines.verifier().get(), options.resolver(clock, engines), clock, random);
        return options.serve(
                terminal,
                new Metrics(),
                new ServiceLog(terminal.err(), clock),
                base -> new VerifierService(key, templates, answerWithin, base, tools));
    }

    private Map<String, RequestTemplate> templates() {
        Map<String, RequestTemplate> templates = new TreeMap<>();
        for (Path file : ServeIssuerCommand.children(requests)) {
            String name = file.getFileName().toString();
            if (name.endsWith(JSON)) {
                try {
                    templates.put(
                            name.substring(0, name.length() - JSON.length()),
                            RequestTemplate.parse(terminal.read(file.toString())));
                } catch (IllegalArgumentException e) {
                    throw new CliException(file + " is refused: " + e.getMessage() + ".");
                }
            }
        }
        if (templates.isEmpty()) {
            throw new CliException(
                    "There is no request in " + requests + ". Put files like " + requests + "/loan.json there.");
        }
        return templates;
    }
}
