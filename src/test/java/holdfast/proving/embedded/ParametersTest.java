package holdfast.proving.embedded;

import static org.junit.jupiter.api.Assertions.assertTrue;

import holdfast.zk.field.Field;
import holdfast.zk.field.Fields;
import holdfast.zk.ligero.LigeroGeometry;
import holdfast.zk.ligero.LigeroParameters;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The security level of all parameters that are chosen from, computed exactly. */
class ParametersTest {
    private static final int BITS = 115;

    @Test
    void parameters_allThatAreChosenFrom_giveTheLevel() {
        check(Parameters.IN_128_BITS, Fields.fp128());
        check(Parameters.IN_256_BITS, Fields.p256());
    }

    private static void check(List<LigeroParameters> all, Field field) {
        BigInteger order = BigInteger.TWO.pow(8 * field.byteLength() - 1);
        for (LigeroParameters parameters : all) {
            LigeroGeometry geometry = LigeroGeometry.of(parameters, 100_000, 10, field);
            int n = geometry.columns();
            int k = geometry.block();
            int t = geometry.queries();
            // A word far from the code, or a product of two that is wrong, shows in none of the opened columns.
            BigInteger unseen = falling((n + k) / 2, t).add(falling(2 * k - 2, t));
            assertTrue(
                    unseen.shiftLeft(BITS).compareTo(falling(n, t)) <= 0,
                    parameters + " with " + n + " columns of words of dimension " + k);
            // A random combination of rows hides a bad one. The order of the field is at least half of 2^bits; it is
            // nearly all of it.
            BigInteger least = field.byteLength() == 16 ? order.shiftLeft(1).subtract(order.shiftRight(19)) : order;
            assertTrue(BigInteger.valueOf(n + 2L).shiftLeft(BITS).compareTo(least) <= 0, parameters.toString());
            // What double arithmetic says is what the verifier goes by.
            assertTrue(Parameters.bits(parameters, 8 * field.byteLength()) >= BITS, parameters.toString());
        }
    }

    /** a·(a − 1) ··· of t factors: C(a, t) but for t!. */
    private static BigInteger falling(int a, int t) {
        BigInteger product = BigInteger.ONE;
        for (int i = 0; i < t; i++) {
            product = product.multiply(BigInteger.valueOf(Math.max(0, a - i)));
        }
        return product;
    }
}
