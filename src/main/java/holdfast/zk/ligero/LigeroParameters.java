package holdfast.zk.ligero;

/**
 * What prover and verifier agree on.
 *
 * @param rateInverse how many times longer the committed part of a row is than its block ("rateinv"), at least 2
 * @param queries columns opened ("nreq")
 * @param encodedLength length of an encoded row ("block_enc"), or 0 for the power of two with the smallest estimated proof
 */
public record LigeroParameters(int rateInverse, int queries, int encodedLength) {
    /** Nothing is longer than this: all sizes stay far from overflow. */
    static final int MOST = 1 << 28;

    public LigeroParameters {
        if (rateInverse < 1 || rateInverse > MOST || queries < 1 || encodedLength < 0 || encodedLength > MOST) {
            throw new IllegalArgumentException("rate 1/%d, %d queries and rows of %d are not parameters of a commitment"
                    .formatted(rateInverse, queries, encodedLength));
        }
    }
}
