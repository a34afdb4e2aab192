package holdfast.cli;

import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.KeyStanding;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Lists the requests, and what became of them.",
        footer = {"", "Example: holdfast requests list --json"})
final class RequestsListCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;

    @Mixin
    private WalletFolder folder = new WalletFolder();

    @Option(names = "--json", description = "For programs; see docs/FORMAT.md.")
    private boolean json;

    RequestsListCommand(Terminal terminal, Clock clock, SecureRandom random) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws WalletException {
        try (Wallet wallet = folder.open(terminal, clock, random, Access.READ)) {
            Instant now = clock.instant();
            if (json) {
                terminal.json(JsonValue.array(wallet.requests().stream()
                        .map(request -> json(wallet, request, now).build())
                        .toList()));
            } else if (wallet.requests().isEmpty()) {
                terminal.out().println("The wallet has no requests.");
            } else {
                for (HeldRequest request : wallet.requests()) {
                    KeyStanding verifier = wallet.verifier(request);
                    terminal.out()
                            .println(request.id().brief() + "  "
                                    + request.state(now).code() + "  "
                                    + Terminal.visible(request.title()) + "  from "
                                    + Terminal.visible(verifier.displayName()) + " ("
                                    + CredentialsListCommand.describe(verifier) + ")");
                }
            }
        }
        return Cli.OK;
    }

    static JsonValue.Builder json(Wallet wallet, HeldRequest request, Instant now) {
        KeyStanding verifier = wallet.verifier(request);
        return JsonObject.builder()
                .put("id", request.id().hex())
                .put("state", request.state(now).code())
                .put("title", request.title())
                .put("verifier", verifier.displayName())
                .put("verifier_key", request.verifierKey().fingerprint())
                .put("verifier_key_standing", verifier.code())
                .put("nonce", JsonValue.ofNullable(request.delivery().nonce()))
                .put("audience", JsonValue.ofNullable(request.delivery().audience()))
                .put("reply", JsonValue.ofNullable(request.delivery().reply()))
                .put(
                        "expires",
                        JsonValue.ofNullable(
                                request.delivery().expires() == null
                                        ? null
                                        : request.delivery().expires().toString()))
                .put("added", request.addedAt().toString());
    }
}
