package holdfast.proving.remote;

import holdfast.net.Cancellation;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Looks while an exchange is under way whether it was cancelled, and cuts it off. */
final class Watch implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(50);

    private final BooleanSupplier cancelled;
    private final Cancellation cancellation = new Cancellation();
    private final Thread watcher;

    Watch(BooleanSupplier cancelled) {
        this.cancelled = cancelled;
        this.watcher = Thread.ofVirtual().start(this::watch);
    }

    private void watch() {
        try {
            while (!cancelled.getAsBoolean()) {
                Thread.sleep(EVERY);
            }
            cancellation.cancel();
        } catch (InterruptedException e) {
            return; // Closed: there is nothing to watch any more.
        }
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /** @throws CancellationException when it was cancelled */
    void check() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException();
        }
    }

    /** Waits; ends early when it is cancelled. */
    void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            check();
            try {
                Thread.sleep(Duration.ofNanos(Math.min(left, EVERY.toNanos())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException();
            }
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
