package holdfast.cli;

import holdfast.dvr.DayCount;
import holdfast.dvr.Evaluation;
import holdfast.dvr.Finding;
import holdfast.dvr.Lint;
import holdfast.text.Language;
import holdfast.text.ProblemText;
import holdfast.token.TokenException;
import holdfast.wallet.Presentation;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "preview",
        description = {
            "Shows what a request would give on credentials, and what its verifier would learn, in every branch.",
            "Nothing is proven and nothing leaves. Ends with 1 when the data does not satisfy the request."
        },
        footer = {
            "",
            "Example: holdfast preview --request loan.dvr.jwt --credential sari.jwt",
            "Two credentials: … --credential bank=bank.jwt --credential clinic=clinic.jwt"
        })
final class PreviewCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;

    @Mixin
    private PresentationFiles files = new PresentationFiles();

    @Option(
            names = "--date",
            paramLabel = "YYYY-MM-DD",
            description = "The day that counts as today; the current one (UTC) by default.")
    private @Nullable LocalDate date;

    @Mixin
    private LanguageOption language = new LanguageOption();

    @Option(names = "--json", description = "Print JSON for programs.")
    private boolean json;

    PreviewCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws TokenException {
        Language words = language.value();
        Presentation presentation = files.read(terminal, words);
        if (presentation == null) {
            return Cli.REFUSED;
        }
        LocalDate reference = date == null ? LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC) : date;
        Evaluation evaluation = presentation.evaluate(reference);
        List<Finding> findings = Lint.check(
                presentation.query(),
                DayCount.of(presentation.request().content().zkvm()),
                presentation.data());
        PreviewReport report =
                new PreviewReport(presentation, reference, evaluation, findings, words, new ProblemText(words));
        if (json) {
            terminal.json(report.json());
        } else {
            report.print(terminal);
        }
        return evaluation instanceof Evaluation.Evaluated evaluated && evaluated.satisfied() ? Cli.OK : Cli.REFUSED;
    }
}
