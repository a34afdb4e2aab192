package holdfast.zk.field;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the parts of a loop on several threads, and notices cancellation between parts. The calling thread works too, so
 * that a loop ends even when the executor has no thread to spare. Parts must be independent of one another.
 */
public final class Workers {
    private final @Nullable Executor executor;
    private final int threads;
    private final BooleanSupplier cancelled;

    private Workers(@Nullable Executor executor, int threads, BooleanSupplier cancelled) {
        this.executor = executor;
        this.threads = threads;
        this.cancelled = cancelled;
    }

    /** Everything on the calling thread; never cancelled. */
    public static Workers none() {
        return new Workers(null, 1, () -> false);
    }

    /**
     * Work shared with an executor.
     *
     * @param threads threads to use, the calling one included
     * @param cancelled asked often, from any thread; once it says true the work ends
     */
    public static Workers of(Executor executor, int threads, BooleanSupplier cancelled) {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread is needed, not " + threads);
        }
        return new Workers(executor, threads, cancelled);
    }

    /** Threads that share the work. */
    public int threads() {
        return threads;
    }

    /**
     * Ends the work if it was cancelled.
     *
     * @throws CancellationException if so
     */
    public void check() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("the work was cancelled");
        }
    }

    /**
     * Runs {@code part} for 0 … parts−1 and returns when all are done.
     *
     * @throws CancellationException if the work was cancelled
     */
    public void run(int parts, IntConsumer part) {
        check();
        Executor pool = executor;
        int helpers = Math.min(threads, parts) - 1;
        if (pool == null || helpers <= 0) {
            for (int i = 0; i < parts; i++) {
                if (i > 0) {
                    check();
                }
                part.accept(i);
            }
            return;
        }
        Loop loop = new Loop(parts, part);
        for (int i = 0; i < helpers; i++) {
            try {
                pool.execute(loop);
            } catch (RejectedExecutionException e) {
                break; // a pool that is shutting down: the calling thread does the rest
            }
        }
        loop.run();
        loop.await();
    }

    /** One loop in progress: threads take the next part until none is left. */
    private final class Loop implements Runnable {
        private final int parts;
        private final IntConsumer part;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch done;
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Loop(int parts, IntConsumer part) {
            this.parts = parts;
            this.part = part;
            done = new CountDownLatch(parts);
        }

        @Override
        public void run() {
            for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
                try {
                    if (failure.get() == null) {
                        check();
                        part.accept(i);
                    }
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                } finally {
                    done.countDown();
                }
            }
        }

        void await() {
            boolean interrupted = false;
            while (true) {
                try {
                    done.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true; // the parts are short; the caller sees the interrupt afterwards
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            Throwable problem = failure.get();
            if (problem instanceof Error error) {
                throw error;
            }
            if (problem instanceof RuntimeException exception) {
                throw exception;
            }
        }
    }
}
