package holdfast.cli;

import holdfast.demo.RolePlay;
import holdfast.demo.Samples;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.Evaluation;
import holdfast.dvr.Evaluation.Evaluated;
import holdfast.text.Language;
import holdfast.text.Messages;
import holdfast.text.Phrases;
import holdfast.text.ProblemText;
import holdfast.text.QueryText;
import holdfast.token.TokenException;
import holdfast.token.VerifiedToken;
import holdfast.wallet.Presentation;
import holdfast.wallet.PresentationException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "demo",
        description = {
            "Plays issuer, verifier and holder with sample people.",
            "Keys are made for the occasion and forgotten; nothing is stored and no connection is made."
        },
        footer = {"", "Example: holdfast demo"})
final class DemoCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;

    @Mixin
    private LanguageOption language = new LanguageOption();

    DemoCommand(Terminal terminal, Clock clock, SecureRandom random) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws TokenException, PresentationException {
        Samples samples = Samples.load();
        try (RolePlay play = new RolePlay(samples, random)) {
            for (Samples.Request request : samples.requests().values()) {
                VerifiedToken<DvrRequest> asked = play.ask(request);
                terminal.out().println(request.verifier() + " asks: " + request.title());
                terminal.out()
                        .println("  request " + asked.content().digest().substring(0, 16) + "…, signed by "
                                + asked.key().fingerprint());
                for (var answer : request.answers()) {
                    show(samples.person(answer), play.present(asked, answer));
                }
                terminal.out().println();
            }
        }
        return Cli.OK;
    }

    private void show(String person, Presentation presentation) {
        PrintWriter out = terminal.out();
        Language words = language.value();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Phrases phrases = new Phrases(Messages.load("query", words));
        QueryText query = new QueryText(words, presentation.query(), today);
        Evaluation evaluation = presentation.evaluate(today);
        presentation
                .credentials()
                .forEach((tag, credential) -> out.println("  " + person + " holds data"
                        + (tag.isNone() ? "" : " for " + tag) + " signed by "
                        + credential.key().fingerprint()));
        switch (evaluation) {
            case Evaluated evaluated -> {
                PreviewReport.printConditions(out, "    ", query, evaluation);
                QueryText.BranchText branch = query.branch(evaluated);
                out.println("    " + request(presentation) + " would learn:");
                evaluated
                        .outputs()
                        .forEach(
                                output -> out.println("      " + output.key() + " = " + phrases.value(output.value())));
                out.println("    and not: " + phrases.list(branch.kept()));
            }
            case Evaluation.Failed failed ->
                out.println("    cannot be answered: " + new ProblemText(words).problem(failed.problem()));
        }
    }

    private static String request(Presentation presentation) {
        return "The asker of \"" + presentation.request().content().title() + "\"";
    }
}
