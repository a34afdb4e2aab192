package holdfast.service.http;

import java.time.Duration;

/**
 * What a server takes on.
 *
 * @param connections open at once; further ones wait to be accepted
 * @param bytes of request bodies and answers held at once, those not counted that have at most 16 KiB
 * @param head until the head of a request must be there
 * @param body until the rest must be there
 * @param whole life of a connection, which serves one request
 */
public record Bounds(int connections, int bytes, Duration head, Duration body, Duration whole) {
    public static final Bounds STANDARD =
            new Bounds(512, 128 << 20, Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMinutes(3));
}
