package holdfast.cli;

import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.net.ReleaseManifest;
import holdfast.net.ReleaseVersion;
import holdfast.net.UpdateCheck;
import holdfast.net.UpdateOutcome;
import holdfast.text.Messages;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "update",
        description = {
            "Asks once whether there is a later release.",
            "Nothing is downloaded or installed, and nothing asks without this command."
        },
        footer = {"", "Example: holdfast update"})
final class UpdateCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<Optional<UpdateCheck>> updates;
    private final Supplier<Optional<ReleaseVersion>> running;

    @Option(names = "--json", description = "Print JSON for programs.")
    private boolean json;

    @Mixin
    private LanguageOption language = new LanguageOption();

    UpdateCommand(Terminal terminal, Supplier<Optional<UpdateCheck>> updates) {
        this(terminal, updates, () -> VersionCommand.version().flatMap(ReleaseVersion::parse));
    }

    UpdateCommand(
            Terminal terminal, Supplier<Optional<UpdateCheck>> updates, Supplier<Optional<ReleaseVersion>> running) {
        this.terminal = terminal;
        this.updates = updates;
        this.running = running;
    }

    @Override
    public Integer call() {
        Messages messages = Messages.load("update", language.value());
        Optional<UpdateCheck> check = updates.get();
        Optional<ReleaseVersion> version = running.get();
        if (check.isEmpty() || version.isEmpty()) {
            throw new CliException(messages.text(check.isEmpty() ? "not-configured" : "development"));
        }
        terminal.err()
                .println(messages.text(
                        "asks", "address", check.get().source().address().shown()));
        UpdateOutcome outcome = check.get().check(version.get());
        if (json) {
            terminal.json(json(outcome, version.get()));
        } else {
            sentences(outcome, version.get(), messages).forEach(terminal.out()::println);
        }
        return outcome instanceof UpdateOutcome.Refused || outcome instanceof UpdateOutcome.Unreachable
                ? Cli.REFUSED
                : Cli.OK;
    }

    static List<String> sentences(UpdateOutcome outcome, ReleaseVersion running, Messages messages) {
        return switch (outcome) {
            case UpdateOutcome.Newer(ReleaseManifest release) ->
                Stream.concat(
                                Stream.of(
                                        messages.text("newer", "version", release.version(), "running", running),
                                        messages.text("notes", "address", release.notes())),
                                release.files().stream().map(file -> "  " + file.sha256() + "  " + file.name()))
                        .toList();
            case UpdateOutcome.Current(ReleaseManifest release) ->
                List.of(messages.text("current", "version", release.version()));
            case UpdateOutcome.Earlier(ReleaseManifest release) ->
                List.of(messages.text("earlier", "version", release.version(), "running", running));
            case UpdateOutcome.Refused(UpdateOutcome.Reason reason, String detail) ->
                List.of(messages.text("refused." + reason.code(), "detail", detail));
            case UpdateOutcome.Unreachable unreachable ->
                List.of(messages.text(
                        "unreachable",
                        "reason",
                        String.valueOf(unreachable.cause().getMessage())));
        };
    }

    private static JsonObject json(UpdateOutcome outcome, ReleaseVersion running) {
        JsonValue.Builder json = JsonObject.builder().put("running", running.toString());
        return switch (outcome) {
            case UpdateOutcome.Newer(ReleaseManifest release) -> released(json, "newer", release);
            case UpdateOutcome.Current(ReleaseManifest release) -> released(json, "current", release);
            case UpdateOutcome.Earlier(ReleaseManifest release) -> released(json, "earlier", release);
            case UpdateOutcome.Refused(UpdateOutcome.Reason reason, String detail) ->
                json.put("result", "refused")
                        .put("reason", reason.code())
                        .put("detail", detail)
                        .build();
            case UpdateOutcome.Unreachable unreachable ->
                json.put("result", "unreachable")
                        .put("reason", unreachable.cause().reason().code())
                        .build();
        };
    }

    private static JsonObject released(JsonValue.Builder json, String result, ReleaseManifest release) {
        return json.put("result", result)
                .put("version", release.version().toString())
                .put("published", release.published().toString())
                .put("notes", release.notes())
                .put(
                        "files",
                        JsonValue.array(release.files().stream()
                                .map(file -> JsonObject.builder()
                                        .put("name", file.name())
                                        .put("bytes", file.bytes())
                                        .put("sha256", file.sha256())
                                        .build())
                                .toList()))
                .build();
    }
}
