package holdfast.ui.common;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The platform's dialogs for files. A test gives its own answers. To be used on the window's thread. */
public interface FileDialogs {
    /**
     * Lets the user choose files.
     *
     * @return none when they chose nothing
     */
    List<Path> open(String title);

    /** Lets the user name a file to write; whether an existing one may be replaced was asked. */
    Optional<Path> save(String title, String suggestedName);

    /** Lets the user choose a folder. */
    Optional<Path> folder(String title);
}
