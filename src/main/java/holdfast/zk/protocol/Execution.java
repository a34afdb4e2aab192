package holdfast.zk.protocol;

import holdfast.zk.field.Workers;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Where the work is done and how it is stopped.
 *
 * @param executor lends threads; the calling thread always works too
 * @param threads threads to use, the calling one included
 * @param cancelled asked often, from any thread; soon after it says true the work ends with
 *     {@link java.util.concurrent.CancellationException}
 */
public record Execution(Executor executor, int threads, BooleanSupplier cancelled) {
    /** All on the calling thread, to the end. */
    public static Execution inPlace() {
        return new Execution(Runnable::run, 1, () -> false);
    }

    Workers workers() {
        return Workers.of(executor, threads, cancelled);
    }
}
