package holdfast.cli;

import holdfast.net.UpdateCheck;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The commands by name, in the order in which they are listed. Each is made when it is wanted: reading what all of them
 * take by reflection would be most of the time of a short one.
 */
final class Commands {
    /** Those that tell of all the others. */
    private static final Set<String> OF_ALL = Set.of("completion", "help", "man");

    /** Columns under which picocli writes no help. */
    private static final int NARROWEST = 55;

    /** How picocli names what has no option before it. */
    private static final Pattern POSITION =
            Pattern.compile("^Invalid value for positional parameter at index \\d+ \\((.*?)\\): ");

    private final Map<String, Supplier<Object>> made = new LinkedHashMap<>();

    private Commands(
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
    private void addTo(CommandLine root, String... words) {
        Supplier<Object> named = words.length == 0 || OF_ALL.contains(words[0]) ? null : made.get(words[0]);
        if (named != null) {
            root.addSubcommand(named.get());
        } else {
            made.values().forEach(each -> root.addSubcommand(each.get()));
        }
    }

    /** @param args what is going to be run with it; without any it has every command */
    static CommandLine commandLine(
            Terminal terminal,
            Clock clock,
            SecureRandom random,
            Engines engines,
            NetworkAccess network,
            Window window,
            Supplier<Optional<UpdateCheck>> updates,
            String... args) {
        CommandLine root = new CommandLine(new RootCommand(window));
        new Commands(terminal, clock, random, engines, network, window, updates).addTo(root, args);
        root.setOut(terminal.out());
        root.setErr(terminal.err());
        root.registerConverter(Path.class, Commands::path);
        root.registerConverter(LocalDate.class, Commands::date);
        root.registerConverter(Instant.class, Commands::instant);
        root.registerConverter(int.class, Commands::number);
        root.registerConverter(Integer.class, Commands::number);
        root.registerConverter(long.class, Commands::longNumber);
        root.registerConverter(Long.class, Commands::longNumber);
        root.setExpandAtFiles(false);
        terminal.columns()
                .ifPresentOrElse(
                        columns -> root.setUsageHelpWidth(Math.max(columns, NARROWEST)),
                        () -> root.setUsageHelpAutoWidth(true));
        root.setParameterExceptionHandler(Commands::badUsage);
        root.setExecutionExceptionHandler((e, command, result) -> Cli.failed(e, terminal.err()));
        return root;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new CommandLine.TypeConversionException("'" + text + "' is not a path: " + e.getReason());
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new CommandLine.TypeConversionException(
                    "'" + text + "' is not a time that exists; write it as 2026-11-20T12:00:00Z");
        }
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new CommandLine.TypeConversionException(
                    "'" + text + "' is not a date that exists; write it as 2026-11-20");
        }
    }

    private static Integer number(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw noNumber(text);
        }
    }

    private static Long longNumber(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw noNumber(text);
        }
    }

    private static CommandLine.TypeConversionException noNumber(String text) {
        return new CommandLine.TypeConversionException("'" + text + "' is not a whole number, or too large a one");
    }

    private static int badUsage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        String message = POSITION.matcher(String.valueOf(e.getMessage())).replaceFirst("Invalid value for $1: ");
        err.println("holdfast: " + Terminal.visible(message.startsWith("Error: ") ? message.substring(7) : message));
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help' for what it takes.");
        return Cli.BAD_INPUT;
    }
}
