package holdfast.cli;

import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.token.TokenException;
import holdfast.wallet.HeldCredential;
import holdfast.wallet.KeyStanding;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows a credential with its data, after its signature was checked again.",
        footer = {
            "",
            "Example: holdfast credentials show 1a2b",
            "The token itself: holdfast credentials show 1a2b --token"
        })
final class CredentialsShowCommand extends WalletCommand {
    @Parameters(paramLabel = "ID", description = "Its id, or the beginning of it: at least four digits.")
    private String id;

    @Option(names = "--json", description = "For programs; see docs/FORMAT.md.")
    private boolean json;

    @Option(names = "--token", description = "Print the token exactly as it was received, and nothing else.")
    private boolean token;

    CredentialsShowCommand(Terminal terminal, Clock clock, SecureRandom random) {
        super(terminal, clock, random, Access.READ);
    }

    @Override
    int with(Wallet wallet) throws WalletException {
        HeldCredential credential = wallet.credential(id);
        if (token) {
            terminal.out().println(credential.token());
            return Cli.OK;
        }
        JsonObject data;
        try {
            data = credential.verify().content().data();
        } catch (TokenException e) {
            terminal.err().println("holdfast: the credential does not verify any more: " + e.getMessage());
            return Cli.REFUSED;
        }
        JsonValue.Builder shown = CredentialsListCommand.json(wallet, credential);
        if (json) {
            terminal.json(shown.put("data", data).build());
        } else {
            print(wallet, credential, data);
        }
        return Cli.OK;
    }

    private void print(Wallet wallet, HeldCredential credential, JsonObject data) {
        var out = terminal.out();
        KeyStanding issuer = wallet.issuer(credential);
        out.println(Terminal.visible(credential.name()));
        out.println();
        out.println("  id           " + credential.id());
        out.println("  issuer       " + Terminal.visible(issuer.displayName()) + " ("
                + CredentialsListCommand.describe(issuer) + ")");
        out.println("  fingerprint  " + credential.issuerKey().fingerprint());
        out.println("  added        " + credential.addedAt());
        out.println("  labels       " + Terminal.visible(String.join(", ", credential.labels())));
        out.println();
        out.println(Terminal.prettyJson(data).indent(2).stripTrailing());
    }
}
