package holdfast.service.queue;

import static org.assertj.core.api.Assertions.assertThat;

import holdfast.service.queue.JobQueue.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every queue must do. */
abstract class QueueContract {
    static final Keeping KEEPING = new Keeping(4, Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofMinutes(5));

    abstract JobQueue open(Keeping keeping) throws Exception;

    static SealedJob job(int number) {
        return new SealedJob("%064x".formatted(number), "envelope " + number, "data", "request");
    }

    @Test
    void job_isTakenOnceInOrder_andItsResultIsFound() throws Exception {
        try (JobQueue queue = open(KEEPING)) {
            assertThat(queue.offer(job(1))).isTrue();
            assertThat(queue.offer(job(2))).isTrue();
            assertThat(queue.state(job(1).key())).isInstanceOf(JobState.Pending.class);
            Lease first = queue.take(Duration.ofSeconds(5)).orElseThrow();
            Lease second = queue.take(Duration.ofSeconds(5)).orElseThrow();
            assertThat(first.job()).isEqualTo(job(1));
            assertThat(second.job()).isEqualTo(job(2));
            assertThat(first.attempt()).isEqualTo(1);
            assertThat(queue.take(Duration.ofMillis(50))).isEmpty();
            assertThat(first.extend()).isTrue();
            assertThat(first.finish(new byte[] {7})).isTrue();
            assertThat(first.finish(new byte[] {8})).as("a second time").isFalse();
            assertThat(queue.await(job(1).key(), Duration.ofSeconds(5)))
                    .isInstanceOfSatisfying(
                            JobState.Finished.class,
                            finished -> assertThat(finished.result().bytes()).containsExactly(7));
            assertThat(queue.unfinished()).isEqualTo(1);
            assertThat(queue.unfetched()).isEqualTo(1);
        }
    }

    @Test
    void job_givenBack_isTakenAgain() throws Exception {
        try (JobQueue queue = open(KEEPING)) {
            queue.offer(job(1));
            Lease lease = queue.take(Duration.ofSeconds(5)).orElseThrow();
            lease.giveBack();
            Lease again = queue.take(Duration.ofSeconds(5)).orElseThrow();
            assertThat(again.job()).isEqualTo(job(1));
            assertThat(lease.finish(new byte[] {1}))
                    .as("by whoever gave it back")
                    .isFalse();
            assertThat(again.finish(new byte[] {2})).isTrue();
        }
    }

    @Test
    void capacity_countsUnfetchedResults_andRefusesTheSameJobTwice() throws Exception {
        try (JobQueue queue = open(KEEPING)) {
            for (int i = 1; i <= 4; i++) {
                assertThat(queue.offer(job(i))).isTrue();
            }
            assertThat(queue.offer(job(5))).isFalse();
            queue.take(Duration.ofSeconds(5)).orElseThrow().finish(new byte[] {1});
            assertThat(queue.offer(job(5))).as("its result waits").isFalse();
            queue.fetched(job(1).key());
            assertThat(queue.offer(job(2))).as("there already").isFalse();
            assertThat(queue.offer(job(5))).isTrue();
            assertThat(queue.state(job(1).key())).as("a moment longer").isInstanceOf(JobState.Finished.class);
        }
    }

    @Test
    void result_whoseTimeIsOver_isUnknown() throws Exception {
        try (JobQueue queue = open(new Keeping(4, Duration.ofMillis(1), Duration.ofMillis(1), KEEPING.lease()))) {
            queue.offer(job(1));
            queue.take(Duration.ofSeconds(5)).orElseThrow().finish(new byte[] {1});
            Thread.sleep(50);
            assertThat(queue.state(job(1).key())).isInstanceOf(JobState.Unknown.class);
            assertThat(queue.state(job(9).key())).isInstanceOf(JobState.Unknown.class);
            assertThat(queue.await(job(9).key(), Duration.ofMillis(10))).isInstanceOf(JobState.Unknown.class);
        }
    }

    @Test
    void jobs_takenByManyWorkers_areEachTakenOnce() throws Exception {
        try (JobQueue queue = open(new Keeping(200, KEEPING.result(), KEEPING.fetched(), KEEPING.lease()))) {
            for (int i = 0; i < 100; i++) {
                assertThat(queue.offer(job(i))).isTrue();
            }
            List<String> taken = Collections.synchronizedList(new ArrayList<>());
            List<Thread> workers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                workers.add(Thread.ofVirtual().start(() -> {
                    try {
                        for (Optional<Lease> lease = queue.take(Duration.ZERO);
                                lease.isPresent();
                                lease = queue.take(Duration.ZERO)) {
                            taken.add(lease.get().job().key());
                            assertThat(lease.get().finish(new byte[] {1})).isTrue();
                        }
                    } catch (QueueException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }));
            }
            for (Thread worker : workers) {
                worker.join();
            }
            assertThat(taken).hasSize(100);
            assertThat(new HashSet<>(taken)).hasSize(100);
            assertThat(queue.unfinished()).isZero();
        }
    }
}
