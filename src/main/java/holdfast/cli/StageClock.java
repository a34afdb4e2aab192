package holdfast.cli;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long each stage of some work takes at best, from being told when one begins. */
final class StageClock<S extends Enum<S>> {
    private final Map<S, Long> best;
    private @Nullable S current;
    private long since;
    private boolean counts;

    StageClock(Class<S> stages) {
        best = new EnumMap<>(stages);
    }

    /** Begins a run; only runs that count are remembered. */
    synchronized void start(boolean counting) {
        counts = counting;
        current = null;
    }

    /** A stage goes on, or another begins. */
    synchronized void at(S stage) {
        if (stage != current) {
            end();
            current = stage;
            since = System.nanoTime();
        }
    }

    /** The last stage ends. */
    synchronized void end() {
        S ended = current;
        if (ended != null && counts) {
            best.merge(ended, System.nanoTime() - since, Math::min);
        }
        current = null;
    }

    /** In nanoseconds; 0 if the stage never was. */
    synchronized long best(S stage) {
        return best.getOrDefault(stage, 0L);
    }
}
