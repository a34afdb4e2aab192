package holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.cli.CliRunner.Result;
import holdfast.net.ReleaseManifest;
import holdfast.net.ReleaseVersion;
import holdfast.net.UpdateOutcome;
import holdfast.text.Language;
import holdfast.text.Messages;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** man, completion, update and version: what an installation shows of itself. */
class ReleaseCommandsTest {
    private final CliRunner cli = new CliRunner();

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(ReleaseCommandsTest::all));
    }

    @Test
    void man_tellsOfEveryCommandAndOption() {
        String page = cli.run("man").out().replace("\\-", "-");
        assertThat(all(cli.commandLine()).skip(1)).isNotEmpty().allSatisfy(command -> {
            assertThat(page).contains(".SS \"" + command.getCommandSpec().qualifiedName() + "\"");
            command.getCommandSpec().options().stream()
                    .filter(option -> !option.hidden() && !option.usageHelp() && !option.versionHelp())
                    .forEach(option -> assertThat(page).contains("\\fB" + option.longestName() + "\\fR"));
        });
        assertThat(page).doesNotContain("%n").doesNotContain("@|");
    }

    @Test
    void lists_ofCommands_haveAWholeSentenceForEach() {
        assertThat(all(cli.commandLine()))
                .allSatisfy(command -> assertThat(
                                command.getCommandSpec().usageMessage().description()[0])
                        .as(command.getCommandSpec().qualifiedName())
                        .endsWith("."));
    }

    @Test
    void man_isReadByRoffWithoutComplaint() throws Exception {
        org.junit.jupiter.api.Assumptions.assumeTrue(
                Stream.of("/usr/bin/groff", "/bin/groff").anyMatch(file -> new java.io.File(file).canExecute()),
                "groff is not installed");
        Process roff = new ProcessBuilder("groff", "-man", "-Tutf8", "-ww", "-z")
                .redirectErrorStream(true)
                .start();
        try (var in = roff.getOutputStream()) {
            new ByteArrayInputStream(cli.run("man").out().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .transferTo(in);
        }
        String complaints = new String(roff.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(roff.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(complaints).isEmpty();
        assertThat(roff.exitValue()).isZero();
    }

    @Test
    void completion_knowsEveryCommand() {
        String script = cli.run("completion").out();
        assertThat(cli.commandLine().getSubcommands().keySet())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(script).containsPattern("[\" ]" + name + "[\" ]"));
    }

    @Test
    void command_madeAlone_isTheOneThatAllOfThemHave() {
        CommandLine.Help.Ansi plain = CommandLine.Help.Ansi.OFF;
        cli.commandLine().getSubcommands().forEach((name, command) -> {
            CommandLine alone = cli.commandLine(name);
            if (!List.of("completion", "help", "man").contains(name)) {
                assertThat(alone.getSubcommands().keySet()).containsExactly(name);
            }
            assertThat(all(alone.getSubcommands().get(name)).map(each -> each.getUsageMessage(plain)))
                    .containsExactlyElementsOf(all(command)
                            .map(each -> each.getUsageMessage(plain))
                            .toList());
        });
    }

    @ParameterizedTest
    @CsvSource({"40, 55", "70, 70", "200, 200", "wide, 80", "-1, 80", "99999999999, 80"})
    void help_asWideAsTheEnvironmentSays(String columns, int atMost) {
        cli.columns(columns);
        assertThat(cli.run("verify", "--help")
                        .out()
                        .lines()
                        .mapToInt(String::length)
                        .max()
                        .orElse(0))
                .isBetween(Math.min(atMost, 80) - 25, atMost);
    }

    @Test
    void unknownCommand_isToldWhatThereIs() {
        Result result = cli.run("shwo");
        assertThat(result.code()).isEqualTo(Cli.BAD_INPUT);
        assertThat(result.err()).contains("shwo").contains("holdfast --help");
        assertThat(cli.run("help").out()).contains("  show ", "  vault ", "  version ");
        assertThat(cli.run("help", "show").out()).startsWith("Usage: holdfast show");
    }

    @Test
    void window_withAndWithoutOptions_isGivenTheSame() {
        List<Window.Start> starts = new ArrayList<>();
        cli.window(starts::add);
        assertThat(cli.run().code()).isEqualTo(Cli.OK);
        cli.run("window");
        cli.run("window", "a.jwt", "holdfast:request?x=1");
        cli.run("window", "--vault", "wallet", "a.jwt");
        cli.run("window", "--", "--vault");
        assertThat(starts)
                .containsExactly(
                        Window.Start.PLAIN,
                        Window.Start.PLAIN,
                        new Window.Start(null, List.of("a.jwt", "holdfast:request?x=1")),
                        new Window.Start(Path.of("wallet"), List.of("a.jwt")),
                        new Window.Start(null, List.of("--vault")));
        assertThat(cli.run("window", "--help").out()).startsWith("Usage: holdfast window");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void update_everyOutcome_hasASentenceOfItsOwn(Language language) {
        ReleaseManifest release = new ReleaseManifest(
                ReleaseVersion.parse("1.2.3").orElseThrow(),
                CliRunner.CLOCK.instant(),
                CliRunner.CLOCK.instant(),
                "https://holdfast.example/notes",
                List.of(new ReleaseManifest.File("holdfast.deb", 1, "ab".repeat(32))));
        List<UpdateOutcome> outcomes = new ArrayList<>(List.of(
                new UpdateOutcome.Newer(release),
                new UpdateOutcome.Current(release),
                new UpdateOutcome.Earlier(release)));
        for (UpdateOutcome.Reason reason : UpdateOutcome.Reason.values()) {
            outcomes.add(new UpdateOutcome.Refused(reason, "why"));
        }
        Messages messages = Messages.load("update", language);
        List<String> first = outcomes.stream()
                .map(outcome -> UpdateCommand.sentences(
                                outcome, ReleaseVersion.parse("1.2.2").orElseThrow(), messages)
                        .getFirst())
                .toList();
        assertThat(first).doesNotHaveDuplicates().noneMatch(String::isBlank);
        assertThat(UpdateCommand.sentences(
                        outcomes.getFirst(), ReleaseVersion.parse("1.2.2").orElseThrow(), messages))
                .last()
                .isEqualTo("  " + "ab".repeat(32) + "  holdfast.deb");
    }

    @Test
    void update_buildWithoutReleaseKey_saysSoAndConnectsNowhere() {
        Result update = cli.run("update", "--language", "en");
        assertThat(update.code()).isEqualTo(2);
        assertThat(update.err()).contains("Updates are not configured");
        assertThat(cli.run("update", "--language", "id").err()).contains("Pembaruan tidak diatur");
        assertThat(List.of(update.out())).containsExactly("");
    }
}
