package holdfast.proving.remote;

import holdfast.net.Limits;
import java.time.Duration;

/**
 * How long a service is waited for.
 *
 * @param ask for its keys and its attestation
 * @param post for the request for a proof, which a service may answer only when it is done
 * @param poll for each question how far it is; its answer may be the proof
 * @param interval between two such questions
 * @param patience for a queued proof in all
 * @param retryAfter before a question that failed on the way is asked again, at most twice in a row
 */
record Timing(Limits ask, Limits post, Limits poll, Duration interval, Duration patience, Duration retryAfter) {
    /** A proof token in its JSON. */
    private static final int ANSWER = 8 * 1024 * 1024 + 64 * 1024;

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofMinutes(2);

    /** As zkPass has it: every half second, two minutes in all. */
    static final Timing STANDARD = new Timing(
            new Limits(CONNECT, CONNECT, Duration.ofSeconds(10), Limits.FETCH.maxBytes()),
            new Limits(CONNECT, WHOLE, WHOLE, ANSWER),
            new Limits(CONNECT, Duration.ofSeconds(10), Duration.ofSeconds(60), ANSWER),
            Duration.ofMillis(500),
            WHOLE,
            Duration.ofSeconds(1));
}
