package holdfast.cli;

import holdfast.net.Cancellation;
import holdfast.net.HttpAddress;
import holdfast.net.NetException;
import holdfast.net.Purpose;
import holdfast.net.RequestLink;
import holdfast.token.KeyResolver;
import holdfast.token.TokenException;
import holdfast.token.TokenReader;
import holdfast.wallet.Connections;
import holdfast.wallet.Fetching;
import holdfast.wallet.Fetching.Received;
import holdfast.wallet.HeldRequest;
import holdfast.wallet.HeldRequest.Delivery;
import holdfast.wallet.KeyStanding;
import holdfast.wallet.PresentationException;
import holdfast.wallet.RequestImport;
import holdfast.wallet.Wallet;
import holdfast.wallet.WalletException;
import holdfast.wallet.WalletStore.Access;
import holdfast.wallet.Wanted;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
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
            "Adds a request, after its signature and its query were checked. Nobody is told.",
            "A verifier's key that is met first is remembered; when it changes later, that is an alarm."
        },
        footer = {
            "",
            "Example: holdfast requests add loan.dvr.jwt --nonce 5f1c --audience bank.example",
            "From a link: holdfast requests add --from 'holdfast:request?url=https://lender.example/requests/7'"
        })
final class RequestsAddCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;
    private final NetworkAccess network;

    @Mixin
    private WalletFolder folder = new WalletFolder();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A DVR token, or - for standard input.")
    private @Nullable String file;

    @Option(
            names = "--from",
            paramLabel = "URL|LINK",
            description = "Fetch it from its verifier: from its address, or a holdfast:request link.")
    private @Nullable String from;

    @Option(names = "--ask", description = "With --from URL: ask the verifier to make a new one.")
    private boolean ask;

    @Option(
            names = "--fetch-keys",
            description = "Fetch the verifier's keys from the address that the token names. --from implies it.")
    private boolean fetchKeys;

    @Mixin
    private Permission permission = new Permission();

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

    RequestsAddCommand(Terminal terminal, Clock clock, SecureRandom random, NetworkAccess network) {
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
        this.network = network;
    }

    @Override
    public Integer call() throws WalletException, PresentationException, NetException {
        if ((file == null) == (from == null)) {
            throw new CliException("Name the file of a request, or its address with --from.");
        }
        Delivery beside = new Delivery(nonce, audience, reply, expires);
        if (from != null && !beside.equals(Delivery.NONE)) {
            throw new CliException("What comes beside a request that is fetched comes with it. Leave --nonce,"
                    + " --audience, --reply and --expires out.");
        }
        KeyResolver atHand = keySets.read(terminal);
        try (Wallet wallet = folder.open(terminal, clock, random, Access.WRITE)) {
            if (file != null && !fetchKeys) {
                return add(wallet, atHand, file, new Received(terminal.readText(file), beside));
            }
            Connections connections = new Connections(wallet, network.network().get());
            String source = file == null ? String.valueOf(from) : file;
            Received received =
                    file == null ? fetch(connections, source) : new Received(terminal.readText(file), beside);
            if (received == null
                    || !permission.allowsKeysOf(
                            terminal,
                            connections,
                            terminal.about(source, received.token(), TokenReader::request),
                            atHand)) {
                return Cli.REFUSED;
            }
            return add(wallet, connections.keys(atHand), source, received);
        }
    }

    /** Null when it was not fetched; why was printed. */
    private @Nullable Received fetch(Connections connections, String source) throws WalletException, NetException {
        boolean link = source.startsWith(RequestLink.START);
        RequestLink where =
                link ? RequestLink.parse(source) : new RequestLink(HttpAddress.parse(source), null, null, null, null);
        if (link && ask) {
            throw new CliException("A link leads to a request that was made already. Leave --ask out.");
        }
        if (!permission.allows(terminal, connections, List.of(new Wanted(Purpose.REQUEST, where.url())))) {
            return null;
        }
        Fetching fetching = new Fetching(connections);
        Fetching.Outcome<Received> outcome = ask
                ? fetching.newRequest(where.url(), new Cancellation())
                : fetching.request(where, new Cancellation());
        return switch (outcome) {
            case Fetching.Outcome.Fetched<Received>(Received received) -> received;
            case Fetching.Outcome.NotAllowed<Received> ignored -> null;
            case Fetching.Outcome.Contradiction<Received>(String member) -> {
                terminal.err()
                        .println("holdfast: the link and the verifier's answer say different things about the " + member
                                + ". Nothing was stored; ask the verifier for a new link.");
                yield null;
            }
        };
    }

    private int add(Wallet wallet, KeyResolver fresh, String source, Received received)
            throws WalletException, PresentationException {
        RequestImport imports = new RequestImport(wallet, fresh);
        RequestImport.Checked checked;
        try {
            checked = imports.check(received.token(), received.delivery());
        } catch (PresentationException.BadQuery e) {
            throw new CliException(Terminal.describe(source) + " has no valid query: "
                    + e.query().problem().summary() + ". Ask the verifier for a correct request.");
        } catch (TokenException e) {
            throw new CliException(Terminal.describe(source) + ": " + e.getMessage());
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
                        .println(
                                request.id() + "  " + Terminal.visible(request.title()) + "  is in the wallet already");
                yield Cli.OK;
            }
            case RequestImport.Outcome.KeyChanged(KeyStanding.Changed changed) -> {
                CredentialsAddCommand.alarm(terminal, "verifier", changed);
                yield Cli.REFUSED;
            }
        };
    }
}
