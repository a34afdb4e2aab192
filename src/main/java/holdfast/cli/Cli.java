package holdfast.cli;

import holdfast.net.NetException;
import holdfast.net.UpdateCheck;
import holdfast.token.TokenException;
import holdfast.wallet.WalletException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The command line as a whole. Exit codes: 0 success, 1 refused or not proven, 2 bad usage or bad input, 3 a fault of
 * the program itself.
 */
public final class Cli {
    static final int OK = 0;
    static final int REFUSED = 1;
    static final int BAD_INPUT = 2;
    static final int FAULT = 3;

    private Cli() {}

    /** How picocli names what has no option before it. */
    private static final Pattern POSITION =
            Pattern.compile("^Invalid value for positional parameter at index \\d+ \\((.*?)\\): ");

    /**
     * Runs one command.
     *
     * @return the exit code
     */
    public static int run(
            Terminal terminal,
            Clock clock,
            SecureRandom random,
            Engines engines,
            NetworkAccess network,
            Window window,
            Supplier<Optional<UpdateCheck>> updates,
            String... args) {
        int code = isPlainWindow(args)
                ? plainWindow(window, args, terminal.err())
                : commandLine(terminal, clock, random, engines, network, window, updates, args)
                        .execute(args);
        terminal.err().flush();
        if (terminal.out().checkError()) {
            terminal.err()
                    .println(
                            "holdfast: Not all of the output could be written: its disk is full, or its reader has ended."
                                    + " What the command changed in files and vaults stands.");
            return code == OK ? BAD_INPUT : code;
        }
        return code;
    }

    /** Whether the window is wanted, without options: what desktops ask for. */
    private static boolean isPlainWindow(String... args) {
        return args.length == 0
                || args[0].equals("window") && Arrays.stream(args).noneMatch(word -> word.startsWith("-"));
    }

    /** The same as {@link WindowCommand}, without picocli, which would take a fifth of the time until it is drawn. */
    private static int plainWindow(Window window, String[] args, PrintWriter err) {
        try {
            return Window.show(
                    window, new Window.Start(null, Arrays.stream(args).skip(1).toList()));
        } catch (RuntimeException e) {
            return failed(e, err);
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
        root.registerConverter(LocalDate.class, Cli::date);
        root.registerConverter(int.class, Cli::number);
        root.registerConverter(Integer.class, Cli::number);
        root.registerConverter(long.class, Cli::longNumber);
        root.registerConverter(Long.class, Cli::longNumber);
        root.setExpandAtFiles(false);
        root.setUsageHelpAutoWidth(true);
        root.setParameterExceptionHandler(Cli::badUsage);
        root.setExecutionExceptionHandler((e, command, result) -> failed(e, terminal.err()));
        return root;
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
        err.println("holdfast: " + (message.startsWith("Error: ") ? message.substring(7) : message));
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help' for what it takes.");
        return BAD_INPUT;
    }

    private static int failed(Exception e, PrintWriter err) {
        if (e instanceof CliException || e instanceof TokenException) {
            err.println("holdfast: " + e.getMessage());
            return BAD_INPUT;
        }
        if (e instanceof NetException) {
            err.println("holdfast: " + e.getMessage());
            return REFUSED;
        }
        if (e instanceof WalletException refused) {
            err.println("holdfast: " + refused.getMessage());
            if (refused.earlierGeneration() > 0) {
                err.println(
                        "Make a copy of the folder first; then take it with: holdfast vault use-earlier --generation "
                                + refused.earlierGeneration());
            }
            return WalletFolder.exitCode(refused.reason());
        }
        err.println("holdfast: a fault of the program itself: " + e + ". Please report it with the lines below.");
        e.printStackTrace(err);
        return FAULT;
    }
}
