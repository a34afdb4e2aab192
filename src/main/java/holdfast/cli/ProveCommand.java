package holdfast.cli;

import holdfast.dvr.Evaluation;
import holdfast.proving.LeakScanner;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.ProofTask;
import holdfast.proving.Prover;
import holdfast.proving.ProvingException;
import holdfast.text.Language;
import holdfast.token.TokenException;
import holdfast.wallet.Presentation;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "prove",
        description = {
            "Proves on this machine what a request asks, from the issuer's signed data.",
            "A request that the data does not satisfy is proven too: the proof then says no. Ctrl-C cancels."
        },
        footer = {
            "",
            "Example: holdfast prove --request loan.dvr.jwt --credential sari.jwt --out sari.hfproof",
            "See first what the verifier will learn: holdfast preview --request loan.dvr.jwt --credential sari.jwt"
        })
final class ProveCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final Supplier<Prover> provers;

    @Mixin
    private PresentationFiles files = new PresentationFiles();

    @Option(names = "--out", required = true, paramLabel = "P", description = "Where the proof goes (.hfproof).")
    private String out;

    @Option(
            names = "--date",
            paramLabel = "YYYY-MM-DD",
            description = "The day that counts as today; the current one (UTC) by default.")
    private @Nullable LocalDate date;

    @Option(names = "--nonce", paramLabel = "N", description = "What the verifier asked to be bound.")
    private @Nullable String nonce;

    @Option(names = "--audience", paramLabel = "A", description = "For whom the proof is meant.")
    private @Nullable String audience;

    @Mixin
    private LanguageOption language = new LanguageOption();

    ProveCommand(Terminal terminal, Clock clock, Supplier<Prover> provers) {
        this.terminal = terminal;
        this.clock = clock;
        this.provers = provers;
    }

    @Override
    public Integer call() throws TokenException {
        Language words = language.value();
        Presentation presentation = files.read(terminal, words);
        if (presentation == null) {
            return Cli.REFUSED;
        }
        LocalDate reference = date == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : date;
        ProofTask task = new ProofTask(
                presentation.request(),
                presentation.credentials(),
                reference,
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                nonce,
                audience);
        ProofFile proof;
        ProgressLine progress = new ProgressLine(terminal);
        try {
            proof = provers.get().prove(task, progress, () -> false);
        } catch (ProvingException e) {
            progress.end();
            terminal.err().println("Cannot be proven: " + e.getMessage() + " [" + e.code() + "]");
            return Cli.REFUSED;
        }
        progress.end();
        LeakScanner.Report report = LeakScanner.scan(proof, presentation.data());
        if (!report.clean()) {
            terminal.err().println("Blocked: the proof contains private values and was not written.");
            report.hits()
                    .forEach(hit -> terminal.err()
                            .println("  " + hit.place() + ", " + hit.encoding() + ", at byte " + hit.offset() + " of "
                                    + hit.region()));
            return Cli.REFUSED;
        }
        terminal.writeAtomically(out, ProofFileCodec.write(proof));
        boolean yes =
                presentation.evaluate(reference) instanceof Evaluation.Evaluated evaluated && evaluated.satisfied();
        terminal.err()
                .println((yes ? "Proven." : "Proven; the answer is no.") + " Searched for " + report.values()
                        + " private values: none is in the proof.");
        return Cli.OK;
    }
}
