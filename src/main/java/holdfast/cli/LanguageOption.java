package holdfast.cli;

import holdfast.text.Language;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** In which language sentences are printed. */
final class LanguageOption {
    @Option(
            names = "--language",
            paramLabel = "L",
            description = "Language of the sentences: en or id; else the system's.")
    private @Nullable String language;

    Language value() {
        return Language.of(language == null ? Locale.getDefault() : Locale.forLanguageTag(language));
    }
}
