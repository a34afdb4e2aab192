package holdfast.service;

import holdfast.credential.KeyRef;
import holdfast.json.JsonValue;
import holdfast.json.JsonValue.JsonObject;
import holdfast.json.JsonValue.JsonString;
import holdfast.proving.ProofFileCodec;
import holdfast.proving.Prover;
import holdfast.proving.ProvingException;
import holdfast.service.http.Incoming;
import holdfast.service.http.Metrics;
import holdfast.service.http.Reply;
import holdfast.service.http.Route;
import holdfast.service.http.ServiceException;
import holdfast.service.http.ServiceLog;
import holdfast.service.queue.JobQueue;
import holdfast.service.queue.JobQueue.Lease;
import holdfast.service.queue.JobState;
import holdfast.service.queue.QueueException;
import holdfast.service.queue.SealedJob;
import holdfast.token.Es256PrivateKey;
import holdfast.token.KeyResolver;
import holdfast.token.NestedTokens;
import holdfast.token.TokenException;
import holdfast.token.TokenSigner;
import holdfast.wallet.Presentation;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Proves for holders whose own machine cannot, over the zkPass REST flow. It sees their data in clear while it proves, as
 * any such service does; the proof it gives shows the issuer's signature all the same. What it keeps is encrypted: a job
 * to its own key, an answer to the caller.
 */
public final class ProverService implements Role {
    /** Names of its keys in its key set. */
    public static final String ENCRYPTION_KEY = "ServiceEncryptionPubK";

    public static final String SIGNING_KEY = "ServiceSigningPubK";
    private static final String VERIFYING_KEY = "VerifyingPubK";

    private static final int MAX_BODY = 1 << 20;
    private static final Set<String> MEMBERS = Set.of("user_data_token", "dvr_token", "session_token");
    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait=([0-9]{1,4})(?:$|[,;\\s])");
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Keys keys;
    private final Supplier<String> base;
    private final JobQueue queue;
    private final ProofWork work;
    private final Clients clients;
    private final Duration wait;
    private final Clock clock;
    private final SecureRandom random;
    private final JobRunner runner;

    /** Its two keys: one to read what it is sent, one to sign what it made. */
    public record Keys(Es256PrivateKey encryption, Es256PrivateKey signing) {
        /** Without the keys. */
        @Override
        public String toString() {
            return "Keys";
        }
    }

    /**
     * How it works.
     *
     * @param parallel proofs made at once
     * @param patience how long a caller waits for an answer before being sent to the queue
     */
    public record Settings(int parallel, Duration patience) {}

    /** What it is given. */
    public record Tools(
            Prover prover,
            KeyResolver resolver,
            JobQueue queue,
            Clock clock,
            SecureRandom random,
            ServiceLog log,
            Metrics metrics) {}

    public ProverService(Keys keys, Clients clients, Settings settings, Supplier<String> base, Tools tools) {
        this.keys = keys;
        this.clients = clients;
        this.wait = settings.patience();
        this.base = base;
        this.queue = tools.queue();
        this.work = new ProofWork(tools.prover(), tools.resolver());
        this.clock = tools.clock();
        this.random = tools.random();
        this.runner = new JobRunner(queue, new Proving(), settings.parallel(), tools.log(), tools.metrics());
        tools.metrics().gauge("holdfast_jobs_unfinished", () -> {
            try {
                return queue.unfinished();
            } catch (QueueException e) {
                return -1;
            }
        });
    }

    @Override
    public String name() {
        return "prover";
    }

    @Override
    public JsonValue keySet() {
        JsonObject signing = keys.signing().publicKey().jwk(SIGNING_KEY);
        JsonObject verifying = keys.signing().publicKey().jwk(VERIFYING_KEY);
        JsonObject encryption = JsonObject.builder()
                .putAll(keys.encryption().publicKey().jwk(ENCRYPTION_KEY).members())
                .put("use", "enc")
                .put("alg", "ECDH-ES")
                .build();
        return JsonValue.array(List.of(encryption, signing, verifying));
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post("/api/1.0/dvr/1.0/proof", MAX_BODY, request -> prove(request, "output"))
                        .guardedBy(clients::authenticate),
                Route.post("/v1/proof", MAX_BODY, request -> prove(request, "proof"))
                        .guardedBy(clients::authenticate),
                Route.get("/api/status/{id}", this::status).alsoWhileStopping(),
                Route.get("/attestation", request -> {
                    throw ServiceException.notFound();
                }));
    }

    @Override
    public void start() {
        runner.start();
    }

    @Override
    public boolean finish(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        boolean done = runner.stop(atMost);
        try {
            // What nobody else has must be fetched before it is gone with this process.
            while (!queue.isShared() && queue.unfetched() > 0) {
                if (System.nanoTime() - end >= 0) {
                    return false;
                }
                Thread.sleep(50);
            }
        } catch (QueueException e) {
            return false;
        }
        return done;
    }

    @Override
    public void close() {
        queue.close();
    }

    private Reply prove(Incoming request, String member) throws ServiceException {
        JsonObject body = Bodies.object(request, MEMBERS);
        String userData = Bodies.text(body, "user_data_token");
        String dvr = Bodies.text(body, "dvr_token");
        ProofSession session;
        try {
            // All that can be refused is refused now, and takes no place in the queue.
            read(userData, dvr);
            Optional<String> sealed = Bodies.optionalText(body, "session_token");
            session = sealed.isPresent()
                    ? ProofSession.read(NestedTokens.decryptObject(sealed.get(), keys.encryption()), clock.instant())
                    : ProofSession.at(clock.instant(), null, null);
        } catch (TokenException e) {
            throw ProofWork.refused(e);
        }
        JobTicket ticket = JobTicket.fresh(random);
        try {
            if (!queue.offer(new SealedJob(ticket.key(), envelope(ticket, session), userData, dvr))) {
                throw ServiceException.busy(RETRY);
            }
            return switch (queue.await(ticket.key(), patience(request))) {
                case JobState.Finished finished -> {
                    queue.fetched(ticket.key());
                    yield switch (open(ticket, finished)) {
                        case JobResult.Proven(String token) -> done(member, token);
                        case JobResult.Failed(String message) -> throw ServiceException.failed(message);
                    };
                }
                case JobState.Pending ignored ->
                    Reply.json(
                            202,
                            JsonObject.builder()
                                    .put("status", 202)
                                    .put("queue_status_url", "/api/status/" + ticket.id())
                                    .build());
                case JobState.Unknown ignored -> throw ServiceException.fault();
            };
        } catch (QueueException e) {
            throw ServiceException.fault();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServiceException.fault();
        }
    }

    /** RFC 7240; never longer than the service waits on its own account. */
    private Duration patience(Incoming request) {
        String prefer = request.header("Prefer").orElse("");
        if (prefer.contains("respond-async")) {
            return Duration.ZERO;
        }
        Matcher said = WAIT.matcher(prefer);
        Duration wanted = said.find() ? Duration.ofSeconds(Integer.parseInt(said.group(1))) : wait;
        return wanted.compareTo(wait) < 0 ? wanted : wait;
    }

    private String envelope(JobTicket ticket, ProofSession session) throws ServiceException {
        JsonObject note = JsonObject.builder()
                .put("ticket", ticket.id())
                .put("session", session.toJson())
                .build();
        try {
            return NestedTokens.encryptObject(note, keys.encryption().publicKey(), null, random);
        } catch (TokenException e) {
            throw ProofWork.refused(e);
        }
    }

    private Presentation read(String userData, String dvr) throws ServiceException, TokenException {
        return work.bring(
                NestedTokens.decryptRequest(dvr, keys.encryption()),
                NestedTokens.decryptUserData(userData, keys.encryption()));
    }

    private Reply status(Incoming request) throws ServiceException {
        JobTicket ticket = JobTicket.parse(request.path("id")).orElseThrow(ServiceException::notFound);
        try {
            return switch (queue.state(ticket.key())) {
                case JobState.Unknown ignored -> throw ServiceException.notFound();
                case JobState.Pending ignored -> state(202, "PENDING").apply(Optional.empty());
                case JobState.Finished finished -> {
                    queue.fetched(ticket.key());
                    yield switch (open(ticket, finished)) {
                        case JobResult.Proven(String token) -> done("output", token);
                        case JobResult.Failed(String message) ->
                            state(500, "FAILED").apply(Optional.of(message));
                    };
                }
            };
        } catch (QueueException e) {
            throw ServiceException.fault();
        }
    }

    private static java.util.function.Function<Optional<String>, Reply> state(int status, String code) {
        return message -> Reply.json(
                status,
                JsonObject.builder()
                        .put("status", status)
                        .put("status_code", code)
                        .putIfPresent("message", message.orElse(null))
                        .build());
    }

    private static JobResult open(JobTicket ticket, JobState.Finished finished) throws ServiceException {
        return JobResult.ofBytes(ticket.open(finished.result().bytes()).orElseThrow(ServiceException::fault));
    }

    private static Reply done(String member, String token) {
        return Reply.json(
                200, JsonObject.builder().put("status", 200).put(member, token).build());
    }

    /** The work itself, on a worker's thread. */
    private final class Proving implements JobRunner.Worker {
        private record Note(JobTicket ticket, ProofSession session) {}

        @Override
        public byte[] work(Lease lease, BooleanSupplier cancelled) {
            Note note = note(lease.job());
            return note.ticket()
                    .seal(result(lease.job(), note.session(), cancelled).toBytes(), random);
        }

        @Override
        public byte[] giveUp(Lease lease) {
            return note(lease.job())
                    .ticket()
                    .seal(
                            new JobResult.Failed("The service could not make this proof, and does not try again.")
                                    .toBytes(),
                            random);
        }

        private Note note(SealedJob job) {
            try {
                JsonObject note = NestedTokens.decryptObject(job.envelope(), keys.encryption());
                if (note.get("ticket") instanceof JsonString(String id)
                        && note.get("session") instanceof JsonObject session) {
                    return new Note(JobTicket.parse(id).orElseThrow(), ProofSession.ofJson(session));
                }
                throw new IllegalStateException("a job's note lacks a member");
            } catch (TokenException | ServiceException e) {
                throw new IllegalStateException("a job's note cannot be read: other keys than when it was made?", e);
            }
        }

        private JobResult result(SealedJob job, ProofSession session, BooleanSupplier cancelled) {
            try {
                Presentation presentation = read(job.userData(), job.request());
                JsonObject proof = ProofFileCodec.toJson(work.prove(presentation, session, cancelled));
                KeyRef.KeysetEndpoint name = new ServiceKey(keys.signing(), SIGNING_KEY).name(base.get());
                return new JobResult.Proven(new TokenSigner(keys.signing(), name, random)
                        .proofFile(proof)
                        .compact());
            } catch (ProvingException | ServiceException e) {
                return new JobResult.Failed(String.valueOf(e.getMessage()));
            } catch (TokenException e) {
                return new JobResult.Failed(String.valueOf(ProofWork.refused(e).getMessage()));
            }
        }
    }
}
