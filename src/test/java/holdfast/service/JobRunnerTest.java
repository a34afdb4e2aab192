package holdfast.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import holdfast.service.http.Metrics;
import holdfast.service.http.ServiceLog;
import holdfast.service.queue.JobQueue;
import holdfast.service.queue.JobState;
import holdfast.service.queue.Keeping;
import holdfast.service.queue.MemoryQueue;
import holdfast.service.queue.SealedJob;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What a job may do to the worker that has it. */
class JobRunnerTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final StringWriter log = new StringWriter();
    private final JobQueue queue = new MemoryQueue(Keeping.STANDARD, Clock.systemUTC());

    /** As the prover's worker is with a note that it has no key for: it can neither do the job nor say so to its caller. */
    private static final class Choosy implements JobRunner.Worker {
        @Override
        public byte[] work(JobQueue.Lease lease, BooleanSupplier cancelled) {
            return answer(lease);
        }

        @Override
        public byte[] giveUp(JobQueue.Lease lease) {
            return answer(lease);
        }

        private static byte[] answer(JobQueue.Lease lease) {
            if (lease.job().envelope().equals("unreadable")) {
                throw new IllegalStateException("other keys");
            }
            return "done".getBytes(UTF_8);
        }
    }

    private static byte[] result(JobState state) {
        assertThat(state).isInstanceOf(JobState.Finished.class);
        return ((JobState.Finished) state).result().bytes();
    }

    @Test
    void job_whoseNoteCannotBeRead_endsEmpty_andTheOnlyWorkerLivesOn() throws Exception {
        queue.offer(new SealedJob("bad", "unreadable", "", ""));
        queue.offer(new SealedJob("good", "readable", "", ""));
        JobRunner runner = new JobRunner(
                queue, new Choosy(), 1, new ServiceLog(new PrintWriter(log, true), Clock.systemUTC()), new Metrics());
        runner.start();
        try {
            assertThat(result(queue.await("good", LONG))).isEqualTo("done".getBytes(UTF_8));
            assertThat(result(queue.await("bad", LONG))).isEmpty();
            assertThat(log.toString()).contains("job-unreadable");
        } finally {
            assertThat(runner.stop(LONG)).isTrue();
        }
    }
}
