package holdfast.service.queue;

import java.time.Duration;

/** What a lease knows of its job, wherever the job waits. */
abstract class HeldJob implements JobQueue.Lease {
    private final SealedJob job;
    private final int attempt;
    private final Duration lasts;

    HeldJob(SealedJob job, int attempt, Duration lasts) {
        this.job = job;
        this.attempt = attempt;
        this.lasts = lasts;
    }

    @Override
    public final SealedJob job() {
        return job;
    }

    @Override
    public final int attempt() {
        return attempt;
    }

    @Override
    public final Duration lasts() {
        return lasts;
    }
}
