package holdfast.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import holdfast.dvr.DvrRequest;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.ProofFileException;
import holdfast.proving.ProofSystem;
import holdfast.proving.StatementVerifier;
import holdfast.service.PendingRequests.Pending;
import holdfast.service.http.Incoming;
import holdfast.service.http.Reply;
import holdfast.service.http.Route;
import holdfast.service.http.ServiceException;
import holdfast.token.KeyResolver;
import holdfast.token.TokenException;
import holdfast.token.TokenReader;
import holdfast.token.TokenSigner;
import holdfast.token.VerifiedToken;
import holdfast.verification.Check;
import holdfast.verification.Expectations;
import holdfast.verification.ProofChecker;
import holdfast.verification.RequestAuthor;
import holdfast.verification.Verdict;
import java.net.URLEncoder;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** Asks, takes proofs, and shows what came of them. Every request has a nonce of its own and takes one accepted proof. */
public final class VerifierService implements Role {
    /** A proof file in base64 once more, as the payload of a proof token. */
    private static final int MAX_PROOF = 8 << 20;

    private static final int MAX_REQUESTS = 10_000;
    private static final int MAX_ATTEMPTS = 5;
    private static final int CHECKS_WAITING = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Far more than any proof takes, on a machine that has nothing else to do. */
    private static final Duration CHECKED_WITHIN = Duration.ofSeconds(60);

    private static final Duration KEPT = Duration.ofHours(1);
    /** In the request's own id, so that a proof, which repeats it, leads back to the request. */
    private static final int ID_BYTES = 16;

    private final ServiceKey key;
    private final Map<String, RequestTemplate> templates;
    private final Duration answerWithin;
    private final Supplier<String> base;
    private final Clock clock;
    private final SecureRandom random;
    private final ProofChecker checker;
    private final PendingRequests pending;
    private final Turns turns = new Turns(1, CHECKS_WAITING, PATIENCE);
    private final ResultPage page = new ResultPage();

    /** What it is given. */
    public record Tools(StatementVerifier statements, KeyResolver resolver, Clock clock, SecureRandom random) {}

    /**
     * @param templates what it asks, by type
     * @param answerWithin how long a request can be answered
     */
    public VerifierService(
            ServiceKey key,
            Map<String, RequestTemplate> templates,
            Duration answerWithin,
            Supplier<String> base,
            Tools tools) {
        this.key = key;
        this.templates = Map.copyOf(templates);
        this.answerWithin = answerWithin;
        this.base = base;
        this.clock = tools.clock();
        this.random = tools.random();
        // Each request takes one accepted proof, which is a stricter memory than that of the proofs themselves.
        this.checker = new ProofChecker(key.resolver(base, tools.resolver()), tools.statements(), (id, until) -> true);
        this.pending = new PendingRequests(MAX_REQUESTS, KEPT, clock);
    }

    @Override
    public String name() {
        return "verifier";
    }

    @Override
    public JsonValue keySet() {
        return key.keySet();
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post("/requests/{type}", 1024, this::ask),
                Route.get("/requests/{type}/{id}", request -> Reply.json(200, handout(asked(request)))),
                Route.post("/proofs", MAX_PROOF, this::check).alsoWhileStopping(),
                Route.get("/results/{id}", this::result).alsoWhileStopping());
    }

    private Reply ask(Incoming request) throws ServiceException {
        RequestTemplate template = templates.get(request.path("type"));
        if (template == null) {
            throw ServiceException.notFound();
        }
        if (request.body().length > 0) {
            Bodies.object(request, java.util.Set.of());
        }
        String id = token(ID_BYTES);
        Instant expires = clock.instant().plus(answerWithin).truncatedTo(ChronoUnit.SECONDS);
        try {
            VerifiedToken<DvrRequest> dvr = new RequestAuthor(
                            key.key().publicKey(), new TokenSigner(key.key(), key.name(base.get()), random))
                    .sign(new RequestAuthor.Draft(
                            ProofSystem.LIBZK, template.title(), id, template.query(), template.userData()));
            Pending asked = new Pending(id, request.path("type"), dvr, token(32), expires);
            if (!pending.add(asked)) {
                throw ServiceException.busy(Duration.ofSeconds(30));
            }
            return Reply.json(200, handout(asked));
        } catch (TokenException e) {
            throw ServiceException.failed("The request is too large to be signed.");
        }
    }

    private String token(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private Pending asked(Incoming request) throws ServiceException {
        return pending.find(request.path("id"))
                .filter(asked -> asked.type().equals(request.path("type")))
                .orElseThrow(ServiceException::notFound);
    }

    private JsonObject handout(Pending asked) {
        String reply = base.get() + "/proofs";
        String link = "holdfast:request?url=" + escaped(base.get() + "/requests/" + asked.type() + "/" + asked.id())
                + "&reply=" + escaped(reply)
                + "&nonce=" + escaped(asked.nonce())
                + "&aud=" + escaped(base.get())
                + "&exp=" + asked.expires().getEpochSecond();
        return JsonObject.builder()
                .put("id", asked.id())
                .put("dvr_token", asked.token().compact())
                .put("nonce", asked.nonce())
                .put("audience", base.get())
                .put("expires", asked.expires().toString())
                .put("reply", reply)
                .put("link", link)
                .put("result", resultAddress(asked))
                .build();
    }

    private String resultAddress(Pending asked) {
        return base.get() + "/results/" + asked.id();
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private Reply check(Incoming request) throws ServiceException {
        ProofFile proof = read(request.body());
        Pending asked = pending.find(proof.id())
                .filter(found -> found.token().content().digest().equals(proof.dvrDigest()))
                .orElseThrow(ServiceException::notFound);
        Instant now = clock.instant();
        if (now.isAfter(asked.expires())) {
            throw ServiceException.expired("The time to answer this request is over.");
        }
        if (asked.isAnswered()) {
            return refused(asked, "this request has been answered already");
        }
        int largest = largestClass(asked);
        int claimed = proof.sizeClasses().values().stream()
                .mapToInt(blocks -> blocks)
                .max()
                .orElse(0);
        if (claimed > largest) {
            return refused(
                    asked,
                    "the proof is for a credential of %d blocks; the largest that is taken here has %d"
                            .formatted(claimed, largest));
        }
        // Only what is looked at counts as an attempt: a holder who was sent away because others were busy has lost
        // none.
        Optional<Verdict> judged =
                turns.take(() -> asked.begin(MAX_ATTEMPTS) ? Optional.of(judge(asked, proof, now)) : Optional.empty());
        if (judged.filter(asked::conclude).isEmpty()) {
            return refused(
                    asked,
                    asked.isAnswered()
                            ? "this request has been answered already"
                            : "too many proofs for this request were refused");
        }
        return Reply.json(200, verdict(asked, judged.get()));
    }

    private int largestClass(Pending asked) {
        RequestTemplate template = templates.get(asked.type());
        return template == null ? RequestTemplate.USUAL_CLASS : template.largestClass();
    }

    private Verdict judge(Pending asked, ProofFile proof, Instant now) throws ServiceException {
        Instant end = clock.instant().plus(CHECKED_WITHIN);
        try {
            return checker.check(
                    TokenReader.request(asked.token().compact()),
                    proof,
                    new Expectations(now, answerWithin, asked.nonce(), base.get()),
                    () -> clock.instant().isAfter(end));
        } catch (CancellationException e) {
            throw ServiceException.failed("The proof could not be checked within " + CHECKED_WITHIN.toSeconds()
                    + " seconds. Ask the verifier, or try again when there is less to do.");
        } catch (TokenException e) {
            throw ServiceException.fault();
        }
    }

    /** A proof file, or a token around one. */
    private static ProofFile read(byte[] body) throws ServiceException {
        try {
            if (body.length > 0 && body[0] == '{') {
                return ProofFileCodec.read(body);
            }
            return ProofFileCodec.fromJson(
                    TokenReader.proofFile(new String(body, UTF_8)).unverifiedContent());
        } catch (ProofFileException e) {
            throw ServiceException.invalid(
                    "This is not a proof that is taken here: " + e.reason().code() + ".");
        } catch (TokenException e) {
            throw ProofWork.refused(e);
        }
    }

    private Reply refused(Pending asked, String reason) {
        return Reply.json(
                200,
                JsonObject.builder()
                        .put("status", 200)
                        .put("accepted", false)
                        .put("reasons", JsonValue.array(List.of(JsonValue.of(reason))))
                        .put("result", resultAddress(asked))
                        .build());
    }

    private JsonObject verdict(Pending asked, Verdict verdict) {
        List<JsonValue> reasons = verdict.checks().stream()
                .filter(check -> !check.passed())
                .map(Check::detail)
                .map(JsonValue::of)
                .toList();
        return JsonObject.builder()
                .put("status", 200)
                .put("accepted", verdict.accepted())
                .put("proven_by", verdict.provenBy().code())
                .put("outputs", verdict.acceptedOutputsJson())
                .put("checks", verdict.checksJson())
                .put("reasons", JsonValue.array(reasons))
                .put("result", resultAddress(asked))
                .build();
    }

    private Reply result(Incoming request) throws ServiceException {
        Pending asked = pending.find(request.path("id")).orElseThrow(ServiceException::notFound);
        return page.show(
                ResultPage.language(request),
                asked.token().content().title(),
                asked.verdict(),
                clock.instant().isAfter(asked.expires()));
    }
}
