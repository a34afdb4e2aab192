package holdfast.service.http;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counts, in the text format of Prometheus. No label comes from a request. */
public final class Metrics {
    private final Map<String, LongAdder> counters = new ConcurrentSkipListMap<>();
    private final SortedMap<String, LongSupplier> gauges = new TreeMap<>();

    /** @param name with its labels, for example {@code holdfast_jobs_total{result="done"}} */
    public void count(String name, long by) {
        counters.computeIfAbsent(name, ignored -> new LongAdder()).add(by);
    }

    /** Something that is asked when the metrics are. Before the service starts only. */
    public void gauge(String name, LongSupplier value) {
        gauges.put(name, value);
    }

    /** How often something was counted. */
    public long counted(String name) {
        LongAdder counter = counters.get(name);
        return counter == null ? 0 : counter.sum();
    }

    /** All of them, a line each. */
    public String text() {
        StringBuilder text = new StringBuilder();
        counters.forEach((name, value) ->
                text.append(name).append(' ').append(value.sum()).append('\n'));
        gauges.forEach((name, value) ->
                text.append(name).append(' ').append(value.getAsLong()).append('\n'));
        return text.toString();
    }
}
