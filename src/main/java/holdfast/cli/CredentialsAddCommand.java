package holdfast.cli;

import holdfast.net.Cancellation;
import holdfast.net.NetException;
import holdfast.net.Purpose;
import holdfast.token.Es256PublicKey;
import holdfast.token.KeyReader;
import holdfast.token.KeyResolver;
import holdfast.token.TokenReader;
import holdfast.token.UnverifiedToken;
import holdfast.wallet.Connections;
import holdfast.wallet.CredentialImport;
import holdfast.wallet.CredentialImport.Checked;
import holdfast.wallet.CredentialImport.Named;
import holdfast.wallet.Fetching;
import holdfast.wallet.HeldCredential;
import holdfast.wallet.KeyStanding;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import holdfast.wallet.Wanted;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            "From its issuer: holdfast credentials add --from https://bank.example/credentials/account --account sari",
            "Key by address: holdfast credentials add sari.jwt --jwks https://bank.example/jwks.json=jwks.json"
        })
final class CredentialsAddCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;
    private final NetworkAccess network;

    @Mixin
    private WalletFolder folder = new WalletFolder();

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "User data tokens, or - for standard input.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--from", paramLabel = "URL", description = "Fetch one from its issuer instead of a file.")
    private @Nullable String from;

    @Option(
            names = "--account",
            paramLabel = "NAME",
            description = "Your account at the issuer, with --from; its password is asked for after the passphrase.")
    private @Nullable String account;

    @Option(names = "--bearer", description = "With --from: show the issuer a token, which is asked for likewise.")
    private boolean bearer;

    @Option(
            names = "--fetch-keys",
            description = "Fetch the issuer's keys from the address that the token names. --from implies it.")
    private boolean fetchKeys;

    @Mixin
    private Permission permission = new Permission();

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

    CredentialsAddCommand(Terminal terminal, Clock clock, SecureRandom random, NetworkAccess network) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
        this.network = network;
    }

    @Override
    public Integer call() throws WalletException, NetException {
        if (name != null && files.size() > 1) {
            throw new CliException("--name names one credential, and " + files.size() + " files were given.");
        }
        if (files.isEmpty() == (from == null)) {
            throw new CliException("Name the files of credentials, or one address with --from URL.");
        }
        Es256PublicKey given = key == null ? null : terminal.about(key, KeyReader::readPublic);
        KeyResolver atHand = keySets.read(terminal);
        try (Secrets secrets = folder.secrets(terminal);
                Wallet wallet = folder.open(folder.store(terminal, clock, random), terminal, secrets, Access.WRITE)) {
            return from == null && !fetchKeys
                    ? add(wallet, new CredentialImport(wallet, atHand), given, read())
                    : addFetching(wallet, secrets, given, atHand);
        }
    }

    private int addFetching(Wallet wallet, Secrets secrets, @Nullable Es256PublicKey given, KeyResolver atHand)
            throws WalletException, NetException {
        Connections connections = new Connections(wallet, network.network().get());
        Map<String, String> texts = from == null ? read() : fetch(connections, secrets, from);
        boolean allowed = !texts.isEmpty();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            UnverifiedToken<?> token = terminal.about(text.getKey(), text.getValue(), TokenReader::userData);
            allowed &= given != null || permission.allowsKeysOf(terminal, connections, token, atHand);
        }
        return allowed
                ? add(wallet, new CredentialImport(wallet, connections.keys(atHand)), given, texts)
                : Cli.REFUSED;
    }

    /** The texts by the names that messages give them; empty when fetching was not allowed. */
    private Map<String, String> fetch(Connections connections, Secrets secrets, String url)
            throws WalletException, NetException {
        Wanted wanted = Wanted.of(Purpose.USER_DATA, url);
        if (!permission.allows(terminal, connections, List.of(wanted))) {
            return Map.of();
        }
        try (Fetching.Login login = login(secrets)) {
            return switch (new Fetching(connections).credential(wanted.address(), login, new Cancellation())) {
                case Fetching.Outcome.Fetched<String>(String text) ->
                    Map.of(wanted.address().shown(), text);
                case Fetching.Outcome.NotAllowed<String> ignored -> Map.of();
                case Fetching.Outcome.Contradiction<String> ignored -> Map.of();
            };
        }
    }

    private Fetching.Login login(Secrets secrets) {
        if (account == null && !bearer) {
            return Fetching.Login.none();
        }
        char[] typed = secrets.read(bearer ? "Token for the issuer: " : "Password at the issuer: ");
        try {
            byte[] secret = Secrets.utf8(typed);
            return account == null ? Fetching.Login.token(secret) : Fetching.Login.account(account, secret);
        } catch (IllegalArgumentException e) {
            throw new CliException("The name of an account has no colon.");
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    private Map<String, String> read() {
        Map<String, String> texts = new LinkedHashMap<>();
        files.forEach(file -> texts.put(file, terminal.readText(file)));
        return texts;
    }

    private int add(Wallet wallet, CredentialImport imports, @Nullable Es256PublicKey given, Map<String, String> texts)
            throws WalletException {
        List<Checked> read = new ArrayList<>();
        texts.forEach((file, text) -> read.add(terminal.about(file, text, token -> imports.check(token, given))));
        List<String> files = List.copyOf(texts.keySet());
        List<Named> credentials = new ArrayList<>();
        for (Checked checked : imports.again(read)) {
            String called = name == null ? nameOf(files.get(credentials.size())) : name;
            credentials.add(new Named(checked, called, labels));
        }
        return report(terminal, wallet, imports.store(credentials, acceptChangedKey));
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
