package holdfast.proving;

/**
 * How one circuit of a proof was committed to and proven.
 *
 * @param field name of the circuit's field: {@code p256} or {@code fp128}
 * @param rate inverse rate of the code
 * @param queries how many columns are opened ({@code NREQ} in the draft)
 * @param blockEnc length of a codeword
 * @param circuitId 64 hex digits
 */
public record CircuitParameters(String field, int rate, int queries, int blockEnc, String circuitId) {}
