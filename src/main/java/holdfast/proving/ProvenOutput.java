package holdfast.proving;

import holdfast.dvr.Value;

/** One output that a proof claims, in the order in which the verifier sees them. */
public record ProvenOutput(String key, Value value) {}
