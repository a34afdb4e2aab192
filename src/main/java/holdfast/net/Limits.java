package holdfast.net;

import java.time.Duration;

/**
 * How long and how large an exchange may be.
 *
 * @param connect for one TCP connection
 * @param pause without a byte read or written
 * @param whole for all of it, looking the name up included, however steadily bytes arrive
 * @param maxBytes of the answer's body
 */
public record Limits(Duration connect, Duration pause, Duration whole, int maxBytes) {
    /** For key sets, credentials and requests: 3 s and 64 KiB in all. */
    public static final Limits FETCH =
            new Limits(Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(3), 64 * 1024);

    /** @throws IllegalArgumentException when one of them is not positive */
    public Limits {
        if (!connect.isPositive() || !pause.isPositive() || !whole.isPositive() || maxBytes <= 0) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
