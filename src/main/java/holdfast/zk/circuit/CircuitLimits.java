package holdfast.zk.circuit;

/**
 * Absolute limits for a circuit file. A file of a few hundred kilobytes inflates to a hundred megabytes and is genuine, so
 * a ratio says nothing; these numbers bound what reading and verifying may cost.
 *
 * @param bytes bytes read
 * @param layers layers
 * @param constants distinct constants
 * @param layerWires wires of one layer, inputs and outputs of the circuit included
 * @param wires wires of all layers
 * @param terms terms of all layers
 */
public record CircuitLimits(long bytes, int layers, int constants, int layerWires, int wires, int terms) {
    /**
     * For files from anywhere: reading and verifying stay below 512 MiB of heap. The largest reference circuit (mdoc, hash) has 7.3 million terms.
     */
    public static final CircuitLimits UNTRUSTED =
            new CircuitLimits(160L << 20, 1024, 1 << 16, 1 << 20, 1 << 22, 12_000_000);

    /** For files the caller wrote itself: what the formats can hold, within an int. */
    public static final CircuitLimits OWN =
            new CircuitLimits(4L << 30, 1 << 14, 1 << 22, (1 << 24) - 1, 1 << 27, 1 << 28);
}
