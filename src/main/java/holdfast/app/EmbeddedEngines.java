package holdfast.app;

import holdfast.cli.Engines;
import holdfast.crypto.Hashes;
import holdfast.proving.ProofFile;
import holdfast.proving.SessionId;
import holdfast.proving.StatementVerifier;
import holdfast.proving.embedded.CircuitCache;
import holdfast.proving.embedded.EmbeddedExporter;
import holdfast.proving.embedded.EmbeddedProver;
import holdfast.proving.embedded.EmbeddedVerifier;
import holdfast.proving.embedded.Verdict;
import holdfast.zk.field.Workers;
import holdfast.zk.protocol.Progress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;

/** The prover and the verifier of this machine, on all its cores. */
public final class EmbeddedEngines {
    /** Requests of usual size have circuits of one or two million terms. */
    private static final long TERMS_KEPT = 6_000_000;

    private EmbeddedEngines() {}

    public static Engines of(SecureRandom random) {
        Executor executor = ForkJoinPool.commonPool();
        int threads = Runtime.getRuntime().availableProcessors();
        CircuitCache cache = new CircuitCache(TERMS_KEPT);
        return new Engines(
                () -> new EmbeddedProver(executor, threads, random, cache),
                () -> verifier(executor, threads, cache),
                () -> new EmbeddedExporter(executor, threads, cache),
                Executors::newVirtualThreadPerTaskExecutor);
    }

    private static StatementVerifier verifier(Executor executor, int threads, CircuitCache cache) {
        EmbeddedVerifier verifier = new EmbeddedVerifier(cache);
        return (request, issuerKeys, proof, cancelled) -> switch (verifier.verify(
                request, issuerKeys, proof, Progress.NONE, Workers.of(executor, threads, cancelled))) {
            case Verdict.Valid ignored ->
                new StatementVerifier.Result.Valid(
                        HexFormat.of().formatHex(SessionId.of(request, issuerKeys, proof)), fingerprint(proof));
            case Verdict.Invalid invalid ->
                new StatementVerifier.Result.Invalid(invalid.reason().code(), invalid.detail());
        };
    }

    /** A proof has one spelling, and all of it but the session follows its commitments, so its hash names them. */
    private static String fingerprint(ProofFile proof) {
        return Hashes.sha256Hex(proof.zkproof().toArray());
    }
}
