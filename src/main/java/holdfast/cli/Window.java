package holdfast.cli;

import java.nio.file.Path;
import java.util.List;

/** Opens the window. The command line does not know what draws it. */
@FunctionalInterface
public interface Window {
    /**
     * Opens the window and returns when it is closed.
     *
     * @param vault the vault's folder
     * @param files to be taken in
     * @return the exit code
     */
    int open(Path vault, List<Path> files);
}
