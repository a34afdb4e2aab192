package holdfast.cli;

import holdfast.credential.Tag;
import holdfast.dvr.DayCount;
import holdfast.dvr.Finding;
import holdfast.dvr.Lint;
import holdfast.dvr.Query;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.text.ProblemText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "lint",
        description = {
            "Finds what is wrong or unwise in a query: each finding with its place and a remedy.",
            "Ends with 1 when a finding is an error."
        },
        footer = {"", "Example: holdfast lint --query loan.json", "Two credentials: … --tag bank --tag clinic"})
final class LintCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--query", required = true, paramLabel = "JSON", description = "The query.")
    private String query;

    @Option(
            names = "--tag",
            paramLabel = "TAG",
            description = "Tag of a credential, where the query reads several; may be repeated.")
    private List<String> tags = new ArrayList<>();

    @Option(names = "--zkvm", paramLabel = "S", description = "Proof system it is meant for: libzk, r0 or sp1.")
    private @Nullable String zkvm;

    @Mixin
    private LanguageOption language = new LanguageOption();

    @Option(names = "--json", description = "Print JSON for programs.")
    private boolean json;

    LintCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Query parsed = QueryFile.parse(query, QueryFile.compact(terminal, query), tags());
        List<Finding> findings = Lint.check(parsed, zkvm == null ? null : DayCount.of(zkvm));
        ProblemText text = new ProblemText(language.value());
        if (json) {
            terminal.json(JsonValue.array(
                    findings.stream().map(finding -> json(finding, text)).toList()));
        } else if (findings.isEmpty()) {
            terminal.out().println("No findings.");
        } else {
            print(terminal, findings, text);
        }
        return findings.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR) ? Cli.REFUSED : Cli.OK;
    }

    private Set<Tag> tags() {
        Set<Tag> set = new TreeSet<>();
        for (String tag : tags) {
            if (!Tag.isValid(tag)) {
                throw new CliException(
                        "\"" + tag + "\" is not a tag. A tag is a letter followed by letters, digits and underscores.");
            }
            set.add(new Tag(tag));
        }
        return set.isEmpty() ? Set.of(Tag.NONE) : set;
    }

    static void print(Terminal terminal, List<Finding> findings, ProblemText text) {
        for (Finding finding : findings) {
            terminal.out().println("  " + text.severity(finding.severity()) + ": " + text.finding(finding));
            terminal.out()
                    .println("      " + Terminal.visible(finding.place().toString()) + "  ["
                            + finding.code().key() + "]");
            terminal.out().println("      " + text.remedy(finding));
        }
    }

    static JsonObject json(Finding finding, ProblemText text) {
        return JsonObject.builder()
                .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                .put("code", finding.code().key())
                .put("place", finding.place().text())
                .put("message", text.finding(finding))
                .put("remedy", text.remedy(finding))
                .build();
    }
}
