package holdfast.proving.embedded;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import holdfast.credential.Tag;
import holdfast.demo.BankProfile;
import holdfast.demo.RolePlay;
import holdfast.demo.Samples;
import holdfast.dvr.DvrRequest;
import holdfast.proving.ProofFile;
import holdfast.proving.ProofTask;
import holdfast.proving.Prover;
import holdfast.proving.ProvingException;
import holdfast.token.UserData;
import holdfast.token.VerifiedToken;
import holdfast.zk.field.Workers;
import holdfast.zk.protocol.Progress;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How soon a proof ends once it is cancelled, at any moment of it: within half a second of work. All is done on one thread, and
 * what counts is that thread's processor time, which other programs and the garbage collector do not change.
 *
 * <p>{@code -Dholdfast.cancel.blocks=64} takes another size class; what was measured is printed.
 */
class CancellationLatencyTest {
    private static final int BLOCKS = Integer.getInteger("holdfast.cancel.blocks", 16);
    private static final int MOMENTS = Integer.getInteger("holdfast.cancel.moments", 12);
    private static final long BOUND = 500_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final SecureRandom random = new SecureRandom();
    private final EmbeddedVerifier verifier = new EmbeddedVerifier(new CircuitCache(0));
    private RolePlay play;
    private ProofTask task;

    @BeforeEach
    void ask() throws Exception {
        Samples samples = Samples.load();
        play = new RolePlay(samples, random);
        VerifiedToken<DvrRequest> request = play.ask(samples.requests().get("loan"));
        VerifiedToken<UserData> token = new BankProfile(play).signed(BLOCKS);
        SortedMap<Tag, VerifiedToken<UserData>> credentials = new TreeMap<>();
        request.content().userDataRequests().keySet().forEach(tag -> credentials.put(tag, token));
        task = new ProofTask(request, credentials, Proofs.TODAY, Proofs.NOW, null, null);
    }

    @AfterEach
    void end() {
        play.close();
    }

    /** Each moment of a proof lies between two questions whether to go on, so that the longest time between two is the bound. */
    @Test
    void proof_untouched_asksOftenWhetherToGoOn() throws Exception {
        EmbeddedProver prover = prover(new CircuitCache(0));
        for (String form : new String[] {"cold", "warm"}) {
            Questions questions = new Questions();
            assertValid(prover.prove(task, questions, questions));
            System.out.println("longest time between two questions, " + form + ": " + questions.longest);
            questions.longest.values().forEach(gap -> assertTrue(gap.nanos < BOUND, questions.longest::toString));
        }
    }

    @Test
    void proof_cancelledAtSeededMoments_endsSoonAndTheProverStillWorks() throws Exception {
        EmbeddedProver warm = prover(new CircuitCache(0));
        prove(warm);
        // Each is done twice, for the program itself is compiled on the way.
        long[] whole = {Math.min(prove(warm), prove(warm)), prove(prover(new CircuitCache(0)))};
        Random seeded = new Random(20_261_126);
        long longest = 0;
        int cancelled = 0;
        for (int i = 0; i < MOMENTS; i++) {
            EmbeddedProver prover = i % 2 == 0 ? warm : prover(new CircuitCache(0));
            long late = lateness(prover, new Moment((long) (seeded.nextDouble() * whole[i % 2])));
            cancelled += late < 0 ? 0 : 1;
            longest = Math.max(longest, late);
        }
        System.out.println("cancelled at " + cancelled + " of " + MOMENTS + " moments: at most " + longest / 1_000_000
                + " ms of processor time later it had ended");
        assertTrue(cancelled > MOMENTS / 2, "only " + cancelled + " moments lay within the proof");
        assertTrue(longest < BOUND, longest + " ns");
        prove(warm);
    }

    /** The processor time of a whole proof. */
    private long prove(EmbeddedProver prover) throws ProvingException {
        long start = THREADS.getCurrentThreadCpuTime();
        ProofFile proof = prover.prove(task, (stage, done) -> {}, () -> false);
        long took = THREADS.getCurrentThreadCpuTime() - start;
        assertValid(proof);
        return took;
    }

    @Test
    void proof_cancelledWhereAStageBeginsOrEnds_endsSoonAndTheProverStillWorks() throws Exception {
        EmbeddedProver prover = prover(new CircuitCache(0));
        Map<Prover.Stage, Long> late = new EnumMap<>(Prover.Stage.class);
        for (Prover.Stage stage : Prover.Stage.values()) {
            for (double done : new double[] {0, 1}) {
                if (stage == Prover.Stage.CHECK && done == 1) {
                    continue; // The proof is there.
                }
                late.merge(stage, lateness(prover, new Boundary(stage, done)) / 1_000_000, Math::max);
            }
        }
        System.out.println("cancelled at the stages' boundaries, ms of processor time until it had ended: " + late);
        late.values().forEach(ms -> assertTrue(ms >= 0 && ms < BOUND / 1_000_000, late::toString));
        prove(prover);
    }

    private EmbeddedProver prover(CircuitCache cache) {
        return new EmbeddedProver(Runnable::run, 1, random, cache);
    }

    private void assertValid(ProofFile proof) {
        Verdict verdict = verifier.verify(task.request(), proof.issuerKeys(), proof, Progress.NONE, Workers.none());
        assertInstanceOf(Verdict.Valid.class, verdict);
    }

    /** Processor time from the request to the end; negative if the proof was done before. */
    private long lateness(EmbeddedProver prover, Request request) throws ProvingException {
        try {
            prover.prove(task, request, request);
            return -1;
        } catch (CancellationException e) {
            return THREADS.getCurrentThreadCpuTime() - request.at();
        }
    }

    /** Something that cancels. */
    private interface Request extends BooleanSupplier, Prover.Listener {
        /** When it was asked for, in processor time. */
        long at();
    }

    /** Cancels after some processor time. */
    private static final class Moment implements Request {
        private final long at;

        Moment(long after) {
            at = THREADS.getCurrentThreadCpuTime() + after;
        }

        @Override
        public void progress(Prover.Stage stage, double done) {}

        @Override
        public long at() {
            return at;
        }

        @Override
        public boolean getAsBoolean() {
            return THREADS.getCurrentThreadCpuTime() >= at;
        }
    }

    /** Cancels where a stage begins or ends. */
    private static final class Boundary implements Request {
        private final Prover.Stage stage;
        private final double done;
        private long at;

        Boundary(Prover.Stage stage, double done) {
            this.stage = stage;
            this.done = done;
        }

        @Override
        public void progress(Prover.Stage reached, double part) {
            if (at == 0 && reached == stage && part >= done) {
                at = THREADS.getCurrentThreadCpuTime();
            }
        }

        @Override
        public long at() {
            return at;
        }

        @Override
        public boolean getAsBoolean() {
            return at != 0;
        }
    }

    /** A time without a question, and who asked at its end. */
    private record Gap(long nanos, String asked) {
        @Override
        public String toString() {
            return nanos / 1_000_000 + " ms before " + asked;
        }
    }

    /** Never cancels; remembers the longest time without a question in each stage. */
    private static final class Questions implements BooleanSupplier, Prover.Listener {
        final Map<Prover.Stage, Gap> longest = new EnumMap<>(Prover.Stage.class);
        private Prover.Stage stage = Prover.Stage.CIRCUIT;
        private long last = THREADS.getCurrentThreadCpuTime();

        @Override
        public void progress(Prover.Stage reached, double done) {
            stage = reached;
        }

        @Override
        public boolean getAsBoolean() {
            long gap = THREADS.getCurrentThreadCpuTime() - last;
            Gap known = longest.get(stage);
            if (known == null || gap > known.nanos) {
                longest.put(stage, new Gap(gap, asker()));
            }
            last = THREADS.getCurrentThreadCpuTime();
            return false;
        }

        private static String asker() {
            return StackWalker.getInstance()
                    .walk(frames -> frames.map(
                                    frame -> frame.getClassName().replaceAll(".*\\.", "") + "." + frame.getMethodName())
                            .filter(name -> !name.startsWith("CancellationLatencyTest") && !name.startsWith("Workers"))
                            .findFirst()
                            .orElse("?"));
        }
    }
}
