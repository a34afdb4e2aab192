package holdfast.app;

import holdfast.text.Language;
import holdfast.ui.common.Preferences;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Keeps how the window looks in a small text file. What cannot be read counts as not set. */
final class PreferencesFile {
    private static final System.Logger LOG = System.getLogger(PreferencesFile.class.getName());
    private static final int MAX_LENGTH = 1 << 16;

    private final Path file;

    PreferencesFile(Path file) {
        this.file = file;
    }

    Preferences read() {
        Properties properties = new Properties();
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= MAX_LENGTH) {
                try (Reader in = Files.newBufferedReader(file)) {
                    properties.load(in);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.WARNING, "the preferences in {0} cannot be read: {1}", file, e.getMessage());
        }
        return new Preferences(
                scheme(properties.getProperty("scheme", "")),
                scale(properties.getProperty("scale", "")),
                language(properties.getProperty("language", "")),
                Boolean.parseBoolean(properties.getProperty("stillness", "")),
                properties.getProperty("vault", ""));
    }

    private static Preferences.Scheme scheme(String text) {
        return Arrays.stream(Preferences.Scheme.values())
                .filter(scheme -> name(scheme).equals(text))
                .findFirst()
                .orElse(Preferences.DEFAULT.scheme());
    }

    private static int scale(String text) {
        try {
            return Math.clamp(Integer.parseInt(text), Preferences.SMALLEST, Preferences.LARGEST);
        } catch (NumberFormatException e) {
            return Preferences.DEFAULT.scalePercent();
        }
    }

    private static @Nullable Language language(String text) {
        return Arrays.stream(Language.values())
                .filter(language -> language.tag().equals(text))
                .findFirst()
                .orElse(null);
    }

    private static String name(Preferences.Scheme scheme) {
        return scheme.name().toLowerCase(Locale.ROOT);
    }

    /** Writes them; a failure costs no more than the change, and is logged. */
    void write(Preferences preferences) {
        Language language = preferences.language();
        Properties properties = new Properties();
        properties.setProperty("scheme", name(preferences.scheme()));
        properties.setProperty("scale", Integer.toString(preferences.scalePercent()));
        properties.setProperty("language", language == null ? "" : language.tag());
        properties.setProperty("stillness", Boolean.toString(preferences.stillness()));
        properties.setProperty("vault", preferences.vault());
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (Writer out = Files.newBufferedWriter(next)) {
                properties.store(out, null);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the preferences cannot be written to {0}: {1}", file, e.getMessage());
        }
    }
}
