package holdfast.cli;

import holdfast.token.Es256PublicKey;
import holdfast.token.KeyReader;
import holdfast.token.KeyResolver;
import holdfast.wallet.CredentialImport;
import holdfast.wallet.CredentialImport.Checked;
import holdfast.wallet.CredentialImport.Named;
import holdfast.wallet.HeldCredential;
import holdfast.wallet.KeyStanding;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "add",
        description = {
            "Adds credentials. Every signature is checked before anything is stored; all are stored, or none.",
            "An issuer's key that is met first is remembered; when it changes later, that is an alarm."
        },
        footer = {
            "",
            "Example: holdfast credentials add sari.jwt --key bank.pem --name 'My account'",
            "Key by address: holdfast credentials add sari.jwt --jwks https://bank.example/jwks.json=jwks.json"
        })
final class CredentialsAddCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;

    @Mixin
    private WalletFolder folder = new WalletFolder();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "User data tokens, or - for standard input.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--key", paramLabel = "F", description = "The issuer's public key; else the one the token names.")
    private @Nullable String key;

    @Mixin
    private KeySetFiles keySets = new KeySetFiles();

    @Option(names = "--name", paramLabel = "NAME", description = "What you call it; the file's name by default.")
    private @Nullable String name;

    @Option(names = "--label", paramLabel = "TEXT", description = "A word for finding it again; may be repeated.")
    private List<String> labels = new ArrayList<>();

    @Option(
            names = "--accept-changed-key",
            description = "Take an issuer's key that is not the one known so far. Ask the issuer first.")
    private boolean acceptChangedKey;

    CredentialsAddCommand(Terminal terminal, Clock clock, SecureRandom random) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws WalletException {
        if (name != null && files.size() > 1) {
            throw new CliException("--name names one credential, and " + files.size() + " files were given.");
        }
        Es256PublicKey given = key == null ? null : terminal.about(key, KeyReader::readPublic);
        KeyResolver fresh = keySets.read(terminal);
        try (Wallet wallet = folder.open(terminal, clock, random, Access.WRITE)) {
            CredentialImport imports = new CredentialImport(wallet, fresh);
            List<Named> credentials = new ArrayList<>();
            for (String file : files) {
                Checked checked = terminal.about(file, text -> imports.check(text, given));
                credentials.add(new Named(checked, name == null ? nameOf(file) : name, labels));
            }
            return report(terminal, wallet, imports.store(credentials, acceptChangedKey));
        }
    }

    /** Says what came of an import; 1 for the alarm. */
    static int report(Terminal terminal, Wallet wallet, CredentialImport.Outcome outcome) {
        return switch (outcome) {
            case CredentialImport.Outcome.Stored(List<HeldCredential> added, List<HeldCredential> present) -> {
                for (HeldCredential credential : added) {
                    KeyStanding issuer = wallet.issuer(credential);
                    terminal.out()
                            .println(credential.id() + "  " + Terminal.visible(credential.name()) + "  from "
                                    + Terminal.visible(issuer.displayName()) + ", key "
                                    + issuer.key().fingerprint());
                }
                for (HeldCredential credential : present) {
                    terminal.out()
                            .println(credential.id() + "  " + Terminal.visible(credential.name())
                                    + "  is in the wallet already");
                }
                yield Cli.OK;
            }
            case CredentialImport.Outcome.KeyChanged(List<KeyStanding.Changed> keys) -> {
                keys.forEach(changed -> alarm(terminal, "issuer", changed));
                yield Cli.REFUSED;
            }
        };
    }

    static void alarm(Terminal terminal, String who, KeyStanding.Changed changed) {
        terminal.err()
                .println("holdfast: the key of the " + who + " " + Terminal.visible(changed.displayName())
                        + " CHANGED. Known so far: " + changed.before().key().fingerprint() + ". Now: "
                        + changed.key().fingerprint()
                        + ". Nothing was stored. Ask them whether they changed it; if so, repeat with"
                        + " --accept-changed-key.");
    }

    private static String nameOf(String file) {
        if (file.equals(Terminal.STANDARD)) {
            return "Credential";
        }
        String last = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        int dot = last.indexOf('.');
        return dot > 0 ? last.substring(0, dot) : last;
    }
}
