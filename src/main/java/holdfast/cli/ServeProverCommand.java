package holdfast.cli;

import holdfast.service.Clients;
import holdfast.service.ProverService;
import holdfast.service.http.Metrics;
import holdfast.service.http.ServiceLog;
import holdfast.service.queue.JobQueue;
import holdfast.service.queue.Keeping;
import holdfast.service.queue.MemoryQueue;
import holdfast.service.queue.PostgresQueue;
import holdfast.service.queue.QueueException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "prover",
        description = {
            "Serves a prover over the zkPass REST flow. It sees the data of those who use it in clear while it proves.",
            "Keys are two folders made by keygen, DIR/encryption and DIR/signing."
        },
        footer = {
            "",
            "Example: holdfast serve prover --keys prover --port 8443",
            "Several instances with the same keys can share a queue: --queue 'jdbc:postgresql://db/holdfast?user=prover'."
                    + " The password comes from the file that PGPASSFILE names."
        })
final class ServeProverCommand extends ServiceCommand {
    @Option(
            names = "--queue",
            paramLabel = "U",
            defaultValue = "memory",
            description = "Where jobs wait: memory, or jdbc:postgresql:… (${DEFAULT-VALUE}).")
    private String queue;

    @Option(
            names = "--capacity",
            paramLabel = "N",
            defaultValue = "64",
            description = "Jobs and unfetched answers at once; more are answered with 429 (${DEFAULT-VALUE}).")
    private int capacity;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "1",
            description = "Proofs made at once; each uses all cores (${DEFAULT-VALUE}).")
    private int parallel;

    @Option(
            names = "--wait",
            paramLabel = "T",
            defaultValue = "20s",
            converter = DurationConverter.class,
            description = "How long a caller waits for the proof before being sent to the queue (${DEFAULT-VALUE}).")
    private Duration patience;

    @Option(
            names = "--lease",
            paramLabel = "T",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "How long an instance may be silent before its job is taken by another (${DEFAULT-VALUE}).")
    private Duration lease;

    ServeProverCommand(Terminal terminal, Clock clock, SecureRandom random, Engines engines) {
        super(terminal, clock, random, engines);
    }

    @Override
    public Integer call() {
        if (capacity < 1 || parallel < 1 || patience.compareTo(Duration.ofMinutes(2)) > 0 || lease.toSeconds() < 1) {
            throw new CliException("--capacity and --parallel begin at 1, --wait ends at 2m, --lease begins at 1s.");
        }
        ProverService.Keys keys = new ProverService.Keys(
                ServeOptions.privateKey(
                        terminal, options.keys().resolve("encryption").resolve("private.pem")),
                ServeOptions.privateKey(
                        terminal, options.keys().resolve("signing").resolve("private.pem")));
        Clients clients = options.clients(terminal);
        ServiceLog log = new ServiceLog(terminal.err(), clock);
        Metrics metrics = new Metrics();
        ProverService.Tools tools = new ProverService.Tools(
                engines.prover().get(), options.resolver(clock, engines), open(), clock, random, log, metrics);
        return options.serve(
                terminal,
                metrics,
                log,
                base -> new ProverService(keys, clients, new ProverService.Settings(parallel, patience), base, tools));
    }

    private JobQueue open() {
        Keeping keeping = Keeping.STANDARD.withCapacity(capacity).withLease(lease);
        if (queue.equals("memory")) {
            return new MemoryQueue(keeping, clock);
        }
        if (!queue.startsWith("jdbc:postgresql:")) {
            throw new CliException(
                    "--queue is memory or begins with jdbc:postgresql:, not \"" + queue.split(":", 2)[0] + "\".");
        }
        try {
            return new PostgresQueue(queue, keeping);
        } catch (QueueException e) {
            throw new CliException("The queue cannot be used: " + e.getMessage()
                    + ". Check that the database runs, and that the user may make a table in it.");
        }
    }
}
