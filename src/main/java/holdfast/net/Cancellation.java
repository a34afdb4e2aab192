package holdfast.net;

import org.jspecify.annotations.Nullable;

/** Lets another thread give up an exchange. Once cancelled it stays so; one object serves one exchange after the other. */
public final class Cancellation {
    private boolean cancelled;
    private @Nullable Runnable action;

    /** Ends the exchange that is under way, if any, and all later ones. */
    public void cancel() {
        Runnable running;
        synchronized (this) {
            cancelled = true;
            running = action;
        }
        if (running != null) {
            running.run();
        }
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /** @return false when it is cancelled already; the action is then not kept */
    synchronized boolean onCancel(@Nullable Runnable whenCancelled) {
        action = cancelled ? null : whenCancelled;
        return !cancelled;
    }
}
