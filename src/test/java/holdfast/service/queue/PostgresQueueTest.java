package holdfast.service.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holdfast.service.queue.JobQueue.Lease;
import holdfast.testing.TestDatabase;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same contract with a real database, and what only a shared queue can show. */
class PostgresQueueTest extends QueueContract {
    private static TestDatabase database;

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (database != null) {
            database.close();
        }
    }

    @BeforeEach
    void forget() throws Exception {
        database.execute("DROP TABLE IF EXISTS holdfast_jobs");
    }

    @Override
    JobQueue open(Keeping keeping) throws Exception {
        return new PostgresQueue(database.url(), keeping);
    }

    @Test
    void lease_thatRunsOut_isTakenByAnother_andTheFirstCannotFinish() throws Exception {
        Keeping hasty = KEEPING.withLease(Duration.ofMillis(300));
        try (JobQueue one = open(hasty);
                JobQueue other = open(hasty)) {
            one.offer(job(1));
            Lease silent = one.take(Duration.ofSeconds(5)).orElseThrow();
            assertThat(other.take(Duration.ZERO)).as("while the lease lasts").isEmpty();
            Lease next = other.take(Duration.ofSeconds(20)).orElseThrow();
            assertThat(next.attempt()).isEqualTo(2);
            assertThat(silent.extend()).isFalse();
            assertThat(silent.finish(new byte[] {1})).isFalse();
            assertThat(next.finish(new byte[] {2})).isTrue();
            assertThat(one.await(job(1).key(), Duration.ofSeconds(5)))
                    .isInstanceOfSatisfying(
                            JobState.Finished.class,
                            finished -> assertThat(finished.result().bytes()).containsExactly(2));
        }
    }

    @Test
    void lease_thatIsExtended_isNotTaken() throws Exception {
        Keeping hasty = KEEPING.withLease(Duration.ofSeconds(2));
        try (JobQueue queue = open(hasty)) {
            queue.offer(job(1));
            Lease lease = queue.take(Duration.ofSeconds(5)).orElseThrow();
            for (int i = 0; i < 6; i++) {
                Thread.sleep(500);
                assertThat(lease.extend()).isTrue();
                assertThat(queue.take(Duration.ZERO)).isEmpty();
            }
        }
    }

    @Test
    void capacity_holdsForAllInstancesTogether() throws Exception {
        try (JobQueue one = open(KEEPING);
                JobQueue other = open(KEEPING)) {
            for (int i = 1; i <= 2; i++) {
                assertThat(one.offer(job(i))).isTrue();
                assertThat(other.offer(job(10 + i))).isTrue();
            }
            assertThat(one.offer(job(3))).isFalse();
            assertThat(other.offer(job(13))).isFalse();
        }
    }

    @Test
    void await_seesWhatAnotherInstanceFinished() throws Exception {
        try (JobQueue one = open(KEEPING);
                JobQueue other = open(KEEPING)) {
            one.offer(job(1));
            Thread worker = Thread.ofVirtual().start(() -> {
                try {
                    Optional<Lease> lease = other.take(Duration.ofSeconds(20));
                    Thread.sleep(300);
                    lease.orElseThrow().finish(new byte[] {3});
                } catch (QueueException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(one.await(job(1).key(), Duration.ofSeconds(30))).isInstanceOf(JobState.Finished.class);
            worker.join();
        }
    }

    @Test
    void database_thatIsNotThere_isSaidWithoutItsAddress() {
        assertThatThrownBy(() ->
                        new PostgresQueue("jdbc:postgresql://127.0.0.1:1/postgres?user=test&password=secret", KEEPING))
                .isInstanceOf(QueueException.class)
                .hasMessageContaining("08001")
                .hasMessageNotContaining("secret");
    }
}
