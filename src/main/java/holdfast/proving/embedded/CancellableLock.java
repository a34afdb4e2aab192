package holdfast.proving.embedded;

import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread work at a time, and lets those that wait notice that they were cancelled. */
final class CancellableLock {
    private static final long ASKED_EVERY_MILLIS = 50;

    private final ReentrantLock lock = new ReentrantLock();

    /** What is done alone. */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /**
     * Waits for its turn and works.
     *
     * @param check called often while it waits; ends that by throwing
     * @throws CancellationException also if the thread is interrupted while it waits
     */
    <T, E extends Exception> T alone(Runnable check, Work<T, E> work) throws E {
        try {
            // At first without a time, so that a thread that need not wait does not care whether it was interrupted.
            while (!lock.tryLock() && !lock.tryLock(ASKED_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                check.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException("the work was interrupted while it waited");
            cancelled.initCause(e);
            throw cancelled;
        }
        try {
            return work.run();
        } finally {
            lock.unlock();
        }
    }
}
