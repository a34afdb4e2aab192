package holdfast.cli;

import holdfast.net.UpdateCheck;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * The commands by name, in the order in which they are listed. Each is made when it is wanted: reading what all of them
 * take by reflection would be most of the time of a short one.
 */
final class Commands {
    /** Those that tell of all the others. */
    private static final Set<String> OF_ALL = Set.of("completion", "help", "man");

    private final Map<String, Supplier<Object>> made = new LinkedHashMap<>();

    Commands(
            Terminal terminal,
            Clock clock,
            SecureRandom random,
            Engines engines,
            NetworkAccess network,
            Window window,
            Supplier<Optional<UpdateCheck>> updates) {
        made.put("window", () -> new WindowCommand(window));
        made.put("keygen", () -> new KeygenCommand(terminal, clock, random));
        made.put("issue", () -> new IssueCommand(terminal, random));
        made.put("request", () -> new RequestCommand(terminal, clock, random));
        made.put("show", () -> new ShowCommand(terminal));
        made.put("preview", () -> new PreviewCommand(terminal, clock));
        made.put("prove", () -> new ProveCommand(terminal, clock, random, engines, network));
        made.put("verify", () -> new VerifyCommand(terminal, clock, random, engines.verifier()));
        made.put("digest", () -> new DigestCommand(terminal));
        made.put("lint", () -> new LintCommand(terminal));
        made.put("demo", () -> new DemoCommand(terminal, clock, random, engines));
        made.put("serve", () -> ServeCommand.with(terminal, clock, random, engines));
        made.put(
                "zk",
                () -> new CommandLine(new ZkCommand())
                        .addSubcommand(new ZkInfoCommand(terminal))
                        .addSubcommand(new ZkVerifyCommand(terminal))
                        .addSubcommand(new ZkProveCommand(terminal, random)));
        made.put(
                "bench",
                () -> new CommandLine(new BenchCommand())
                        .addSubcommand(new BenchZkCommand(terminal, random))
                        .addSubcommand(new BenchProveCommand(terminal, clock, random, engines))
                        .addSubcommand(new BenchVaultCommand(terminal, clock, random)));
        made.put("vault", () -> VaultCommand.with(terminal, clock, random));
        made.put("credentials", () -> CredentialsCommand.with(terminal, clock, random, network));
        made.put("requests", () -> RequestsCommand.with(terminal, clock, random, network));
        made.put("proofs", () -> ProofsCommand.with(terminal, clock, random, network));
        made.put("provers", () -> ProversCommand.with(terminal, clock, random, network));
        made.put("network", () -> NetworkCommand.with(terminal, clock, random));
        made.put("history", () -> HistoryCommand.with(terminal, clock, random));
        made.put("completion", () -> new CompletionCommand(terminal));
        made.put("man", () -> new ManCommand(terminal));
        made.put("update", () -> new UpdateCommand(terminal, updates));
        made.put("version", () -> new VersionCommand(terminal));
        // No reference to a constructor of picocli: a JDK 25 that makes an ahead-of-time cache ends with a fault there.
        made.put("help", () -> new CommandLine.HelpCommand());
    }

    /** Adds what these words need: the command that they begin with, or all where they name none or one that tells of all. */
    void addTo(CommandLine root, String... words) {
        Supplier<Object> named = words.length == 0 || OF_ALL.contains(words[0]) ? null : made.get(words[0]);
        if (named != null) {
            root.addSubcommand(named.get());
        } else {
            made.values().forEach(each -> root.addSubcommand(each.get()));
        }
    }
}
