package holdfast.service;

import holdfast.json.JsonValue;
import holdfast.service.http.Route;
import java.time.Duration;
import java.util.List;

/** What a service does, apart from being one. */
public interface Role extends AutoCloseable {
    /** Stable name: {@code issuer}, {@code verifier} or {@code prover}. */
    String name();

    /** The public keys, in the shape that this role publishes. */
    JsonValue keySet();

    List<Route> routes();

    /** Begins to work. */
    default void start() {}

    /**
     * Finishes what was taken on.
     *
     * @return whether nothing was left undone in that time
     */
    default boolean finish(Duration atMost) throws InterruptedException {
        return true;
    }

    /** The time for finishing is over: ends what is still being done. */
    default void abandon() {}

    /** Lets go of what it held, when nobody is served any more. */
    @Override
    default void close() {}
}
