package holdfast.service.queue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A few connections that are used one after the other. One that fails is closed, and replaced when it is needed. */
final class ConnectionPool implements AutoCloseable {
    private static final int SIZE = 8;
    private static final int WAIT_SECONDS = 20;
    private static final int STATEMENT_SECONDS = 20;

    private final String url;
    private final Semaphore permits = new Semaphore(SIZE);
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    ConnectionPool(String url) {
        this.url = url;
    }

    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Runs it in one transaction. It is not repeated: what failed may have been done. */
    <T> T transaction(Work<T> work) throws QueueException {
        try {
            if (!permits.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new QueueException("the database is too slow", new SQLException("no connection was free"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueueException("interrupted while waiting for the database", e);
        }
        Connection connection = null;
        try {
            connection = take();
            T result = work.on(connection);
            connection.commit();
            giveBack(connection);
            return result;
        } catch (SQLException e) {
            discard(connection);
            throw new QueueException("the database failed, with state " + e.getSQLState(), e);
        } catch (RuntimeException e) {
            discard(connection);
            throw e;
        } finally {
            permits.release();
        }
    }

    private Connection take() throws SQLException {
        Connection connection;
        synchronized (idle) {
            if (closed) {
                throw new SQLException("the queue is closed");
            }
            connection = idle.pollFirst();
        }
        if (connection != null && connection.isValid(2)) {
            return connection;
        }
        discard(connection);
        Connection fresh = DriverManager.getConnection(url);
        fresh.setAutoCommit(false);
        fresh.setNetworkTimeout(Runnable::run, (int) TimeUnit.SECONDS.toMillis(STATEMENT_SECONDS));
        return fresh;
    }

    private void giveBack(Connection connection) {
        synchronized (idle) {
            if (!closed) {
                idle.addFirst(connection);
                return;
            }
        }
        discard(connection);
    }

    private static void discard(@org.jspecify.annotations.Nullable Connection connection) {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            return; // It is of no more use either way.
        }
    }

    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
            idle.forEach(ConnectionPool::discard);
            idle.clear();
        }
    }
}
