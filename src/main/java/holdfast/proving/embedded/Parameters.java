package holdfast.proving.embedded;

import holdfast.proving.CircuitParameters;
import holdfast.zk.circuit.Circuit;
import holdfast.zk.field.Field;
import holdfast.zk.ligero.LigeroGeometry;
import holdfast.zk.ligero.LigeroParameters;
import holdfast.zk.protocol.CircuitVerifier;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.ToLongFunction;

/** The parameters of a commitment, chosen by the circuit alone, and the security level that they give. */
final class Parameters {
    /**
     * What is chosen from. The longer a row, the fewer rows and the more columns a proof shows; the lower the rate, the fewer columns
     * and the longer a row. In a field of 128 bits a row has at most 8,190 committed columns, or a random combination of rows would
     * hide a bad one too often.
     */
    static final List<LigeroParameters> IN_128_BITS = List.of(
            new LigeroParameters(5, 155, 11_423),
            new LigeroParameters(4, 168, 12_239),
            new LigeroParameters(3, 196, 13_599));

    static final List<LigeroParameters> IN_256_BITS = List.of(new LigeroParameters(10, 130, 4_096));

    /** Proofs of false statements must be less likely than 2 to the minus this. */
    private static final double LEAST_BITS = 115;

    private static final int USUAL_LAYERS = 22;
    private static final int USUAL_PADS = 1_700;

    private Parameters() {}

    /** Those with which the proof about a circuit is smallest. */
    static LigeroParameters of(Circuit circuit) {
        int fieldBits = 8 * circuit.field().byteLength();
        LigeroParameters best =
                smallest(circuit.field(), parameters -> CircuitVerifier.estimatedProof(circuit, parameters));
        double bits = bits(best, fieldBits);
        if (bits < LEAST_BITS) {
            throw new IllegalStateException("the parameters give only " + bits + " bits");
        }
        return best;
    }

    /** Those that are most likely the best for a circuit that is still being compiled, by its number of private inputs. */
    static LigeroParameters likely(Field field, int privateInputs) {
        return smallest(
                field,
                parameters -> LigeroGeometry.of(parameters, privateInputs + USUAL_PADS, USUAL_LAYERS, field)
                        .estimate(field));
    }

    private static LigeroParameters smallest(Field field, ToLongFunction<LigeroParameters> estimate) {
        return (8 * field.byteLength() < 200 ? IN_128_BITS : IN_256_BITS)
                .stream().min(Comparator.comparingLong(estimate)).orElseThrow();
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

    static CircuitParameters describe(Circuit circuit, LigeroParameters parameters) {
        return new CircuitParameters(
                circuit.field().name(),
                parameters.rateInverse(),
                parameters.queries(),
                parameters.encodedLength(),
                HexFormat.of().formatHex(circuit.id()));
    }
}
