package holdfast.text;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.dvr.EngineError;
import holdfast.dvr.Fault;
import holdfast.dvr.Finding;
import holdfast.dvr.Relator;
import holdfast.json.JsonException;
import holdfast.net.NetException;
import holdfast.net.Purpose;
import holdfast.proving.ContactedService;
import holdfast.proving.RemoteFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bundle says the same things in every language, and says all that the program asks for. */
class BundlesTest {
    private static final Path FOLDER = Path.of("resources", "holdfast", "text");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");

    static Stream<String> bundles() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("_en.properties"))
                    .map(name -> name.substring(0, name.length() - "_en.properties".length()))
                    .sorted()
                    .toList();
            assertThat(names).contains("query");
            return names.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void bundle_otherLanguage_hasTheSameKeys(String bundle) {
        assertThat(Messages.load(bundle, Language.INDONESIAN).sentences().keySet())
                .isEqualTo(Messages.load(bundle, Language.ENGLISH).sentences().keySet());
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void sentence_otherLanguage_hasTheSamePlaceholders(String bundle) {
        Messages other = Messages.load(bundle, Language.INDONESIAN);
        Messages.load(bundle, Language.ENGLISH)
                .sentences()
                .forEach((key, sentence) -> assertThat(
                                placeholders(other.sentences().get(key)))
                        .as(key)
                        .isEqualTo(placeholders(sentence)));
    }

    private static Set<String> placeholders(String sentence) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = PLACEHOLDER.matcher(sentence);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void bundle_keys_occurOnceAndAreNotEmpty(String bundle) throws IOException {
        for (Language language : Language.values()) {
            List<String> keys = new ArrayList<>();
            for (String line : Files.readAllLines(FOLDER.resolve(bundle + "_" + language.tag() + ".properties"))) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    int equals = line.indexOf('=');
                    assertThat(equals).as("%s: %s", language, line).isPositive();
                    assertThat(line.substring(equals + 1)).as(line).isNotBlank();
                    keys.add(line.substring(0, equals));
                }
            }
            assertThat(keys).as("%s %s", bundle, language).doesNotHaveDuplicates();
        }
    }

    @Test
    void query_keys_areExactlyThoseThatTheProgramUses() throws IOException {
        Set<String> used = new HashSet<>();
        for (Fault fault : Fault.values()) {
            used.add("fault." + fault.key());
        }
        for (Finding.Code code : Finding.Code.values()) {
            if (code != Finding.Code.DATA_PROBLEM) {
                used.add("lint." + code.key());
            }
            used.add("lint." + code.key() + ".remedy");
        }
        for (Finding.Severity severity : Finding.Severity.values()) {
            used.add("severity." + severity.name().toLowerCase(Locale.ROOT));
        }
        for (Relator relator : Relator.values()) {
            String key = relator.name().toLowerCase(Locale.ROOT).replace('_', '-');
            used.add("relation." + key);
            if (relator.domain() != Relator.Domain.TEXTS) {
                used.add("age." + key);
                used.addAll(List.of("days." + key + ".before", "days." + key + ".zero", "days." + key + ".after"));
            }
        }
        used.addAll(List.of("relation.equal-text", "relation.equal-field", "relation.similar-field"));
        for (JsonException.Reason reason : JsonException.Reason.values()) {
            used.add("json." + reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        for (String kind : List.of("object", "array", "string", "number", "boolean", "null")) {
            used.add("kind." + kind);
        }
        for (String type : List.of("text", "integer", "boolean", "list", "unknown")) {
            used.add("type." + type);
        }
        for (int month = 1; month <= 12; month++) {
            used.add("month." + month);
        }
        for (String list : List.of("each", "entries", "filter")) {
            used.addAll(List.of("field." + list + ".every", "field." + list + ".some", "field." + list + ".whole"));
        }
        used.addAll(literalKeys());
        assertThat(Messages.load("query", Language.ENGLISH).sentences().keySet())
                .containsExactlyInAnyOrderElementsOf(used);
    }

    /** The keys that the classes of this package spell out. */
    private static Set<String> literalKeys() throws IOException {
        Set<String> keys = new HashSet<>();
        Pattern literal = Pattern.compile("\"([a-z]+(?:[.-][a-z-]+)+|date|quoted)\"");
        try (Stream<Path> files = Files.list(Path.of("src", "main", "java", "holdfast", "text"))) {
            for (Path file : files.filter(BundlesTest::isAboutQueries).toList()) {
                Matcher matcher = literal.matcher(Files.readString(file));
                while (matcher.find()) {
                    keys.add(matcher.group(1));
                }
            }
        }
        // Heads of keys that are put together.
        keys.removeIf(key -> key.endsWith(".") || key.endsWith("-"));
        return keys;
    }

    private static boolean isAboutQueries(Path file) {
        return !file.endsWith("NetworkText.java");
    }

    @Test
    void network_everyOutcome_hasASentenceInEachLanguage() {
        for (Language language : Language.values()) {
            Set<String> keys = Messages.load("network", language).sentences().keySet();
            for (NetException.Reason reason : NetException.Reason.values()) {
                assertThat(keys).contains("net." + reason.code(), "brief." + reason.code());
            }
            for (RemoteFailure failure : RemoteFailure.values()) {
                assertThat(keys).contains("remote." + failure.code());
            }
            for (Purpose purpose : Purpose.values()) {
                assertThat(keys).contains("purpose." + purpose.code());
            }
            for (ContactedService.Step step : ContactedService.Step.values()) {
                assertThat(keys).contains("step." + step.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    @Test
    void everyErrorName_hasASentence() {
        Set<EngineError> named = new HashSet<>();
        for (Fault fault : Fault.values()) {
            named.add(fault.error());
        }
        assertThat(named).containsExactlyInAnyOrder(EngineError.values());
    }

    @Test
    void text_unknownKeyOrMissingArgument_isRefused() {
        Messages messages = Messages.load("query", Language.ENGLISH);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> messages.text("no.such.key"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no.such.key");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> messages.text("quoted"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{text}");
    }
}
