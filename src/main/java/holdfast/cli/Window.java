package holdfast.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens the window. The command line does not know what draws it. */
@FunctionalInterface
public interface Window {
    /**
     * What it is opened with.
     *
     * @param vault the vault's folder; null for the one that was open last, or the holder's own
     * @param arguments files and links to take in
     */
    record Start(@Nullable Path vault, List<String> arguments) {
        public static final Start PLAIN = new Start(null, List.of());

        public Start {
            arguments = List.copyOf(arguments);
        }
    }

    /** There is nothing to draw a window on, or nothing to draw it with. */
    final class Unavailable extends Exception {
        private static final long serialVersionUID = 1L;

        private final String said;

        /** @param cause what the platform said */
        public Unavailable(Throwable cause) {
            super(cause);
            said = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        }
    }

    /**
     * Opens the window and returns when it is closed, or when another window of the same vault took over.
     *
     * @return the exit code
     * @throws Unavailable when this computer cannot show it
     */
    int open(Start start) throws Unavailable;

    /** The same for a command, whose user reads why. */
    static int show(Window window, Start start) {
        try {
            return window.open(start);
        } catch (Unavailable e) {
            throw new CliException(
                    "The window cannot open here: the system gives no display to draw on, or lacks a library"
                            + " to draw with (" + e.said
                            + "). Start it from a desktop, with GTK 3 installed on Linux (Debian:"
                            + " apt install libgtk-3-0 libxtst6 libxxf86vm1), or use the commands: holdfast help");
        }
    }
}
