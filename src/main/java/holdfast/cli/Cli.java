package holdfast.cli;

import holdfast.net.NetException;
import holdfast.net.UpdateCheck;
import holdfast.token.TokenException;
import holdfast.wallet.WalletException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

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
                : Commands.commandLine(terminal, clock, random, engines, network, window, updates, args)
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
                || (args[0].equals("window") && Arrays.stream(args).noneMatch(word -> word.startsWith("-")));
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

    /** Says why a command, or the window, came to nothing. */
    static int failed(Exception e, PrintWriter err) {
        if (e instanceof CliException || e instanceof TokenException) {
            err.println(sentence(e));
            return BAD_INPUT;
        }
        if (e instanceof NetException) {
            err.println(sentence(e));
            return REFUSED;
        }
        if (e instanceof WalletException refused) {
            err.println(sentence(refused));
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

    /** Names of files and what was typed stand in it: nothing of them may act on the terminal. */
    private static String sentence(Exception e) {
        return "holdfast: " + Terminal.visible(String.valueOf(e.getMessage()));
    }
}
