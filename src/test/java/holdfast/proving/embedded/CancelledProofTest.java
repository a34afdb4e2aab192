package holdfast.proving.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import holdfast.proving.ProofFile;
import holdfast.proving.ProofTask;
import holdfast.proving.Prover;
import holdfast.zk.field.Workers;
import holdfast.zk.protocol.Progress;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Every stage of a proof asks whether it was cancelled, and ends when it was. */
class CancelledProofTest {
    private static final String QUERY =
            "[{\"assign\":{\"c\":{\"==\":[{\"dvar\":\"a\"},1]}}},{\"output\":{\"result\":{\"lvar\":\"c\"}}}]";

    private final Proofs proofs = new Proofs();

    /** Says yes from the given question of a stage on, and counts. */
    private static final class Cancellation implements BooleanSupplier, Prover.Listener {
        private final Map<Prover.Stage, Integer> asked = new EnumMap<>(Prover.Stage.class);
        private final Prover.Stage stage;
        private final int question;
        private Prover.Stage at = Prover.Stage.CIRCUIT;

        Cancellation(Prover.Stage stage, int question) {
            this.stage = stage;
            this.question = question;
        }

        @Override
        public void progress(Prover.Stage now, double done) {
            at = now;
        }

        @Override
        public boolean getAsBoolean() {
            return asked.merge(at, 1, Integer::sum) >= question && at == stage;
        }

        int asked(Prover.Stage inStage) {
            return asked.getOrDefault(inStage, 0);
        }
    }

    @Test
    void proof_cancelledAtAnyQuestion_endsAndTheProverStillWorks() throws Exception {
        var request = proofs.request(QUERY);
        ProofTask task = proofs.task(request, "{\"a\":1}");
        EmbeddedProver prover = new EmbeddedProver(Runnable::run, 1, proofs.random, proofs.cache);
        for (int question : new int[] {1, 2, 10, 50, 100}) {
            cancel(prover, task, Prover.Stage.CIRCUIT, question);
        }
        for (Prover.Stage stage : Prover.Stage.values()) {
            if (stage != Prover.Stage.CIRCUIT) {
                cancel(prover, task, stage, 2);
            }
        }
        Cancellation never = new Cancellation(Prover.Stage.CIRCUIT, Integer.MAX_VALUE);
        ProofFile proof = prover.prove(task, never, never);
        assertInstanceOf(Verdict.Valid.class, proofs.verify(request, proof));
    }

    private static void cancel(EmbeddedProver prover, ProofTask task, Prover.Stage stage, int question) {
        Cancellation cancellation = new Cancellation(stage, question);
        assertThrows(
                CancellationException.class,
                () -> prover.prove(task, cancellation, cancellation),
                "question " + question + " of " + stage);
        assertEquals(question, cancellation.asked(stage), "asked no more once it was cancelled");
    }

    /** What is prepared is not done again by the proof. */
    @Test
    void proof_ofWhatWasPrepared_findsItsCircuits() throws Exception {
        var request = proofs.request(QUERY);
        ProofTask task = proofs.task(request, "{\"a\":1}");
        EmbeddedProver prover = new EmbeddedProver(Runnable::run, 1, proofs.random, new CircuitCache(0));
        prover.prepare(task, () -> false);
        Cancellation counting = new Cancellation(Prover.Stage.CIRCUIT, Integer.MAX_VALUE);
        assertInstanceOf(Verdict.Valid.class, proofs.verify(request, prover.prove(task, counting, counting)));
        assertTrue(counting.asked(Prover.Stage.CIRCUIT) < 10, () -> "asked " + counting.asked);

        AtomicInteger asked = new AtomicInteger();
        assertThrows(
                CancellationException.class,
                () -> new EmbeddedProver(Runnable::run, 1, proofs.random, new CircuitCache(0))
                        .prepare(task, () -> asked.incrementAndGet() >= 50));
        assertEquals(50, asked.get(), "asked no more once it was cancelled");
    }

    @Test
    void prepare_whatIsTooLarge_orCannotBeProven_doesNothing() throws Exception {
        EmbeddedProver prover = new EmbeddedProver(Runnable::run, 1, proofs.random, new CircuitCache(0));
        AtomicInteger asked = new AtomicInteger();
        String large = "{\"a\":1,\"more\":\"" + "x".repeat(4096) + "\"}";
        prover.prepare(proofs.task(proofs.request(QUERY), large), () -> asked.incrementAndGet() < 0);
        assertEquals(0, asked.get());
        prover.prepare(proofs.task(proofs.request(QUERY), "{\"a\":\"no number\"}"), () -> asked.incrementAndGet() < 0);
        assertEquals(0, asked.get());
    }

    /** A verifier compiles too. */
    @Test
    void verification_cancelledWhileItCompiles_ends() throws Exception {
        var request = proofs.request(QUERY);
        ProofFile proof = proofs.prove(proofs.task(request, "{\"a\":1}"));
        var keys = new TreeMap<>(Map.of(holdfast.credential.Tag.NONE, proofs.issuer.publicKey()));
        for (int question : new int[] {1, 100}) {
            Cancellation cancellation = new Cancellation(Prover.Stage.CIRCUIT, question);
            Workers workers = Workers.of(Runnable::run, 1, cancellation);
            EmbeddedVerifier fresh = new EmbeddedVerifier(new CircuitCache(0));
            assertThrows(CancellationException.class, () -> fresh.verify(request, keys, proof, Progress.NONE, workers));
            assertEquals(question, cancellation.asked(Prover.Stage.CIRCUIT));
        }
        assertTrue(proofs.verify(request, proof) instanceof Verdict.Valid);
    }
}
