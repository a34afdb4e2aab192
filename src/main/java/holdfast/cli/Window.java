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

    /**
     * Opens the window and returns when it is closed, or when another window of the same vault took over.
     *
     * @return the exit code
     */
    int open(Start start);
}
