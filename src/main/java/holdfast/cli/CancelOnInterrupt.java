package holdfast.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Makes Ctrl-C (and a plain {@code kill}) cancel the work instead of cutting it off: the program ends once the work has
 * ended by itself and the command has tidied up, or after half a minute.
 */
final class CancelOnInterrupt implements BooleanSupplier, AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "cancel on interrupt");
    private volatile boolean cancelled;

    CancelOnInterrupt() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Runs while the virtual machine shuts down, which waits for it. */
    private void interrupted() {
        cancelled = true;
        try {
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return; // The work does not listen; it is cut off, as it would have been without us.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the work shall end. */
    @Override
    public boolean getAsBoolean() {
        return cancelled;
    }

    /** Says that everything is tidied up; the program may end. */
    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // It is running: the program is ending.
        }
    }
}
