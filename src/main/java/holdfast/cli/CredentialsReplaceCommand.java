package holdfast.cli;

import holdfast.token.Es256PublicKey;
import holdfast.token.KeyReader;
import holdfast.token.KeyResolver;
import holdfast.wallet.CredentialImport;
import holdfast.wallet.CredentialImport.Checked;
import holdfast.wallet.HeldCredential;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "replace",
        description = "Puts a newer credential in the place of another, which keeps its id, name and labels.",
        footer = {"", "Example: holdfast credentials replace 1a2b newer.jwt --key bank.pem"})
final class CredentialsReplaceCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;

    @Mixin
    private WalletFolder folder = new WalletFolder();

    @Parameters(paramLabel = "ID", description = "Its id, or the beginning of it: at least four digits.")
    private String id;

    @Parameters(paramLabel = "FILE", description = "The newer user data token, or - for standard input.")
    private String file;

    @Option(names = "--key", paramLabel = "F", description = "The issuer's public key; else the one the token names.")
    private @Nullable String key;

    @Mixin
    private KeySetFiles keySets = new KeySetFiles();

    @Option(
            names = "--accept-changed-key",
            description = "Take an issuer's key that is not the one known so far. Ask the issuer first.")
    private boolean acceptChangedKey;

    CredentialsReplaceCommand(Terminal terminal, Clock clock, SecureRandom random) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws WalletException {
        Es256PublicKey given = key == null ? null : terminal.about(key, KeyReader::readPublic);
        KeyResolver fresh = keySets.read(terminal);
        try (Wallet wallet = folder.open(terminal, clock, random, Access.WRITE)) {
            HeldCredential old = wallet.credential(id);
            CredentialImport imports = new CredentialImport(wallet, fresh);
            Checked checked = terminal.about(file, text -> imports.check(text, given));
            return CredentialsAddCommand.report(terminal, wallet, imports.replace(old, checked, acceptChangedKey));
        }
    }
}
