package holdfast.proving.embedded;

import holdfast.credential.Tag;
import holdfast.dvr.DayCount;
import holdfast.dvr.DvrRequest;
import holdfast.dvr.Evaluation;
import holdfast.dvr.Evaluator;
import holdfast.dvr.Query;
import holdfast.dvr.QueryException;
import holdfast.json.JsonValue.JsonObject;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofSystem;
import holdfast.proving.ProofTask;
import holdfast.proving.ProvenOutput;
import holdfast.proving.Prover;
import holdfast.proving.ProvingException;
import holdfast.proving.ProvingException.Reason;
import holdfast.proving.SessionId;
import holdfast.token.Es256PublicKey;
import holdfast.zk.compiler.Assignment;
import holdfast.zk.field.ByteSource;
import holdfast.zk.field.StrongBytes;
import holdfast.zk.field.Workers;
import holdfast.zk.gadget.DigestMac;
import holdfast.zk.protocol.CircuitProver;
import holdfast.zk.protocol.Progress;
import holdfast.zk.sumcheck.UnsatisfiedException;
import holdfast.zk.transcript.Transcript;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** Proves on this machine: the issuers' signatures, the payloads and the whole query are inside the proof. */
public final class EmbeddedProver implements Prover {
    /** Larger circuits take hundreds of megabytes, which somebody who only looks at a request should not need. */
    private static final int MOST_PREPARED = 64 * 64;

    private final Executor executor;
    private final int threads;
    private final SecureRandom random;
    private final CircuitCache cache;

    /**
     * @param executor shares the work
     * @param threads how many threads to use, the calling one included
     * @param cache keeps circuits between proofs
     */
    public EmbeddedProver(Executor executor, int threads, SecureRandom random, CircuitCache cache) {
        this.executor = executor;
        this.threads = threads;
        this.random = random;
        this.cache = cache;
    }

    @Override
    public ProofFile prove(ProofTask task, Listener listener, BooleanSupplier cancelled) throws ProvingException {
        Workers workers = Workers.of(executor, threads, cancelled);
        DvrRequest request = task.request().content();
        requireOurs(request);
        workers.check();
        listener.progress(Stage.CIRCUIT, 0);
        Query query = query(request);
        Evaluation.Evaluated evaluated = evaluate(query, task);
        Prepared prepared = new Preparation(query, task, evaluated, cache).prepare(workers);
        workers.check();
        listener.progress(Stage.CIRCUIT, 1);
        ProofFile claims = claims(task, prepared, evaluated);
        ProofFile proof = claims.withProof(prove(task, prepared.compiled(), claims, listener, workers));
        listener.progress(Stage.CHECK, 0);
        Verdict verdict =
                new EmbeddedVerifier(cache).verify(task.request(), issuerKeys(task), proof, Progress.NONE, workers);
        listener.progress(Stage.CHECK, 1);
        if (verdict instanceof Verdict.Invalid invalid) {
            throw new ProvingException(
                    Reason.SELF_CHECK_FAILED,
                    null,
                    "The proof that was made does not verify: " + invalid.detail() + ". It was discarded.");
        }
        return proof;
    }

    /** Builds and compiles the circuits, on the calling thread alone: others may be waiting for something. */
    @Override
    public void prepare(ProofTask task, BooleanSupplier cancelled) {
        int bytes = task.credentials().values().stream()
                .mapToInt(token -> token.jws().signedBytes().length)
                .sum();
        if (bytes > MOST_PREPARED) {
            return;
        }
        Workers workers = Workers.of(executor, 1, cancelled);
        try {
            requireOurs(task.request().content());
            Query query = query(task.request().content());
            new Preparation(query, task, evaluate(query, task), cache)
                    .prepare(workers)
                    .compiled()
                    .prepare(workers);
        } catch (ProvingException e) {
            return; // Whoever has it proven is told.
        }
    }

    private static void requireOurs(DvrRequest request) throws ProvingException {
        if (!request.zkvm().equals(ProofSystem.LIBZK)) {
            throw new ProvingException(
                    Reason.OTHER_PROOF_SYSTEM, null, "The request is for the proof system " + request.zkvm() + ".");
        }
        if (!request.queryMethodVersion().equals(ProofSystem.methodVersion())) {
            throw new ProvingException(
                    Reason.OTHER_METHOD,
                    null,
                    "The request is for another version of the circuits than this program has.");
        }
    }

    private static Query query(DvrRequest request) throws ProvingException {
        try {
            return Query.parse(request);
        } catch (QueryException e) {
            throw new ProvingException(e.problem());
        }
    }

    private static Evaluation.Evaluated evaluate(Query query, ProofTask task) throws ProvingException {
        Map<Tag, JsonObject> data = new HashMap<>();
        task.credentials().forEach((tag, token) -> data.put(tag, token.content().data()));
        return switch (Evaluator.evaluate(query, data, task.reference(), DayCount.of(ProofSystem.LIBZK))) {
            case Evaluation.Evaluated evaluated -> evaluated;
            case Evaluation.Failed failed -> throw new ProvingException(failed.problem());
        };
    }

    private static SortedMap<Tag, Es256PublicKey> issuerKeys(ProofTask task) {
        SortedMap<Tag, Es256PublicKey> keys = new TreeMap<>();
        task.credentials().forEach((tag, token) -> keys.put(tag, token.key()));
        return keys;
    }

    private static ProofFile claims(ProofTask task, Prepared prepared, Evaluation.Evaluated evaluated) {
        DvrRequest request = task.request().content();
        return new ProofFile(
                new ProofFile.Bytes(new byte[0]),
                request.title(),
                request.id(),
                request.digest(),
                issuerKeys(task),
                task.request().key(),
                task.timestamp(),
                request.queryMethodVersion(),
                task.reference(),
                evaluated.outputs().stream()
                        .map(output -> new ProvenOutput(output.key(), output.value()))
                        .toList(),
                prepared.sizeClasses(),
                prepared.branches(),
                prepared.shape().text(),
                prepared.compiled().parameters(),
                task.nonce(),
                task.audience());
    }

    private byte[] prove(ProofTask task, Compiled compiled, ProofFile claims, Listener listener, Workers workers)
            throws ProvingException {
        listener.progress(Stage.WITNESS, 0);
        ByteSource source = new StrongBytes(random);
        RequestCircuits circuits = compiled.circuits();
        SequencedMap<Tag, CredentialCircuits.Secrets> secrets = new LinkedHashMap<>();
        task.credentials().forEach((tag, token) -> secrets.put(tag, CredentialCircuits.Secrets.of(token, source)));
        Assignment data = circuits.data().assignment(workers::check);
        Assignment signatures = circuits.signatures().assignment(workers::check);
        compiled.assign(secrets, EmbeddedVerifier.claims(claims), data, signatures, workers::check);
        workers.check();
        listener.progress(Stage.WITNESS, 1);
        CircuitProver ofData = compiled.data().prover(workers, progress(listener, 0, 0.75));
        CircuitProver ofSignatures = compiled.signatures().prover(workers, progress(listener, 0.75, 0.25));
        CircuitProver.Committed first = ofData.commit(data.privateInputs(), source);
        CircuitProver.Committed second = ofSignatures.commit(signatures.privateInputs(), source);
        Transcript transcript = new Transcript(SessionId.of(task.request(), issuerKeys(task), claims));
        transcript.absorbBytes(first.root());
        transcript.absorbBytes(second.root());
        SequencedMap<Tag, List<BigInteger>> tags = new LinkedHashMap<>();
        circuits.credentials().forEach((tag, credential) -> {
            DigestMac.Keys keys = DigestMac.Keys.draw(transcript);
            CredentialCircuits.Secrets secret = secrets.get(tag);
            if (secret == null) {
                throw new IllegalStateException("there is no token for " + tag);
            }
            List<BigInteger> ofTag = secret.tags(keys);
            tags.put(tag, ofTag);
            credential.assignTie(keys, ofTag, data, signatures);
        });
        try {
            byte[] dataProof = ofData.encode(first.prove(data.publicInputs(), transcript));
            byte[] signatureProof = ofSignatures.encode(second.prove(signatures.publicInputs(), transcript));
            return ProofBytes.write(tags, dataProof, signatureProof);
        } catch (UnsatisfiedException e) {
            throw new ProvingException(
                    Reason.SELF_CHECK_FAILED, null, "The data does not satisfy the circuit. Nothing was handed out.");
        }
    }

    /** Two circuits are proven one after the other; the first is the larger. */
    private static Progress progress(Listener listener, double from, double share) {
        return (stage, done) -> listener.progress(
                switch (stage) {
                    case COMMIT -> Stage.COMMITMENT;
                    case EVALUATE, SUMCHECK, CHECK_LAYERS -> Stage.SUMCHECK;
                    case OPEN, CHECK_COLUMNS -> Stage.OPENING;
                },
                from + share * done);
    }
}
