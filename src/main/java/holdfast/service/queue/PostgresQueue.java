package holdfast.service.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * In PostgreSQL: any number of instances share it. A worker that dies is silent, its lease runs out, and the next worker
 * takes the job again; each lease has a name of its own, so whoever comes back late cannot finish what is no longer
 * theirs. The database's clock alone counts. It holds ciphertext, times, counts and hashes.
 */
public final class PostgresQueue implements JobQueue {
    private static final Duration POLL = Duration.ofMillis(200);
    /** Of advisory locks; any number that nobody else in the database uses. */
    private static final long LOCK = 0x686f6c6466617374L;

    private final ConnectionPool pool;
    private final Keeping keeping;
    private final Map<String, CompletableFuture<Boolean>> waiting = new ConcurrentHashMap<>();
    private final Thread watcher;
    private volatile boolean closed;

    /**
     * Connects, and makes the table where it is not there.
     *
     * @param url {@code jdbc:postgresql:…}
     * @throws QueueException when the database cannot be reached
     */
    public PostgresQueue(String url, Keeping keeping) throws QueueException {
        this.pool = new ConnectionPool(url);
        this.keeping = keeping;
        run(connection -> {
            execute(connection, "SELECT pg_advisory_xact_lock(?)", LOCK);
            execute(connection, """
                    CREATE TABLE IF NOT EXISTS holdfast_jobs (
                      key text PRIMARY KEY,
                      envelope text, user_data text, request text,
                      created timestamptz NOT NULL DEFAULT clock_timestamp(),
                      attempts int NOT NULL DEFAULT 0,
                      lease uuid, lease_until timestamptz,
                      result bytea, until timestamptz, fetched boolean NOT NULL DEFAULT false)""");
            execute(connection, """
                    CREATE INDEX IF NOT EXISTS holdfast_jobs_open ON holdfast_jobs (created) WHERE result IS NULL""");
            return true;
        });
        watcher = Thread.ofVirtual().name("queue-watcher").start(this::watch);
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T run(Work<T> work) throws QueueException {
        return pool.transaction(work::on);
    }

    private static int execute(Connection connection, String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, arguments)) {
            return statement.execute() ? 0 : statement.getUpdateCount();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... arguments)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }

    @Override
    public boolean offer(SealedJob job) throws QueueException {
        return run(connection -> {
            // One after the other, so that together they do not exceed the capacity.
            execute(connection, "SELECT pg_advisory_xact_lock(?)", LOCK);
            execute(connection, "DELETE FROM holdfast_jobs WHERE until <= clock_timestamp()");
            return execute(
                            connection,
                            """
                            INSERT INTO holdfast_jobs (key, envelope, user_data, request)
                            SELECT ?, ?, ?, ? WHERE (SELECT count(*) FROM holdfast_jobs WHERE NOT fetched) < ?
                            ON CONFLICT DO NOTHING""",
                            job.key(),
                            job.envelope(),
                            job.userData(),
                            job.request(),
                            keeping.capacity())
                    == 1;
        });
    }

    @Override
    public Optional<Lease> take(Duration atMost) throws QueueException, InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            Optional<Lease> lease = run(this::takeNow);
            if (lease.isPresent() || System.nanoTime() - end >= 0) {
                return lease;
            }
            Thread.sleep(POLL);
        }
    }

    private Optional<Lease> takeNow(Connection connection) throws SQLException {
        UUID name = UUID.randomUUID();
        try (PreparedStatement statement =
                        prepare(connection, """
                        UPDATE holdfast_jobs SET lease = ?, attempts = attempts + 1,
                          lease_until = clock_timestamp() + ? * interval '1 millisecond'
                        WHERE key = (
                          SELECT key FROM holdfast_jobs
                          WHERE result IS NULL AND (lease_until IS NULL OR lease_until < clock_timestamp())
                          ORDER BY created LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING key, envelope, user_data, request, attempts""", name, keeping.lease().toMillis());
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            SealedJob job = new SealedJob(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
            return Optional.of(new PostgresLease(job, name, row.getInt(5)));
        }
    }

    @Override
    public JobState state(String key) throws QueueException {
        return run(connection -> {
            try (PreparedStatement statement = prepare(
                            connection,
                            "SELECT result FROM holdfast_jobs WHERE key = ? AND (until IS NULL OR until > clock_timestamp())",
                            key);
                    ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return new JobState.Unknown();
                }
                byte[] result = row.getBytes(1);
                return result == null ? new JobState.Pending() : new JobState.Finished(new JobState.Sealed(result));
            }
        });
    }

    @Override
    public JobState await(String key, Duration atMost) throws QueueException, InterruptedException {
        CompletableFuture<Boolean> done = waiting.computeIfAbsent(key, ignored -> new CompletableFuture<>());
        try {
            done.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            // Whatever it is, the state says.
        } finally {
            waiting.remove(key, done);
        }
        return state(key);
    }

    /** Asks once for all who wait, instead of each asking. */
    private void watch() {
        while (!closed) {
            try {
                Thread.sleep(POLL);
                if (!waiting.isEmpty()) {
                    run(this::tell);
                }
            } catch (InterruptedException e) {
                return;
            } catch (QueueException e) {
                // Those who wait are told when their time is over; the next round may reach the database again.
            }
        }
    }

    private boolean tell(Connection connection) throws SQLException {
        String[] keys = waiting.keySet().toArray(String[]::new);
        try (PreparedStatement statement = prepare(
                        connection,
                        "SELECT key FROM holdfast_jobs WHERE key = ANY(?) AND result IS NOT NULL",
                        connection.createArrayOf("text", keys));
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                CompletableFuture<Boolean> done = waiting.get(row.getString(1));
                if (done != null) {
                    done.complete(true);
                }
            }
            return true;
        }
    }

    @Override
    public void fetched(String key) throws QueueException {
        run(connection -> execute(connection, """
                UPDATE holdfast_jobs SET fetched = true, until = clock_timestamp() + ? * interval '1 millisecond'
                WHERE key = ? AND result IS NOT NULL AND NOT fetched""", keeping.fetched().toMillis(), key));
    }

    @Override
    public int unfinished() throws QueueException {
        return count("SELECT count(*) FROM holdfast_jobs WHERE result IS NULL");
    }

    @Override
    public int unfetched() throws QueueException {
        return count("SELECT count(*) FROM holdfast_jobs WHERE result IS NOT NULL AND NOT fetched");
    }

    private int count(String sql) throws QueueException {
        return run(connection -> {
            try (PreparedStatement statement = prepare(connection, sql);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        });
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public void close() {
        closed = true;
        watcher.interrupt();
        pool.close();
    }

    private final class PostgresLease extends HeldJob {
        private final UUID name;

        PostgresLease(SealedJob job, UUID name, int attempt) {
            super(job, attempt, keeping.lease());
            this.name = name;
        }

        @Override
        public boolean extend() throws QueueException {
            return mine(
                    "lease_until = clock_timestamp() + ? * interval '1 millisecond'",
                    keeping.lease().toMillis());
        }

        @Override
        public boolean finish(byte[] sealedResult) throws QueueException {
            boolean finished = run(connection ->
                    execute(connection, """
                            UPDATE holdfast_jobs SET result = ?, envelope = NULL, user_data = NULL, request = NULL,
                              lease = NULL, lease_until = NULL,
                              until = clock_timestamp() + ? * interval '1 millisecond'
                            WHERE key = ? AND lease = ? AND result IS NULL""", sealedResult, keeping.result().toMillis(), job().key(), name) == 1);
            CompletableFuture<Boolean> here = waiting.get(job().key());
            if (finished && here != null) {
                here.complete(true);
            }
            return finished;
        }

        @Override
        public void giveBack() throws QueueException {
            mine("lease = NULL, lease_until = NULL, attempts = attempts - ?", 1);
        }

        private boolean mine(String set, Object argument) throws QueueException {
            return run(connection -> execute(
                            connection,
                            "UPDATE holdfast_jobs SET " + set + " WHERE key = ? AND lease = ? AND result IS NULL",
                            argument,
                            job().key(),
                            name)
                    == 1);
        }
    }
}
