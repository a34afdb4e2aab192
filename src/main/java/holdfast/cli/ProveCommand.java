package holdfast.cli;

import holdfast.dvr.Evaluation;
import holdfast.net.NetException;
import holdfast.proving.LeakScanner;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.ProofTask;
import holdfast.proving.ProvingException;
import holdfast.text.Language;
import holdfast.text.NetworkText;
import holdfast.token.TokenException;
import holdfast.wallet.Presentation;
import holdfast.wallet.PresentationException;
import holdfast.wallet.WalletException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "prove",
        description = {
            "Proves what a request asks, from the issuer's signed data: on this machine, or with --remote by a service.",
            "From files, or from the vault: then --request and --credential take ids, the proof is kept in the vault with"
                    + " its entry in the history, and --out also writes it to a file.",
            "A request that the data does not satisfy can be proven too: the proof then says no. Ctrl-C cancels."
        },
        footer = {
            "",
            "Example: holdfast prove --request loan.dvr.jwt --credential sari.jwt --out sari.hfproof",
            "From the vault: holdfast prove --request 1a2b --out sari.hfproof",
            "See first what the verifier will learn: holdfast preview …, holdfast requests show 1a2b"
        })
final class ProveCommand implements Callable<Integer> {
    /** An id of the wallet, or the beginning of one. */
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{4,32}");

    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;
    private final Engines engines;
    private final NetworkAccess network;

    @Mixin
    private RemoteOptions remote = new RemoteOptions();

    @Mixin
    private PresentationFiles files = new PresentationFiles();

    @Mixin
    private WalletFolder folder = new WalletFolder();

    @Option(
            names = "--out",
            paramLabel = "P",
            description = "Where the proof goes (.hfproof). From the vault it may be left out.")
    private @Nullable String out;

    @Option(
            names = "--date",
            paramLabel = "YYYY-MM-DD",
            description = "The day that counts as today; the current one (UTC) by default.")
    private @Nullable LocalDate date;

    @Option(
            names = "--nonce",
            paramLabel = "N",
            description = "What the verifier asked to be bound. A request in the vault has it already.")
    private @Nullable String nonce;

    @Option(names = "--audience", paramLabel = "A", description = "For whom the proof is meant; as --nonce.")
    private @Nullable String audience;

    @Option(
            names = "--even-no",
            description = "From the vault: prove also when the answer is no. Else nothing is proven then.")
    private boolean evenNo;

    @Option(
            names = "--export",
            paramLabel = "DIR",
            description = {
                "A folder for the proof as files of other libzk implementations, with the circuits;",
                "it is made, or is empty. Check it with: holdfast zk verify --export DIR"
            })
    private @Nullable String export;

    @Mixin
    private LanguageOption language = new LanguageOption();

    ProveCommand(Terminal terminal, Clock clock, SecureRandom random, Engines engines, NetworkAccess network) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
        this.engines = engines;
        this.network = network;
    }

    @Override
    public Integer call() throws TokenException, WalletException, PresentationException, NetException {
        LocalDate reference = date == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : date;
        return isId(files.request()) ? fromVault(reference) : fromFiles(reference);
    }

    /** A file of that name comes first: it is what the user sees. */
    private static boolean isId(String request) {
        return ID.matcher(request).matches() && Files.notExists(Path.of(request));
    }

    private int fromVault(LocalDate reference) throws TokenException, WalletException, PresentationException {
        if (nonce != null || audience != null) {
            throw new CliException("A request in the vault has its own nonce and audience. Leave --nonce and --audience"
                    + " out; they are given with requests add.");
        }
        if (export != null && remote.remote() != null) {
            throw onlyHere();
        }
        if (remote.isAddress()) {
            throw new CliException("From the vault, --remote takes the name of a prover that is in the vault. Add it"
                    + " first: holdfast provers add NAME " + remote.remote());
        }
        VaultProof.Maker maker =
                remote.remote() == null ? VaultProof.embedded(terminal, engines.prover()) : elsewhere()::fromVault;
        return new VaultProof(terminal, clock, random, new NetworkText(language.value()), engines.exporter())
                .prove(folder, files, reference, new VaultProof.Wishes(out, evenNo, export), maker);
    }

    private RemoteProof elsewhere() {
        return new RemoteProof(terminal, network, remote, new NetworkText(language.value()));
    }

    private int fromFiles(LocalDate reference) throws TokenException, NetException {
        if (out == null) {
            throw new CliException("Where shall the proof go? Give --out P.hfproof.");
        }
        Language words = language.value();
        Presentation presentation = files.read(terminal, words);
        if (presentation == null) {
            return Cli.REFUSED;
        }
        ProofTask task = new ProofTask(
                presentation.request(),
                presentation.credentials(),
                reference,
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                nonce,
                audience);
        if (remote.remote() != null) {
            return fromFilesElsewhere(presentation, task, out);
        }
        try (CancelOnInterrupt interrupt = new CancelOnInterrupt();
                NewExport exported = export == null ? null : NewExport.in(export)) {
            return prove(presentation, task, out, exported, interrupt);
        }
    }

    private int prove(
            Presentation presentation,
            ProofTask task,
            String target,
            @Nullable NewExport exported,
            BooleanSupplier cancelled) {
        ProofFile proof;
        ProgressLine progress = new ProgressLine(terminal);
        try {
            proof = engines.prover().get().prove(task, progress, cancelled);
        } catch (ProvingException e) {
            terminal.err().println(impossible(e));
            return Cli.REFUSED;
        } catch (CancellationException e) {
            terminal.err().println("Cancelled. Nothing was written.");
            return Cli.REFUSED;
        } finally {
            progress.end();
        }
        LeakScanner.Report report = LeakScanner.scan(proof, presentation.data());
        if (!report.clean()) {
            blocked(terminal, report.hits());
            return Cli.REFUSED;
        }
        terminal.write(target, ProofFileCodec.write(proof));
        if (exported != null && !exported.write(terminal, engines.exporter().get(), task.request(), proof, cancelled)) {
            return Cli.REFUSED;
        }
        boolean yes = presentation.evaluate(task.reference()) instanceof Evaluation.Evaluated evaluated
                && evaluated.satisfied();
        terminal.err()
                .println((yes ? "Proven." : "Proven; the answer is no.") + " Searched for " + report.values()
                        + " private values: none is in the proof.");
        return Cli.OK;
    }

    private int fromFilesElsewhere(Presentation presentation, ProofTask task, String file) throws NetException {
        if (export != null) {
            throw onlyHere();
        }
        if (!remote.isAddress()) {
            throw new CliException("From files, --remote takes the address of a prover, as in https://prover.example."
                    + " A prover of the vault proves a request of the vault: --request ID.");
        }
        try (Secrets secrets = folder.secrets(terminal)) {
            return elsewhere().fromFiles(presentation, task, secrets, file);
        }
    }

    private static CliException onlyHere() {
        return new CliException("--export is for proofs that are made on this computer. Leave --remote out.");
    }

    static String impossible(ProvingException e) {
        return "Cannot be proven: " + e.getMessage() + " [" + e.code() + "]";
    }

    static void blocked(Terminal terminal, List<LeakScanner.Hit> hits) {
        terminal.err().println("Blocked: the proof contains private values and was not written. Report this.");
        hits.forEach(hit -> terminal.err()
                .println("  " + Terminal.visible(hit.place()) + ", " + hit.encoding() + ", at byte " + hit.offset()
                        + " of " + hit.region()));
    }
}
