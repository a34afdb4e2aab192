package holdfast.service;

import holdfast.credential.Tag;
import holdfast.dvr.DvrRequest;
import holdfast.issuing.Issuer;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.Prover;
import holdfast.proving.ProvingException;
import holdfast.service.http.Incoming;
import holdfast.service.http.Reply;
import holdfast.service.http.Route;
import holdfast.service.http.ServiceException;
import holdfast.token.KeyResolver;
import holdfast.token.TokenException;
import holdfast.token.TokenReader;
import holdfast.token.TokenSigner;
import holdfast.token.UnverifiedToken;
import holdfast.token.UserData;
import holdfast.wallet.Presentation;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Signs people's data for themselves, and proves over it for verifiers that it was told of (verifier-centric): then the
 * data does not leave the issuer at all.
 */
public final class IssuerService implements Role {
    private static final int MAX_BODY = 128 << 10;
    private static final int PROOFS_AT_ONCE = 1;
    private static final int PROOFS_WAITING = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Set<String> MEMBERS = Set.of("dvr_token", "subject", "credentials", "nonce", "audience");

    private final ServiceKey key;
    private final Clients clients;
    private final UserDataStore store;
    private final Supplier<String> base;
    private final ProofWork work;
    private final Clock clock;
    private final SecureRandom random;
    private final Turns turns = new Turns(PROOFS_AT_ONCE, PROOFS_WAITING, PATIENCE);
    private volatile boolean stopping;

    /** The data that an issuer has of people. */
    @FunctionalInterface
    public interface UserDataStore {
        /** A person's data of one type, if there is any. */
        Optional<JsonObject> find(String type, String subject);
    }

    /** What it is given. */
    public record Tools(Prover prover, KeyResolver resolver, Clock clock, SecureRandom random) {}

    public IssuerService(ServiceKey key, Clients clients, UserDataStore store, Supplier<String> base, Tools tools) {
        this.key = key;
        this.clients = clients;
        this.store = store;
        this.base = base;
        this.work = new ProofWork(tools.prover(), key.resolver(base, tools.resolver()));
        this.clock = tools.clock();
        this.random = tools.random();
    }

    @Override
    public String name() {
        return "issuer";
    }

    @Override
    public JsonValue keySet() {
        return key.keySet();
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/credentials/{type}", this::credential).guardedBy(clients::authenticate),
                Route.post("/prove", MAX_BODY, this::prove).guardedBy(clients::authenticate));
    }

    @Override
    public void abandon() {
        stopping = true;
    }

    private Reply credential(Incoming request) throws ServiceException {
        Clients.Client client = clients.authenticate(request);
        String subject = request.query("subject")
                .or(() -> client.fetch().size() == 1 ? client.fetch().stream().findFirst() : Optional.empty())
                .orElseThrow(() -> ServiceException.forbidden("Say with ?subject= whose credential is asked for."));
        // Whether there is such a person is nobody else's business, so this comes first.
        if (!client.fetch().contains(subject)) {
            throw ServiceException.forbidden("These credentials do not allow that.");
        }
        return Reply.text(200, "application/jwt", issue(request.path("type"), subject));
    }

    private String issue(String type, String subject) throws ServiceException {
        JsonObject data = store.find(type, subject).orElseThrow(ServiceException::notFound);
        try {
            return new Issuer(new TokenSigner(key.key(), key.name(base.get()), random))
                    .issue(data)
                    .compact();
        } catch (TokenException e) {
            throw ServiceException.failed("The data is too large for a credential.");
        }
    }

    private Reply prove(Incoming request) throws ServiceException {
        Clients.Client client = clients.authenticate(request);
        JsonObject body = Bodies.object(request, MEMBERS);
        String subject = Bodies.text(body, "subject");
        if (!client.prove().contains(subject)) {
            throw ServiceException.forbidden("These credentials do not allow that.");
        }
        ProofSession session = ProofSession.at(
                clock.instant(),
                Bodies.optionalText(body, "nonce").orElse(null),
                Bodies.optionalText(body, "audience").orElse(null));
        try {
            UnverifiedToken<DvrRequest> dvr = TokenReader.request(Bodies.text(body, "dvr_token"));
            SortedMap<Tag, UnverifiedToken<UserData>> credentials = new TreeMap<>();
            for (Map.Entry<Tag, String> type : types(body).entrySet()) {
                credentials.put(type.getKey(), TokenReader.userData(issue(type.getValue(), subject)));
            }
            Presentation presentation = work.bring(dvr, credentials);
            JsonObject proof = turns.take(() -> proof(presentation, session));
            return Reply.json(
                    200,
                    JsonObject.builder().put("status", 200).put("output", proof).build());
        } catch (TokenException e) {
            throw ProofWork.refused(e);
        }
    }

    private JsonObject proof(Presentation presentation, ProofSession session) throws ServiceException {
        try {
            return ProofFileCodec.toJson(work.prove(presentation, session, () -> stopping));
        } catch (ProvingException e) {
            throw ServiceException.failed(String.valueOf(e.getMessage()));
        } catch (CancellationException e) {
            throw ServiceException.failed("The service is stopping.");
        }
    }

    private static SortedMap<Tag, String> types(JsonObject body) throws ServiceException {
        if (!(body.get("credentials") instanceof JsonObject byTag)
                || byTag.members().isEmpty()) {
            throw ServiceException.invalid("The member credentials does not say which type each tag is.");
        }
        SortedMap<Tag, String> types = new TreeMap<>();
        for (Map.Entry<String, JsonValue> entry : byTag.members().entrySet()) {
            try {
                if (entry.getValue() instanceof JsonString(String type)) {
                    types.put(new Tag(entry.getKey()), type);
                    continue;
                }
            } catch (IllegalArgumentException e) {
                throw ServiceException.invalid("The member credentials has a name that is no tag.");
            }
            throw ServiceException.invalid("The member credentials does not say which type each tag is.");
        }
        return types;
    }
}
