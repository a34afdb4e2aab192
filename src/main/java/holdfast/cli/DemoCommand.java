package holdfast.cli;

import holdfast.demo.RolePlay;
import holdfast.demo.Samples;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.Evaluation;
import holdfast.dvr.Evaluation.Evaluated;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.ProofFileException;
import holdfast.proving.ProofTask;
import holdfast.proving.ProvingException;
import holdfast.text.Language;
import holdfast.text.Messages;
import holdfast.text.Phrases;
import holdfast.text.ProblemText;
import holdfast.text.QueryText;
import holdfast.token.KeyResolver;
import holdfast.token.TokenException;
import holdfast.token.TokenReader;
import holdfast.token.VerifiedToken;
import holdfast.verification.Expectations;
import holdfast.verification.ProofChecker;
import holdfast.verification.Verdict;
import holdfast.wallet.Presentation;
import holdfast.wallet.PresentationException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = {
            "Plays issuer, verifier and holder with sample people.",
            "The first answer to each request is proven on this machine and verified from the request alone.",
            "Keys are made for the occasion and forgotten; nothing is stored and no connection is made.",
            "With --network a bank and a lender are services with TLS on this computer, and all goes over HTTP."
        },
        footer = {"", "Example: holdfast demo", "Example: holdfast demo --network --verifier-centric"})
final class DemoCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;
    private final Engines engines;

    @Option(
            names = "--network",
            description =
                    "Over the network: the holder asks for the request and the data, proves, and sends the proof.")
    private boolean network;

    @Option(
            names = "--verifier-centric",
            description = "With --network: the verifier asks the issuer, which proves over its own data.")
    private boolean verifierCentric;

    @Option(names = "--service-log", paramLabel = "P", description = "With --network: file for the services' log.")
    private @Nullable String serviceLog;

    @Mixin
    private LanguageOption language = new LanguageOption();

    DemoCommand(Terminal terminal, Clock clock, SecureRandom random, Engines engines) {
        this.engines = engines;
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws TokenException, PresentationException, ProvingException {
        if (network) {
            return new NetworkDemoRun(terminal, clock, random, engines).run(verifierCentric, serviceLog);
        }
        if (verifierCentric) {
            throw new CliException("--verifier-centric is a way over the network. Give --network too.");
        }
        boolean accepted = true;
        Samples samples = Samples.load();
        try (RolePlay play = new RolePlay(samples, random)) {
            for (Samples.Request request : samples.requests().values()) {
                VerifiedToken<DvrRequest> asked = play.ask(request);
                terminal.out().println(request.verifier() + " asks: " + request.title());
                terminal.out()
                        .println("  request " + asked.content().digest().substring(0, 16) + "…, signed by "
                                + asked.key().fingerprint());
                for (var answer : request.answers()) {
                    Presentation presentation = play.present(asked, answer);
                    show(samples.person(answer), presentation);
                    if (answer.equals(request.answers().getFirst())) {
                        accepted &= proveAndVerify(presentation);
                    }
                }
                terminal.out().println();
            }
        }
        return accepted ? Cli.OK : Cli.REFUSED;
    }

    /** The holder proves, and hands over the file's bytes; the verifier has these and its own request, nothing else. */
    private boolean proveAndVerify(Presentation presentation) throws ProvingException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        ProofTask task = new ProofTask(
                presentation.request(),
                presentation.credentials(),
                LocalDate.ofInstant(now, ZoneOffset.UTC),
                now,
                null,
                null);
        byte[] file = ProofFileCodec.write(engines.prover().get().prove(task, (stage, done) -> {}, () -> false));
        ProofChecker checker =
                new ProofChecker(KeyResolver.none(), engines.verifier().get(), null);
        try {
            Verdict verdict = checker.check(
                    TokenReader.request(presentation.request().compact()),
                    ProofFileCodec.read(file),
                    new Expectations(now, Expectations.DEFAULT_MAX_AGE, null, null));
            terminal.out()
                    .println("    proven in " + file.length / 1024 + " KiB; the verifier: "
                            + (verdict.accepted()
                                    ? "ACCEPTED, " + verdict.provenBy().code()
                                    : "REFUSED"));
            return verdict.accepted();
        } catch (ProofFileException | TokenException e) {
            throw new IllegalStateException("what was written cannot be read back", e);
        }
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
