package holdfast.cli;

import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.wallet.CredentialSearch;
import holdfast.wallet.HeldCredential;
import holdfast.wallet.KeyStanding;
import holdfast.wallet.PinnedKey;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Lists the credentials. Their data is not shown.",
        footer = {"", "Example: holdfast credentials list --search bank --json"})
final class CredentialsListCommand extends WalletCommand {
    @Option(
            names = "--search",
            paramLabel = "TEXT",
            description = "Only those with this in their name, a label or their issuer's name; case does not count.")
    private @Nullable String search;

    @Option(names = "--json", description = "For programs; see docs/FORMAT.md.")
    private boolean json;

    CredentialsListCommand(Terminal terminal, Clock clock, SecureRandom random) {
        super(terminal, clock, random, Access.READ);
    }

    @Override
    int with(Wallet wallet) throws WalletException {
        List<HeldCredential> found = CredentialSearch.find(wallet, search == null ? "" : search);
        if (json) {
            terminal.json(JsonValue.array(found.stream()
                    .map(credential -> json(wallet, credential).build())
                    .toList()));
        } else if (found.isEmpty()) {
            terminal.out().println(search == null ? "The wallet has no credentials." : "None matches.");
        } else {
            found.forEach(credential -> print(wallet, credential));
        }
        return Cli.OK;
    }

    static JsonValue.Builder json(Wallet wallet, HeldCredential credential) {
        KeyStanding issuer = wallet.issuer(credential);
        return JsonObject.builder()
                .put("id", credential.id().hex())
                .put("name", credential.name())
                .put(
                        "labels",
                        JsonValue.array(
                                credential.labels().stream().map(JsonValue::of).toList()))
                .put("issuer", issuer.displayName())
                .put("issuer_key", credential.issuerKey().fingerprint())
                .put("issuer_key_standing", issuer.code())
                .put("added", credential.addedAt().toString());
    }

    private void print(Wallet wallet, HeldCredential credential) {
        KeyStanding issuer = wallet.issuer(credential);
        terminal.out()
                .println(credential.id().brief() + "  " + Terminal.visible(credential.name()) + "  from "
                        + Terminal.visible(issuer.displayName()) + " (" + describe(issuer) + ")"
                        + (credential.labels().isEmpty()
                                ? ""
                                : "  " + Terminal.visible(String.join(", ", credential.labels()))));
    }

    /** How a key is known, in a few words. */
    static String describe(KeyStanding standing) {
        return switch (standing) {
            case KeyStanding.Known(PinnedKey pin) -> pin.confirmed() ? "key confirmed" : "key as first seen";
            case KeyStanding.FirstSeen first ->
                first.addressKnown() ? "new key of a known address" : "key never seen before";
            case KeyStanding.Changed ignored -> "KEY CHANGED";
        };
    }
}
