package holdfast.verification;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a verifier expects of a proof besides its request.
 *
 * @param now the verifier's time
 * @param maxAge how old a proof may be, and how far back the day that counted as today may lie
 * @param nonce the nonce that was given out with the request; null when none was
 * @param audience what the verifier calls itself; null when it was not said with the request
 */
public record Expectations(
        Instant now,
        Duration maxAge,
        @Nullable String nonce,
        @Nullable String audience) {
    /** How far two clocks may be apart. */
    static final Duration SKEW = Duration.ofMinutes(5);

    /** How old a proof may be where nothing else is said. */
    public static final Duration DEFAULT_MAX_AGE = Duration.ofHours(1);
}
