package holdfast.service;

import holdfast.service.http.ServiceException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets a few do hard work at once, a few more wait, and sends the rest away. */
final class Turns {
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Semaphore working;
    private final Semaphore present;
    private final Duration patience;

    /** @param patience how long one waits for its turn */
    Turns(int atOnce, int waiting, Duration patience) {
        this.working = new Semaphore(atOnce, true);
        this.present = new Semaphore(atOnce + waiting);
        this.patience = patience;
    }

    interface Work<T> {
        T run() throws ServiceException;
    }

    <T> T take(Work<T> work) throws ServiceException {
        if (!present.tryAcquire()) {
            throw ServiceException.busy(RETRY);
        }
        try {
            if (!working.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw ServiceException.busy(RETRY);
            }
            try {
                return work.run();
            } finally {
                working.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServiceException.busy(RETRY);
        } finally {
            present.release();
        }
    }
}
