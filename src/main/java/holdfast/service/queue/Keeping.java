package holdfast.service.queue;

import java.time.Duration;

/**
 * How much is kept for how long.
 *
 * @param capacity jobs that are not finished, and results that nobody has fetched
 * @param result how long a result waits for its caller
 * @param fetched how long it stays after that
 * @param lease how long a worker may be silent
 */
public record Keeping(int capacity, Duration result, Duration fetched, Duration lease) {
    public static final Keeping STANDARD =
            new Keeping(64, Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofSeconds(30));

    public Keeping withCapacity(int jobs) {
        return new Keeping(jobs, result, fetched, lease);
    }

    public Keeping withLease(Duration time) {
        return new Keeping(capacity, result, fetched, time);
    }
}
