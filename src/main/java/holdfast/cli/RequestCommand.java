package holdfast.cli;

import holdfast.credential.KeyRef;
import holdfast.credential.Tag;
import holdfast.dvr.UserDataRequest;
import holdfast.proving.ProofSystem;
import holdfast.token.Es256PrivateKey;
import holdfast.token.KeyReader;
import holdfast.token.TokenException;
import holdfast.token.TokenSigner;
import holdfast.verification.RequestAuthor;
import holdfast.wallet.WalletException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "request",
        description = "Makes and signs a request as a verifier (a DVR token).",
        footer = {
            "",
            "Example: holdfast request --key keys/private.pem --query loan.json --title 'Personal loan' \\",
            "           --issuer bank/public.pem --out loan.dvr.jwt",
            "With the key of your store: … --store verifier in place of --key",
            "Two credentials: … --issuer bank=bank.pem --issuer clinic=https://clinic.example/jwks.json#k-1"
        })
final class RequestCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;

    @Mixin
    private SigningKey key = new SigningKey();

    @Mixin
    private VerifierFolder store = new VerifierFolder();

    @Option(names = "--query", required = true, paramLabel = "JSON", description = "The query.")
    private String query;

    @Option(names = "--title", required = true, paramLabel = "T", description = "One line for the holder.")
    private String title;

    @Option(
            names = "--issuer",
            required = true,
            paramLabel = "[TAG=]KEY",
            description =
                    "The issuer's key, for each credential: a public key file, or the address of a key set, #, and"
                            + " the key's name in it.")
    private List<String> issuers = new ArrayList<>();

    @Option(
            names = "--user-data-url",
            paramLabel = "[TAG=]URL",
            description = "Where the holder can get the data, for each credential.")
    private List<String> urls = new ArrayList<>();

    @Option(names = "--id", paramLabel = "ID", description = "Your name for this request; a random one by default.")
    private @Nullable String id;

    @Option(
            names = "--zkvm",
            paramLabel = "S",
            defaultValue = ProofSystem.LIBZK,
            description = "Proof system: libzk (proven by the issuer's signature, the default), r0 or sp1.")
    private String zkvm;

    @Option(names = "--out", required = true, paramLabel = "F", description = "Where the token goes.")
    private String out;

    RequestCommand(Terminal terminal, Clock clock, SecureRandom random) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws TokenException, WalletException {
        if (key.isGiven() == store.isGiven()) {
            throw new CliException("Which key shall sign? Give either --key PEM or --store DIR.");
        }
        SortedMap<Tag, KeyRef> keys = Tagged.read("--issuer", issuers, this::issuerKey);
        SortedMap<Tag, String> addresses = Tagged.read("--user-data-url", urls, url -> url);
        if (!keys.keySet().containsAll(addresses.keySet())) {
            throw new CliException(
                    "--user-data-url names a tag that no --issuer has. Give the issuer's key for it too.");
        }
        SortedMap<Tag, UserDataRequest> userData = new TreeMap<>();
        keys.forEach((tag, issuer) -> userData.put(tag, new UserDataRequest(addresses.get(tag), issuer)));
        String text = QueryFile.readForSigning(terminal, query, keys.keySet());
        Es256PrivateKey privateKey = store.isGiven() ? store.signingKey(terminal, clock, random) : key.read(terminal);
        try {
            TokenSigner signer = new TokenSigner(privateKey, key.name(), random);
            RequestAuthor author = new RequestAuthor(privateKey.publicKey(), signer);
            String name = id == null ? newId() : id;
            terminal.write(
                    out,
                    author.sign(new RequestAuthor.Draft(zkvm, title, name, text, userData))
                            .compact());
        } finally {
            privateKey.destroy();
        }
        return Cli.OK;
    }

    private KeyRef issuerKey(String value) {
        int hash = value.lastIndexOf('#');
        if ((value.startsWith("https://") || value.startsWith("http://")) && hash > 0) {
            return new KeyRef.KeysetEndpoint(value.substring(0, hash), value.substring(hash + 1));
        }
        return terminal.about(value, KeyReader::readPublic).twoLines();
    }

    /** A version 4 UUID from the injected source. */
    private String newId() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(bytes);
        long high = (buffer.getLong() & ~0xF000L) | 0x4000L;
        long low = (buffer.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | Long.MIN_VALUE;
        return new UUID(high, low).toString();
    }
}
