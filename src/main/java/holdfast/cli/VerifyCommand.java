package holdfast.cli;

import holdfast.dvr.DvrRequest;
import holdfast.json.JsonWriter;
import holdfast.proving.ProofFileException;
import holdfast.proving.StatementVerifier;
import holdfast.token.Es256PublicKey;
import holdfast.token.KeyReader;
import holdfast.token.TokenException;
import holdfast.token.TokenReader;
import holdfast.token.UnverifiedToken;
import holdfast.verification.Check;
import holdfast.verification.Expectations;
import holdfast.verification.GivenProof;
import holdfast.verification.ProofChecker;
import holdfast.verification.ReplayCache;
import holdfast.verification.Verdict;
import holdfast.verification.Verdict.ProvenBy;
import holdfast.verification.store.VerifierStore;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description = {
            "Checks a proof against your own copy of the request.",
            "Every check is a line that passed or did not. Ends with 0 when accepted, 1 when refused."
        },
        footer = {
            "",
            "Example: holdfast verify --request loan.dvr.jwt --proof sari.hfproof",
            "A zkPass proof token: … --proof token.jwt --service-key service.pem",
            "So that no proof counts twice: … --store verifier"
        })
final class VerifyCommand implements Callable<Integer> {
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;
    private final Supplier<StatementVerifier> statements;

    @Option(names = "--request", required = true, paramLabel = "F", description = "Your copy of the request.")
    private String request;

    @Option(
            names = "--proof",
            required = true,
            paramLabel = "F",
            description = "The proof: a proof file (.hfproof), or a zkPass proof token.")
    private String proof;

    @Option(names = "--nonce", paramLabel = "N", description = "The nonce you gave out with the request.")
    private @Nullable String nonce;

    @Option(names = "--audience", paramLabel = "A", description = "The name you gave yourself with the request.")
    private @Nullable String audience;

    @Option(
            names = "--service-key",
            paramLabel = "PUB",
            description = "Key of a proving service that you trust; without it its proof tokens are refused.")
    private @Nullable String serviceKey;

    @Mixin
    private KeySetFiles keySets = new KeySetFiles();

    @Option(
            names = "--max-age",
            paramLabel = "D",
            converter = DurationConverter.class,
            description = "How old a proof may be, for example 30m, 12h or 7d; 1h by default.")
    private Duration maxAge = Expectations.DEFAULT_MAX_AGE;

    @Option(
            names = "--allow-method",
            paramLabel = "HEX",
            description = "Accept this program (query_method_ver) of a proving service too; may be repeated.")
    private Set<String> methods = new HashSet<>();

    @Mixin
    private VerifierFolder store = new VerifierFolder();

    @Option(names = "--json", description = "Print JSON for programs.")
    private boolean json;

    VerifyCommand(Terminal terminal, Clock clock, SecureRandom random, Supplier<StatementVerifier> statements) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
        this.statements = statements;
    }

    @Override
    public Integer call() throws WalletException {
        UnverifiedToken<DvrRequest> own = terminal.about(request, TokenReader::request);
        if (!store.isGiven()) {
            return report(own, null);
        }
        try (VerifierStore seen = store.open(terminal, clock, random, Access.WRITE)) {
            // The time allowed may be longer the next time: what was accepted is remembered for a month at least.
            return report(own, (id, until) -> {
                Instant month = clock.instant().plus(REMEMBERED);
                return seen.add(id, until.isAfter(month) ? until : month);
            });
        }
    }

    private int report(UnverifiedToken<DvrRequest> own, @Nullable ReplayCache seen) {
        ProofChecker checker = new ProofChecker(keySets.read(terminal), statements.get(), seen, methods);
        Expectations expected = new Expectations(clock.instant(), maxAge, nonce, audience);
        Verdict verdict;
        try (CancelOnInterrupt interrupt = new CancelOnInterrupt()) {
            verdict = check(checker, own, expected, interrupt);
        } catch (CancellationException e) {
            terminal.err().println("Cancelled. The proof was neither accepted nor refused.");
            return Cli.REFUSED;
        }
        if (json) {
            terminal.json(verdict.toJson());
        } else {
            print(verdict);
        }
        return verdict.accepted() ? Cli.OK : Cli.REFUSED;
    }

    private Verdict check(
            ProofChecker checker, UnverifiedToken<DvrRequest> own, Expectations expected, BooleanSupplier cancelled) {
        byte[] bytes = terminal.read(proof);
        Es256PublicKey service = serviceKey == null ? null : terminal.about(serviceKey, KeyReader::readPublic);
        try {
            return checker.check(own, GivenProof.read(bytes), service, expected, cancelled);
        } catch (ProofFileException e) {
            throw new CliException(
                    Terminal.describe(proof) + ": " + e.getMessage() + ". Ask the holder for the file again.");
        } catch (TokenException e) {
            throw new CliException(Terminal.describe(proof) + ": " + e.getMessage());
        }
    }

    private void print(Verdict verdict) {
        PrintWriter out = terminal.out();
        out.println(verdict.accepted() ? "ACCEPTED, " + verdict.provenBy().code() : "REFUSED");
        for (Check check : verdict.checks()) {
            out.println(String.format(
                    "  %s %-18s %s",
                    check.passed() ? "ok  " : "FAIL", check.name().code(), Terminal.visible(check.detail())));
        }
        if (verdict.provenBy() == ProvenBy.SERVICE_ATTESTED) {
            out.println("What the proof says is the word of the service; its outputs are not verified here.");
        } else if (verdict.accepted()) {
            out.println("Proven:");
            verdict.outputs()
                    .forEach(output -> out.println("  " + Terminal.visible(output.key()) + " = "
                            + Terminal.visible(JsonWriter.compact(output.value().toJson()))));
        }
    }
}
