package holdfast.proving.embedded;

import holdfast.zk.circuit.Circuit;
import holdfast.zk.field.Workers;
import holdfast.zk.sumcheck.SumcheckCircuit;
import java.util.function.Supplier;

/** Keeps circuits, so that the next proof of the same form need not compile them. What it returns is what was compiled, or equal. */
public interface CircuitCache {

    /**
     * Finds or makes a circuit.
     *
     * @param key names the circuit among all that this version of the program makes
     * @param compile makes it
     */
    SumcheckCircuit get(byte[] key, Supplier<Circuit> compile, Workers workers);

    /** Keeps nothing. */
    static CircuitCache none() {
        return (key, compile, workers) -> new SumcheckCircuit(compile.get(), workers);
    }
}
