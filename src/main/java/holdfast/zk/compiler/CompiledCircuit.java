package holdfast.zk.compiler;

import holdfast.zk.circuit.Circuit;
import java.util.Map;

/**
 * The circuit of a program.
 *
 * @param circuit the circuit; its inputs are the constant 1, the public ones in the order of their making, then the private ones
 * @param terms terms of all layers
 * @param copies those of them that only carry a wire to the next layer
 * @param termsBySection terms without copies by outermost section
 */
public record CompiledCircuit(Circuit circuit, long terms, long copies, Map<String, Long> termsBySection) {}
