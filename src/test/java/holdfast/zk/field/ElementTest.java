package holdfast.zk.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ElementTest {
    static final List<Oracle> FIELDS = Oracle.ALL;
    private static final long SEED = 0x5eed_0001;

    @ParameterizedTest
    @FieldSource("FIELDS")
    void arithmetic_atEdgesAndRandom_agreesWithBigIntegers(Oracle oracle) {
        Field f = oracle.field();
        List<BigInteger> samples = oracle.samples(120, new SplittableRandom(SEED));
        for (BigInteger x : samples) {
            Element a = oracle.element(x);
            assertThat(oracle.number(f.negate(a))).isEqualTo(oracle.sub(BigInteger.ZERO, x));
            for (BigInteger y : samples) {
                Element b = oracle.element(y);
                assertThat(oracle.number(f.add(a, b))).as("%s + %s", x, y).isEqualTo(oracle.add(x, y));
                assertThat(oracle.number(f.sub(a, b))).as("%s - %s", x, y).isEqualTo(oracle.sub(x, y));
                assertThat(oracle.number(f.mul(a, b))).as("%s * %s", x, y).isEqualTo(oracle.mul(x, y));
            }
        }
    }

    @ParameterizedTest
    @FieldSource("FIELDS")
    void inverse_ofNonZero_multipliesToOne(Oracle oracle) {
        Field f = oracle.field();
        for (BigInteger x : oracle.samples(80, new SplittableRandom(SEED + 1))) {
            Element a = oracle.element(x);
            if (a.isZero()) {
                assertThatThrownBy(() -> f.inverse(a))
                        .isInstanceOf(ArithmeticException.class)
                        .hasMessageContaining(f.name());
            } else {
                assertThat(f.mul(a, f.inverse(a))).as("1/%s", x).isEqualTo(Element.ONE);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("FIELDS")
    void fromBytes_atTheModulus_refusesOnlyNonCanonical(Oracle oracle) {
        Field f = oracle.field();
        BigInteger top = BigInteger.ONE.shiftLeft(8 * f.byteLength());
        for (BigInteger n = oracle.limit().subtract(BigInteger.TWO);
                n.compareTo(oracle.limit().add(BigInteger.TWO)) < 0 && n.compareTo(top) < 0;
                n = n.add(BigInteger.ONE)) {
            Element e = f.fromBytes(oracle.bytes(n), 0);
            if (n.compareTo(oracle.limit()) < 0) {
                assertThat(e).isNotNull();
            } else {
                assertThat(e).as("%s", n).isNull();
            }
        }
        assertThat(f.fromBytes(oracle.bytes(top.subtract(BigInteger.ONE)), 0) == null)
                .isEqualTo(!f.characteristicTwo());
    }

    @ParameterizedTest
    @FieldSource("FIELDS")
    void subfieldBytes_ofSubfieldElements_returnTheSame(Oracle oracle) {
        Field f = oracle.field();
        SplittableRandom random = new SplittableRandom(SEED + 2);
        byte[] form = new byte[f.subfieldByteLength()];
        for (int i = 0; i < 500; i++) {
            Element e = f.sampleSubfield((target, offset, length) -> {
                for (int k = 0; k < length; k++) {
                    target[offset + k] = (byte) random.nextInt();
                }
            });
            assertThat(f.inSubfield(e)).isTrue();
            f.toSubfieldBytes(e, form, 0);
            assertThat(f.fromSubfieldBytes(form, 0)).isEqualTo(e);
        }
    }
}
