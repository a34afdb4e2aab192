package holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the documents tell a reader to type is understood, and where they point to is there. */
class DocumentsTest {
    private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\\n(.*?)^```");
    private static final Pattern INLINE = Pattern.compile("`(?:\\./)?holdfast ([^`]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern NAME = Pattern.compile("[a-z]+(?:-[a-z]+)*");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "ARCHITECTURE.md", "SECURITY.md", "CHANGELOG.md")
                                    .map(Path::of),
                            docs.toList().stream())
                    .filter(file -> file.toString().endsWith(".md"));
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void commandsInBlocks_areUnderstood(Path document) throws IOException {
        Matcher block = SHELL.matcher(Files.readString(document));
        while (block.find()) {
            block.group(1)
                    .replaceAll("\\\\\\n\\s*", "")
                    .lines()
                    .map(line -> line.replaceFirst("^\\./", "").replaceFirst("\\s+#.*", ""))
                    .filter(line -> line.startsWith("holdfast "))
                    .forEach(line -> assertThatCode(
                                    () -> new CliRunner().commandLine().parseArgs(words(line)))
                            .as("%s: %s", document, line)
                            .doesNotThrowAnyException());
        }
    }

    private static String[] words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line.substring("holdfast ".length()));
        while (word.find()) {
            words.add(Stream.of(1, 2, 3)
                    .map(word::group)
                    .filter(text -> text != null)
                    .findFirst()
                    .orElseThrow());
        }
        return words.toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void commandsInText_exist(Path document) throws IOException {
        Matcher inline = INLINE.matcher(Files.readString(document));
        while (inline.find()) {
            CommandLine command = new CliRunner().commandLine();
            for (String word : inline.group(1).split("\\s+")) {
                if (word.startsWith("--")) {
                    String option = word.replaceFirst("=.*", "");
                    assertThat(command.getCommandSpec().findOption(option))
                            .as("%s: %s", document, inline.group())
                            .isNotNull();
                } else if (command.getSubcommands().isEmpty()
                        || !NAME.matcher(word).matches()) {
                    break;
                } else {
                    assertThat(command.getSubcommands())
                            .as("%s: %s", document, inline.group())
                            .containsKey(word);
                    command = command.getSubcommands().get(word);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void links_leadSomewhere(Path document) throws IOException {
        Matcher link = LINK.matcher(Files.readString(document));
        Path folder = document.toAbsolutePath().getParent();
        while (link.find()) {
            assertThat(folder.resolve(link.group(1)).normalize())
                    .as(document.toString())
                    .exists();
        }
    }
}
