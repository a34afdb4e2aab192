package holdfast.cli;

import holdfast.token.KeyResolver;
import holdfast.token.TokenException;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.HeldRequest.Delivery;
import holdfast.wallet.KeyStanding;
import holdfast.wallet.PresentationException;
import holdfast.wallet.RequestImport;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "add",
        description = {
            "Adds a request, after its signature and its query were checked. Nobody is told.",
            "A verifier's key that is met first is remembered; when it changes later, that is an alarm."
        },
        footer = {"", "Example: holdfast requests add loan.dvr.jwt --nonce 5f1c --audience bank.example"})
final class RequestsAddCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;

    @Mixin
    private WalletFolder folder = new WalletFolder();

    @Parameters(paramLabel = "FILE", description = "A DVR token, or - for standard input.")
    private String file;

    @Mixin
    private KeySetFiles keySets = new KeySetFiles();

    @Option(names = "--nonce", paramLabel = "N", description = "What the verifier gave out to be bound in the proof.")
    private @Nullable String nonce;

    @Option(names = "--audience", paramLabel = "A", description = "What the verifier calls itself, to be bound too.")
    private @Nullable String audience;

    @Option(names = "--reply", paramLabel = "URL", description = "Where the verifier takes the proof.")
    private @Nullable String reply;

    @Option(names = "--expires", paramLabel = "TIME", description = "Until when, as in 2026-11-30T12:00:00Z.")
    private @Nullable Instant expires;

    @Option(
            names = "--accept-changed-key",
            description = "Take a verifier's key that is not the one known so far. Ask the verifier first.")
    private boolean acceptChangedKey;

    RequestsAddCommand(Terminal terminal, Clock clock, SecureRandom random) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws WalletException, TokenException, PresentationException {
        KeyResolver fresh = keySets.read(terminal);
        String text = terminal.readText(file);
        try (Wallet wallet = folder.open(terminal, clock, random, Access.WRITE)) {
            RequestImport imports = new RequestImport(wallet, fresh);
            RequestImport.Checked checked;
            try {
                checked = imports.check(text, new Delivery(nonce, audience, reply, expires));
            } catch (PresentationException.BadQuery e) {
                throw new CliException(Terminal.describe(file) + " has no valid query: "
                        + e.query().problem().summary() + ". Ask the verifier for a correct request.");
            } catch (TokenException e) {
                throw new CliException(Terminal.describe(file) + ": " + e.getMessage());
            }
            return switch (imports.store(checked, acceptChangedKey)) {
                case RequestImport.Outcome.Stored(HeldRequest request) -> {
                    KeyStanding verifier = checked.verifier();
                    terminal.out()
                            .println(request.id() + "  " + Terminal.visible(request.title()) + "  from "
                                    + Terminal.visible(verifier.displayName()) + " ("
                                    + CredentialsListCommand.describe(verifier) + "), key "
                                    + verifier.key().fingerprint());
                    yield Cli.OK;
                }
                case RequestImport.Outcome.Present(HeldRequest request) -> {
                    terminal.out()
                            .println(request.id() + "  " + Terminal.visible(request.title())
                                    + "  is in the wallet already");
                    yield Cli.OK;
                }
                case RequestImport.Outcome.KeyChanged(KeyStanding.Changed changed) -> {
                    CredentialsAddCommand.alarm(terminal, "verifier", changed);
                    yield Cli.REFUSED;
                }
            };
        }
    }
}
