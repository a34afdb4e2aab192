package holdfast.proving.embedded;

import holdfast.proving.CircuitParameters;
import holdfast.zk.circuit.Circuit;
import holdfast.zk.ligero.LigeroGeometry;
import holdfast.zk.ligero.LigeroParameters;
import java.util.HexFormat;

/** The parameters of a commitment, chosen by the circuit alone, and the security level that they give. */
final class Parameters {
    private static final int RATE = 7;
    private static final int QUERIES = 143;
    private static final int FEW_INPUTS = 6_000;
    private static final int SHORT_ROW = 4096;
    private static final int LONG_ROW = 8192;

    /** Proofs of false statements must be less likely than 2 to the minus this. */
    private static final double LEAST_BITS = 115;

    private Parameters() {}

    static LigeroParameters of(Circuit circuit) {
        LigeroParameters parameters =
                new LigeroParameters(RATE, QUERIES, circuit.privateInputs() < FEW_INPUTS ? SHORT_ROW : LONG_ROW);
        double bits = bits(parameters, 8 * circuit.field().byteLength());
        if (bits < LEAST_BITS) {
            throw new IllegalStateException("the parameters give only " + bits + " bits");
        }
        return parameters;
    }

    /**
     * Minus the binary logarithm of the soundness error, the largest of three: that a row far from the code is not noticed in the
     * opened columns; that a random combination of rows hides it; that the linear or quadratic test holds by chance.
     */
    static double bits(LigeroParameters parameters, int fieldBits) {
        int encoded = parameters.encodedLength();
        int block = (encoded + 1) / (2 + parameters.rateInverse());
        int columns = encoded - (2 * block - 1);
        double far = logRatio((columns + block) / 2, columns, parameters.queries());
        double wrong = logRatio(2 * block - 2, columns, parameters.queries());
        double unseen = far + Math.log1p(Math.pow(2, wrong - far)) / Math.log(2);
        double combination = Math.log(columns + 2.0) / Math.log(2) - fieldBits;
        return -Math.max(unseen, combination);
    }

    /** log₂ of C(a, t) / C(b, t). */
    private static double logRatio(int a, int b, int t) {
        double log = 0;
        for (int i = 0; i < t; i++) {
            log += Math.log((double) (a - i) / (b - i));
        }
        return log / Math.log(2);
    }

    static CircuitParameters describe(Circuit circuit, LigeroGeometry geometry) {
        return new CircuitParameters(
                circuit.field().name(),
                RATE,
                geometry.queries(),
                geometry.encoded(),
                HexFormat.of().formatHex(circuit.id()));
    }
}
