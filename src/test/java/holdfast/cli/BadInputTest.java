package holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.app.EmbeddedEngines;
import holdfast.app.Network;
import holdfast.cli.CliRunner.Result;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What a new user gets to read who gives a command the wrong things. */
class BadInputTest {
    @TempDir
    private Path folder;

    private final List<String> bad = new ArrayList<>();

    @BeforeEach
    void files() throws IOException {
        bad.add(folder.resolve("missing").toString());
        bad.add(Files.createDirectory(folder.resolve("folder")).toString());
        bad.add(Files.createFile(folder.resolve("empty")).toString());
        bad.add(Files.write(folder.resolve("latin1"), new byte[] {'{', '"', -23, -1, '"', ':', '1', '}'})
                .toString());
        if (Files.exists(Path.of("/dev/zero"))) {
            bad.add("/dev/zero");
        }
    }

    private Result run(Object... words) {
        return new CliRunner().home(folder.resolve("home")).run(words);
    }

    private static void collect(CommandLine line, List<CommandLine> into) {
        into.add(line);
        line.getSubcommands().values().forEach(sub -> collect(sub, into));
    }

    @Test
    void everyCommand_withNothingAndWithTheWrongThings_saysSoInASentence() {
        List<CommandLine> commands = new ArrayList<>();
        collect(new CliRunner().commandLine(), commands);
        assertThat(commands).hasSizeGreaterThan(50);
        for (CommandLine command : commands) {
            String name = command.getCommandSpec()
                    .qualifiedName()
                    .substring("holdfast".length())
                    .strip();
            // Those that work for long, or for ever, when nothing is wrong.
            if (name.isEmpty() || name.matches("(bench|demo|window|serve).*")) {
                continue;
            }
            List<String> words = List.of(name.split(" "));
            assertSentence(run(words.toArray()), name);
            List<String> unknown = new ArrayList<>(words);
            unknown.add("--nonsense");
            assertSentence(run(unknown.toArray()), name);
            for (String file : bad) {
                assertSentence(run(given(command, words, file).toArray()), name + " " + file);
            }
        }
    }

    /** The command with {@code file} for everything it must have; what it writes goes elsewhere. */
    private List<String> given(CommandLine command, List<String> words, String file) {
        List<String> all = new ArrayList<>(words);
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (option.required()) {
                all.add(option.longestName());
                if (option.arity().max() > 0) {
                    all.add(
                            option.longestName().equals("--out")
                                    ? folder.resolve("out").toString()
                                    : file);
                }
            }
        }
        for (ArgSpec ignored : command.getCommandSpec().positionalParameters()) {
            all.add(file);
        }
        return all;
    }

    private static void assertSentence(Result result, String what) {
        assertThat(result.code()).as(what).isBetween(0, 2);
        assertThat(result.err()).as(what).doesNotContain("\tat ", "Exception", "null");
        if (result.code() != 0) {
            assertThat(result.err()).as(what).matches("(?s).*[.?!:]\\s*|.*holdfast vault create\\s*");
        }
    }

    @Test
    void noVault_isSaidBeforeAnySecretIsAskedFor() {
        for (List<String> words : List.of(
                List.of("credentials", "list"),
                List.of("history", "list"),
                List.of("vault", "verify"),
                List.of("vault", "change-passphrase"),
                List.of("vault", "use-earlier", "--generation", "1"),
                List.of("vault", "backup", "--to", folder.resolve("copy").toString()))) {
            Result result = run(words.toArray());
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err())
                    .isEqualTo("holdfast: There is no vault in " + folder.resolve("home/data/vault")
                            + ". Create one with: holdfast vault create\n");
        }
        assertThat(run("vault", "restore", "--from", bad.get(1)).err())
                .isEqualTo(
                        "holdfast: There is no vault in " + bad.get(1) + ". Name the folder that holds the backup.\n");
    }

    @Test
    void vaultThereAlready_isSaidBeforeAPassphraseIsAskedFor() throws IOException {
        Path vault = Files.createDirectories(folder.resolve("home/data/vault"));
        Files.writeString(vault.resolve("vault.hfv"), "anything");
        Result result = run("vault", "create");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("holdfast: There is a vault in " + vault + " already.");
        assertThat(vault.resolve("vault.hfv")).hasContent("anything");
        Result file = new CliRunner()
                .home(folder.resolve("home"))
                .stdin("a passphrase\n")
                .run(
                        "vault",
                        "create",
                        "--vault",
                        bad.get(2),
                        "--passphrase-fd",
                        "0",
                        "--memory",
                        "19",
                        "--passes",
                        "1",
                        "--lanes",
                        "1");
        assertThat(file.code()).isEqualTo(2);
        assertThat(file.err()).contains(bad.get(2)).doesNotContain("already");
    }

    @Test
    void number_thatIsNone_isNamedWithoutWordsOfAProgrammer() {
        assertThat(run("proofs", "send", "first").err())
                .startsWith("holdfast: Invalid value for NUMBER: 'first' is not a whole number");
        assertThat(run("vault", "use-earlier", "--generation", "9".repeat(30)).err())
                .contains("'--generation': '" + "9".repeat(30) + "' is not a whole number, or too large a one");
        assertThat(run("requests", "add", "--expires", "tomorrow", "x.dvr.jwt").err())
                .contains("'--expires': 'tomorrow' is not a time that exists; write it as 2026-11-20T12:00:00Z");
        assertThat(run("zk", "verify").err()).startsWith("holdfast: Missing required argument");
    }

    @Test
    void output_thatCannotBeWritten_isSaidAndNoSuccess() {
        StringWriter err = new StringWriter();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new PrintWriter(full, false, StandardCharsets.UTF_8),
                new PrintWriter(err, true),
                new Places(folder, folder),
                "");
        SecureRandom random = new SecureRandom();
        Engines engines = EmbeddedEngines.of(random);
        int code = Cli.run(
                terminal,
                CliRunner.CLOCK,
                random,
                engines,
                Network.of(CliRunner.CLOCK, random, engines),
                start -> 0,
                Optional::empty,
                "version");
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).startsWith("holdfast: Not all of the output could be written: ");
    }
}
