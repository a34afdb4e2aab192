package holdfast.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;

/**
 * The most of the heap that was in use before a collection, garbage included: with the heap bounded by -Xmx it says whether that is
 * enough. Notices collections from its making on.
 */
final class HeapPeak {
    private final AtomicLong most = new AtomicLong();

    HeapPeak() {
        Set<String> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getName)
                .collect(Collectors.toUnmodifiableSet());
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(
                        (notification, handback) -> {
                            if (notification.getUserData() instanceof CompositeData data
                                    && data.get("gcInfo") instanceof CompositeData info
                                    && info.get("memoryUsageBeforeGc") instanceof TabularData before) {
                                seen(before, pools);
                            }
                        },
                        null,
                        null);
            }
        }
    }

    private void seen(TabularData before, Set<String> pools) {
        long used = 0;
        for (Object row : before.values()) {
            if (row instanceof CompositeData pool
                    && pools.contains(String.valueOf(pool.get("key")))
                    && pool.get("value") instanceof CompositeData usage) {
                used += MemoryUsage.from(usage).getUsed();
            }
        }
        most.accumulateAndGet(used, Math::max);
    }

    /** Starts anew, with no garbage. */
    void reset() {
        System.gc();
        most.set(0);
    }

    long bytes() {
        long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return most.accumulateAndGet(now, Math::max);
    }
}
