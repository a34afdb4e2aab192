package holdfast.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long each stage of some work takes at best, from being told when one begins, and how much heap was in use in it. A stage that
 * comes several times in a run counts with their sum.
 */
final class StageClock<S extends Enum<S>> {
    private static final List<MemoryPoolMXBean> HEAP = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();

    private final Map<S, Long> best;
    private final Map<S, Long> run;
    private final Map<S, Long> peak;
    private @Nullable S current;
    private long since;
    private boolean counts;

    StageClock(Class<S> stages) {
        best = new EnumMap<>(stages);
        run = new EnumMap<>(stages);
        peak = new EnumMap<>(stages);
    }

    /** Begins a run; only runs that count are remembered. */
    synchronized void start(boolean counting) {
        remember();
        counts = counting;
        current = null;
    }

    /** A stage goes on, or another begins. */
    synchronized void at(S stage) {
        if (stage != current) {
            end();
            HEAP.forEach(MemoryPoolMXBean::resetPeakUsage);
            current = stage;
            since = System.nanoTime();
        }
    }

    /** The last stage ends. */
    synchronized void end() {
        S ended = current;
        if (ended != null) {
            run.merge(ended, System.nanoTime() - since, Long::sum);
            long used = HEAP.stream()
                    .mapToLong(pool -> pool.getPeakUsage().getUsed())
                    .sum();
            peak.merge(ended, used, Math::max);
        }
        current = null;
    }

    private void remember() {
        if (counts) {
            run.forEach((stage, nanos) -> best.merge(stage, nanos, Math::min));
        }
        run.clear();
    }

    /** In nanoseconds; 0 if the stage never was. */
    synchronized long best(S stage) {
        remember();
        return best.getOrDefault(stage, 0L);
    }

    /** The most bytes of heap in use in the stage, garbage included; the peaks of its parts together, so rather too much. */
    synchronized long peak(S stage) {
        return peak.getOrDefault(stage, 0L);
    }
}
