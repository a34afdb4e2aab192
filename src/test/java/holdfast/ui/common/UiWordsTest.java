package holdfast.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All that the window says is in bundles, and every bundle says the same in each language. */
class UiWordsTest {
    private static final Path RESOURCES = Path.of("resources", "holdfast", "ui");
    private static final Path SOURCES = Path.of("src", "main", "java", "holdfast", "ui");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");

    /** Attributes of FXML that are shown or spoken. */
    private static final Pattern SHOWN = Pattern.compile(
            "\\b(text|promptText|accessibleText|accessibleHelp|accessibleRoleDescription|title|headerText|contentText"
                    + "|hiddenText|description)=\"([^\"]*)\"");

    private static final Pattern FXML_KEY = Pattern.compile("\"%([^\"]+)\"");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** Literals that are certainly no words for people: style classes, ids, paths, CSS. */
    private static final Pattern SENTENCE = Pattern.compile("[\\p{L}]{2,}[,.:;!?]? [\\p{L}]{2,}|^[A-Z][a-z]+$");

    private static final Pattern TEXT_KEY =
            Pattern.compile("(?:\\btext|\\bsentence)\\(\\s*\"([a-z0-9][a-z0-9.-]*[a-z0-9])\"\\s*[,)]");

    static Stream<String> features() throws IOException {
        return files(RESOURCES, "_en.properties")
                .map(file -> file.getParent().getFileName().toString());
    }

    private static Stream<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> found =
                    all.filter(file -> file.toString().endsWith(end)).sorted().toList();
            assertThat(found).isNotEmpty();
            return found.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("features")
    void bundle_otherLanguage_hasTheSameKeysAndPlaceholders(String feature) throws IOException {
        List<String> english = lines(feature, Language.ENGLISH);
        List<String> indonesian = lines(feature, Language.INDONESIAN);
        assertThat(keys(indonesian)).as(feature).containsExactlyElementsOf(keys(english));
        for (int i = 0; i < english.size(); i++) {
            assertThat(placeholders(indonesian.get(i))).as(english.get(i)).isEqualTo(placeholders(english.get(i)));
        }
    }

    @ParameterizedTest
    @MethodSource("features")
    void bundle_keys_occurOnceAndAreNotEmpty(String feature) throws IOException {
        for (Language language : Language.values()) {
            List<String> lines = lines(feature, language);
            assertThat(keys(lines)).as("%s %s", feature, language).doesNotHaveDuplicates();
            assertThat(lines)
                    .allSatisfy(line -> assertThat(line.substring(line.indexOf('=') + 1))
                            .as(line)
                            .isNotBlank()
                            .doesNotContain("TODO"));
        }
    }

    private static List<String> lines(String feature, Language language) throws IOException {
        return Files.readAllLines(RESOURCES.resolve(feature).resolve(feature + "_" + language.tag() + ".properties"))
                .stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static List<String> keys(List<String> lines) {
        return lines.stream().map(line -> line.substring(0, line.indexOf('='))).toList();
    }

    private static Set<String> placeholders(String sentence) {
        return found(PLACEHOLDER, sentence, 0);
    }

    private static Set<String> found(Pattern pattern, String text, int group) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(group));
        }
        return found;
    }

    @Test
    void fxml_shownText_comesFromTheBundle() throws IOException {
        Set<String> hard = new TreeSet<>();
        for (Path file : files(RESOURCES, ".fxml").toList()) {
            Matcher matcher = SHOWN.matcher(Files.readString(file));
            while (matcher.find()) {
                String value = matcher.group(2);
                if (!value.isEmpty() && !value.startsWith("%") && !value.startsWith("$")) {
                    hard.add(file.getFileName() + ": " + matcher.group());
                }
            }
        }
        assertThat(hard).as("text in FXML that no bundle has").isEmpty();
    }

    @Test
    void fxml_keys_areInTheBundle() throws IOException {
        for (Path file : files(RESOURCES, ".fxml").toList()) {
            Words words = Words.of(file.getParent().getFileName().toString(), Language.ENGLISH);
            for (String key : found(FXML_KEY, Files.readString(file), 1)) {
                assertThat(words.has(key))
                        .as("%s: %%%s", file.getFileName(), key)
                        .isTrue();
                assertThat(words.getString(key)).as("FXML fills no placeholder").doesNotContainPattern(PLACEHOLDER);
            }
        }
    }

    @Test
    void code_keys_areInTheBundle() throws IOException {
        for (Path file : files(SOURCES, ".java").toList()) {
            String feature = file.getParent().getFileName().toString();
            if (!Files.exists(RESOURCES.resolve(feature))) {
                continue;
            }
            Words words = Words.of(feature, Language.ENGLISH);
            for (String key : found(TEXT_KEY, Files.readString(file), 1)) {
                assertThat(words.has(key)).as("%s: %s", file.getFileName(), key).isTrue();
            }
        }
    }

    @Test
    void code_literals_areNoSentences() throws IOException {
        Set<String> hard = new TreeSet<>();
        for (Path file : files(SOURCES, ".java").toList()) {
            for (String statement : withoutComments(Files.readString(file)).split(";")) {
                if (statement.contains("Exception(")
                        || statement.contains("AssertionError(")
                        || statement.contains("LOG.log(")
                        || statement.contains("DateTimeFormatter.ofPattern(")
                        || statement.contains("@SuppressWarnings")) {
                    continue; // For programmers and the log.
                }
                for (String literal : found(LITERAL, statement, 1)) {
                    if (SENTENCE.matcher(literal).find()) {
                        hard.add(file.getFileName() + ": " + literal);
                    }
                }
            }
        }
        assertThat(hard).as("words in code that no bundle has").isEmpty();
    }

    private static String withoutComments(String source) {
        return source.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)//.*$", "");
    }
}
