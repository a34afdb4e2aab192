package holdfast.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contrast by WCAG 2.2: text at least 4.5:1 on what it stands on, edges and the focus at least 3:1 where they matter. */
class ThemeContrastTest {
    private static final Pattern TOKEN = Pattern.compile("(-color-[a-z0-9-]+):\\s*(#[0-9a-f]{6});");
    private static final Path FOLDER = Path.of("resources", "holdfast", "ui", "common");

    private static Map<String, Integer> tokens(String theme) throws IOException {
        Map<String, Integer> tokens = new TreeMap<>();
        Matcher matcher = TOKEN.matcher(Files.readString(FOLDER.resolve(theme + ".css")));
        while (matcher.find()) {
            tokens.put(matcher.group(1), Integer.parseInt(matcher.group(2).substring(1), 16));
        }
        return tokens;
    }

    /** From 1 to 21. */
    private static double contrast(int first, int second) {
        double a = luminance(first);
        double b = luminance(second);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16 & 0xff) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    @ParameterizedTest
    @CsvSource({
        "fg-default, bg-default",
        "fg-default, bg-inset",
        "fg-default, bg-overlay",
        "fg-default, border-subtle",
        "fg-default, accent-subtle",
        "fg-muted, bg-default",
        "fg-muted, bg-inset",
        "fg-muted, bg-overlay",
        "fg-muted, border-subtle",
        "fg-muted, accent-subtle",
        "fg-subtle, bg-default",
        "fg-subtle, bg-inset",
        "fg-emphasis, accent-emphasis",
        "fg-emphasis, accent-6",
        "fg-emphasis, success-emphasis",
        "fg-emphasis, warning-emphasis",
        "fg-emphasis, danger-emphasis",
        "accent-fg, bg-default",
        "accent-fg, bg-inset",
        "accent-fg, accent-subtle",
        "success-fg, success-subtle",
        "success-fg, bg-default",
        "success-fg, bg-inset",
        "warning-fg, warning-subtle",
        "warning-fg, bg-default",
        "warning-fg, bg-inset",
        "danger-fg, danger-subtle",
        "danger-fg, bg-default",
        "danger-fg, bg-inset"
    })
    void text_onItsGround_isReadable(String text, String ground) throws IOException {
        for (String theme : new String[] {"light", "dark"}) {
            Map<String, Integer> tokens = tokens(theme);
            assertThat(contrast(tokens.get("-color-" + text), tokens.get("-color-" + ground)))
                    .as("%s: %s on %s", theme, text, ground)
                    .isGreaterThanOrEqualTo(4.5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bg-default", "bg-inset", "bg-overlay"})
    void focusAndEdges_onTheirGround_areSeen(String ground) throws IOException {
        for (String theme : new String[] {"light", "dark"}) {
            Map<String, Integer> tokens = tokens(theme);
            for (String edge : new String[] {"accent-emphasis", "warning-emphasis"}) {
                assertThat(contrast(tokens.get("-color-" + edge), tokens.get("-color-" + ground)))
                        .as("%s: %s on %s", theme, edge, ground)
                        .isGreaterThanOrEqualTo(3);
            }
        }
    }

    @Test
    void themes_tokens_areTheSame() throws IOException {
        assertThat(tokens("dark").keySet()).isEqualTo(tokens("light").keySet());
    }

    @Test
    void styles_colours_areTokensOnly() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("theme.css")))
                .as("a colour outside light.css and dark.css is wrong in one of them")
                .doesNotContainPattern("#[0-9a-fA-F]{3,6}\\b")
                .doesNotContainPattern("rgba?\\(");
    }
}
