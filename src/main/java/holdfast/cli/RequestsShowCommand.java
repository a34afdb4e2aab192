package holdfast.cli;

import holdfast.token.KeyResolver;
import holdfast.token.TokenException;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.Matching;
import holdfast.wallet.PresentationException;
import holdfast.wallet.Preview;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = {
            "Shows who asks, what would be proven and told, and which of your credentials can answer.",
            "Nothing is proven and nothing leaves. Where none can answer, it says why, field by field."
        },
        footer = {"", "Example: holdfast requests show 1a2b"})
final class RequestsShowCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;

    @Mixin
    private WalletFolder folder = new WalletFolder();

    @Parameters(paramLabel = "ID", description = "Its id, or the beginning of it: at least four digits.")
    private String id;

    @Mixin
    private KeySetFiles keySets = new KeySetFiles();

    @Option(names = "--date", paramLabel = "DATE", description = "The day that counts as today; today by default.")
    private @Nullable LocalDate date;

    @Option(names = "--json", description = "For programs; see docs/FORMAT.md.")
    private boolean json;

    RequestsShowCommand(Terminal terminal, Clock clock, SecureRandom random) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws WalletException, TokenException, PresentationException {
        KeyResolver fresh = keySets.read(terminal);
        LocalDate reference = date == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : date;
        try (Wallet wallet = folder.open(terminal, clock, random, Access.READ)) {
            HeldRequest request = wallet.request(id);
            Matching matching;
            try {
                matching = Matching.of(wallet, request, fresh, reference);
            } catch (TokenException e) {
                terminal.err().println("holdfast: the request does not verify any more: " + e.getMessage());
                return Cli.REFUSED;
            }
            Matching.Answer answer = matching.suggested()
                    .orElse(
                            matching.answers().isEmpty()
                                    ? null
                                    : matching.answers().getFirst());
            Preview preview = answer == null ? null : Preview.of(wallet, request, answer.presentation(), reference);
            RequestReport report = new RequestReport(terminal, wallet, request, matching);
            if (json) {
                terminal.json(report.json(answer, preview, clock.instant()));
            } else {
                report.print(answer, preview, reference, clock.instant());
            }
            return matching.suggested().isPresent() ? Cli.OK : Cli.REFUSED;
        }
    }
}
