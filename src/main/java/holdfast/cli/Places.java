package holdfast.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the program keeps what nobody names a folder for.
 *
 * @param data holds the vault
 * @param state holds what is remembered about vaults, and so must not be copied with them
 */
public record Places(Path data, Path state) {

    /** The platform's own folders for an application's data, of this user. */
    public static Places of(Map<String, String> environment, String system, Path home) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            Path roaming = folder(environment.get("APPDATA"), home.resolve("AppData/Roaming"));
            Path local = folder(environment.get("LOCALAPPDATA"), home.resolve("AppData/Local"));
            return new Places(roaming.resolve("Holdfast"), local.resolve("Holdfast"));
        }
        if (name.startsWith("mac")) {
            Path support = home.resolve("Library/Application Support");
            return new Places(support.resolve("Holdfast"), support.resolve("Holdfast State"));
        }
        Path data = folder(environment.get("XDG_DATA_HOME"), home.resolve(".local/share"));
        Path state = folder(environment.get("XDG_STATE_HOME"), home.resolve(".local/state"));
        return new Places(data.resolve("holdfast"), state.resolve("holdfast"));
    }

    /** The XDG rules: a variable that is empty or relative does not count. */
    private static Path folder(@Nullable String named, Path otherwise) {
        if (named == null || named.isEmpty()) {
            return otherwise;
        }
        Path path = Path.of(named);
        return path.isAbsolute() ? path : otherwise;
    }

    /** The holder's own vault. */
    public Path vault() {
        return data.resolve("vault");
    }

    /** The verifier's own store, which needs no wallet. */
    Path verifier() {
        return data.resolve("verifier");
    }

    public Path generations() {
        return state.resolve("generations");
    }

    /** Where the windows that are open listen for a second start. */
    public Path windows() {
        return state.resolve("windows");
    }

    /** How the window looks. */
    public Path preferences() {
        return state.resolve("window.properties");
    }
}
