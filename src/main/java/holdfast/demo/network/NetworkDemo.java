package holdfast.demo.network;

import holdfast.credential.KeyRef;
import holdfast.credential.Tag;
import holdfast.demo.Samples;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.UserDataRequest;
import holdfast.json.JsonValue.JsonBoolean;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.net.AllowedAddresses;
import holdfast.net.GuardedClient;
import holdfast.net.HttpAddress;
import holdfast.net.KeySetFetcher;
import holdfast.net.LedgerLine;
import holdfast.net.MemoryLedger;
import holdfast.net.NetException;
import holdfast.net.Purpose;
import holdfast.net.Resolver;
import holdfast.net.TlsTrust;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.ProofFileException;
import holdfast.proving.ProofTask;
import holdfast.proving.Prover;
import holdfast.proving.ProvingException;
import holdfast.proving.StatementVerifier;
import holdfast.service.Clients;
import holdfast.service.IssuerService;
import holdfast.service.RequestTemplate;
import holdfast.service.ServiceHost;
import holdfast.service.ServiceKey;
import holdfast.service.VerifierService;
import holdfast.service.http.Bounds;
import holdfast.service.http.Metrics;
import holdfast.service.http.ServiceLog;
import holdfast.token.Es256PrivateKey;
import holdfast.token.KeyResolver;
import holdfast.token.TokenException;
import holdfast.token.TokenReader;
import holdfast.token.TokenVerifier;
import holdfast.wallet.Presentation;
import holdfast.wallet.PresentationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/**
 * A bank and a lender as services with TLS on this computer, and a holder who deals with them. Keys, certificate and
 * secrets are made for the occasion; what goes over the network is what would between strangers.
 */
public final class NetworkDemo implements AutoCloseable {
    private static final String TYPE = "bank";
    private static final String REQUEST = "loan";
    private static final String SUBJECT = "sari-bank";
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(15);

    private final Prover prover;
    private final StatementVerifier statements;
    private final ExecutorService threads;
    private final SecureRandom random;
    private final Clock clock;
    private final DemoCertificate certificate;
    private final CompletableFuture<KeyResolver> keySets = new CompletableFuture<>();
    private final MemoryLedger ledger = new MemoryLedger();
    private final Samples samples = Samples.load();
    private final ServiceKey bankKey;
    private final ServiceKey lenderKey;
    private final Clients.Added holder;
    private final Clients.Added lender;
    private final ServiceHost issuer;
    private final ServiceHost verifier;

    /** What it is given. */
    public record Tools(
            Prover prover, StatementVerifier statements, ExecutorService threads, SecureRandom random, Clock clock) {}

    /**
     * How it went.
     *
     * @param accepted what the verifier said
     * @param outputs what it learned
     * @param result address of its page; empty where there is none
     * @param connections every connection that was made, as the ledger has it
     */
    public record Outcome(
            boolean accepted, JsonObject outputs, Optional<String> result, List<LedgerLine> connections) {}

    /**
     * Starts the two services.
     *
     * @param serviceLog where they write what they do
     * @throws IOException when no port can be had
     */
    public NetworkDemo(Tools tools, PrintWriter serviceLog) throws IOException {
        this.prover = tools.prover();
        this.statements = tools.statements();
        this.threads = tools.threads();
        this.random = tools.random();
        this.clock = tools.clock();
        this.certificate = DemoCertificate.make(clock.instant(), random);
        this.bankKey = new ServiceKey(Es256PrivateKey.generate(random), "k-1");
        this.lenderKey = new ServiceKey(Es256PrivateKey.generate(random), "k-1");
        this.holder = Clients.none().add("sari", Set.of(SUBJECT), Set.of(), random);
        this.lender = holder.clients().add("lender", Set.of(), Set.of(SUBJECT), random);
        ServiceLog log = new ServiceLog(serviceLog, clock);
        ServiceHost.Settings settings = new ServiceHost.Settings(0, certificate.server(), null, false, Bounds.STANDARD);
        this.issuer = ServiceHost.start(
                base -> new IssuerService(
                        bankKey,
                        lender.clients(),
                        this::person,
                        base,
                        new IssuerService.Tools(prover, keySets(), clock, random)),
                settings,
                log,
                new Metrics());
        try {
            this.verifier = ServiceHost.start(
                    base -> new VerifierService(
                            lenderKey,
                            Map.of(REQUEST, template()),
                            ANSWER_WITHIN,
                            base,
                            new VerifierService.Tools(statements, keySets(), clock, random)),
                    settings,
                    log,
                    new Metrics());
        } catch (IOException e) {
            issuer.close();
            throw e;
        }
        keySets.complete(new KeySetFetcher(
                client(
                        Purpose.KEY_SET,
                        issuer.base() + ServiceHost.KEY_SET_PATH,
                        verifier.base() + ServiceHost.KEY_SET_PATH),
                clock));
    }

    private Optional<JsonObject> person(String type, String subject) {
        return Optional.ofNullable(samples.credentials().get(subject))
                .filter(credential -> credential.kind().equals(type))
                .map(Samples.Credential::data);
    }

    /** The lender names the bank's key by its address, and where the bank hands out its data. */
    private RequestTemplate template() {
        Samples.Request sample = samples.requests().get(REQUEST);
        if (sample == null) {
            throw new IllegalStateException("the samples have no request " + REQUEST);
        }
        SortedMap<Tag, UserDataRequest> userData = new TreeMap<>();
        userData.put(
                Tag.NONE,
                new UserDataRequest(
                        issuer.base() + "/credentials/" + TYPE,
                        new KeyRef.KeysetEndpoint(issuer.base() + ServiceHost.KEY_SET_PATH, bankKey.kid())));
        return new RequestTemplate(sample.title(), sample.query(), userData, RequestTemplate.USUAL_CLASS);
    }

    /** The bank's and the lender's keys, by the addresses that somebody confirmed. */
    private KeyResolver keySets() {
        return named -> keySets.join().resolve(named);
    }

    private GuardedClient client(Purpose purpose, String... addresses) {
        List<AllowedAddresses.Entry> allowed = new ArrayList<>();
        for (String address : addresses) {
            try {
                allowed.add(new AllowedAddresses.Entry(purpose, HttpAddress.parse(address), true));
            } catch (NetException e) {
                throw new IllegalStateException("a service has no usable address", e);
            }
        }
        return new GuardedClient(
                AllowedAddresses.of(allowed),
                Resolver.system(),
                TlsTrust.only(certificate.trust()),
                ledger,
                threads,
                clock);
    }

    private Correspondent at(Purpose purpose, String address) {
        return new Correspondent(client(purpose, address));
    }

    /**
     * Holder-centric: the holder asks the lender for a request and the bank for the data, proves on this machine, and
     * sends the proof.
     */
    public Outcome holderCentric(PrintWriter out)
            throws NetException, TokenException, PresentationException, ProvingException {
        String asking = verifier.base() + "/requests/" + REQUEST;
        out.println("The holder asks the lender what it wants to know.");
        JsonObject asked = at(Purpose.REQUEST, asking).post(Purpose.REQUEST, asking, new byte[] {'{', '}'}, Map.of());
        var request = TokenReader.request(Correspondent.text(asked, "dvr_token"));
        DvrRequest dvr = new TokenVerifier(keySets()).verifyRequest(request).content();
        String source = Optional.ofNullable(dvr.userDataRequests().get(Tag.NONE))
                .map(UserDataRequest::url)
                .orElseThrow(() -> new IllegalStateException("the request names no source of data"));
        out.println("The holder asks the bank for the signed data.");
        String credential = at(Purpose.USER_DATA, source).get(Purpose.USER_DATA, source, "sari", holder.secret());
        Presentation presentation = Presentation.of(
                new TokenVerifier(keySets()), request, Map.of(Tag.NONE, TokenReader.userData(credential)));
        out.println("The holder proves on this machine; the data stays here.");
        out.flush();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        ProofFile proof = prover.prove(
                new ProofTask(
                        presentation.request(),
                        presentation.credentials(),
                        LocalDate.ofInstant(now, ZoneOffset.UTC),
                        now,
                        Correspondent.text(asked, "nonce"),
                        Correspondent.text(asked, "audience")),
                (stage, done) -> {},
                () -> false);
        return send(proof, Correspondent.text(asked, "reply"), out, "The holder sends the proof");
    }

    /**
     * Verifier-centric: the lender sends its request to the bank, which proves over its own data and answers. The lender
     * checks the answer as it would check a holder's.
     */
    public Outcome verifierCentric(PrintWriter out) throws NetException, ProofFileException {
        String asking = verifier.base() + "/requests/" + REQUEST;
        JsonObject asked = at(Purpose.REQUEST, asking).post(Purpose.REQUEST, asking, new byte[] {'{', '}'}, Map.of());
        JsonObject body = JsonObject.builder()
                .put("dvr_token", Correspondent.text(asked, "dvr_token"))
                .put("subject", SUBJECT)
                .put("credentials", JsonObject.builder().put("", TYPE).build())
                .put("nonce", Correspondent.text(asked, "nonce"))
                .put("audience", Correspondent.text(asked, "audience"))
                .build();
        out.println("The lender asks the bank, which proves over its own data; nobody else sees it.");
        out.flush();
        String proving = issuer.base() + "/prove";
        JsonObject answer = at(Purpose.REMOTE_PROVER, proving)
                .post(
                        Purpose.REMOTE_PROVER,
                        proving,
                        Correspondent.bytes(body),
                        Correspondent.basic("lender", lender.secret()));
        if (!(answer.get("output") instanceof JsonObject output)) {
            throw new IllegalStateException("the bank's answer has no output");
        }
        return send(
                ProofFileCodec.fromJson(output),
                Correspondent.text(asked, "reply"),
                out,
                "The lender checks the proof");
    }

    private Outcome send(ProofFile proof, String reply, PrintWriter out, String who) throws NetException {
        byte[] file = ProofFileCodec.write(proof);
        out.println(who + ", " + file.length / 1024 + " KiB.");
        JsonObject verdict = at(Purpose.PROOF, reply).post(Purpose.PROOF, reply, file, Map.of());
        boolean accepted = new JsonBoolean(true).equals(verdict.get("accepted"));
        JsonObject outputs = verdict.get("outputs") instanceof JsonObject object
                ? object
                : JsonObject.builder().build();
        Optional<String> result =
                verdict.get("result") instanceof JsonString(String address) ? Optional.of(address) : Optional.empty();
        return new Outcome(accepted, outputs, result, ledger.lines());
    }

    @Override
    public void close() {
        verifier.close();
        issuer.close();
        bankKey.key().destroy();
        lenderKey.key().destroy();
    }
}
