package holdfast.proving.embedded;

import holdfast.zk.circuit.Circuit;
import holdfast.zk.field.Workers;
import holdfast.zk.sumcheck.SumcheckCircuit;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Keeps the circuits used last, as long as the program runs. */
public final class MemoryCircuitCache implements CircuitCache {
    private final int capacity;
    private final Map<ByteBuffer, SumcheckCircuit> kept = new LinkedHashMap<>(16, 0.75f, true);

    /** @param capacity how many circuits it keeps; a proof takes two */
    public MemoryCircuitCache(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public SumcheckCircuit get(byte[] key, Supplier<Circuit> compile, Workers workers) {
        ByteBuffer name = ByteBuffer.wrap(key.clone());
        synchronized (kept) {
            SumcheckCircuit known = kept.get(name);
            if (known != null) {
                return known;
            }
        }
        SumcheckCircuit made = new SumcheckCircuit(compile.get(), workers);
        synchronized (kept) {
            kept.put(name, made);
            while (kept.size() > capacity) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return made;
    }
}
