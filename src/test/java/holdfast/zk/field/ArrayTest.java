package holdfast.zk.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ArrayTest {
    static final List<Oracle> FIELDS = Oracle.KERNELS;
    private static final long SEED = 0x5eed_0002;
    /** Lengths around the widths of vectors and of the buffers. */
    private static final int[] LENGTHS = {0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 100, 255, 256, 257, 513, 1025};

    private final SplittableRandom random = new SplittableRandom(SEED);

    private List<BigInteger> numbers(Oracle oracle, int n) {
        List<BigInteger> out = new ArrayList<>(oracle.samples(n, random));
        for (int i = n - 1; i > 0; i--) {
            Collections.swap(out, i, random.nextInt(i + 1));
        }
        return out;
    }

    private static List<BigInteger> each(List<BigInteger> a, List<BigInteger> b, BinaryOperator<BigInteger> op) {
        List<BigInteger> out = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            out.add(op.apply(a.get(i), b.get(i)));
        }
        return out;
    }

    @ParameterizedTest
    @FieldSource("FIELDS")
    void elementwise_anyLengthAndOffset_agreesWithBigIntegers(Oracle oracle) {
        Field f = oracle.field();
        for (int n : LENGTHS) {
            List<BigInteger> x = numbers(oracle, n);
            List<BigInteger> y = numbers(oracle, n);
            List<BigInteger> z = numbers(oracle, n);
            int offset = random.nextInt(20);
            FieldArray a = oracle.array(x);
            FieldArray b = f.newArray(n + 40).slice(offset, n);
            f.copy(b, oracle.array(y));
            FieldArray d = f.newArray(n);
            f.add(d, a, b);
            assertThat(oracle.numbers(d)).as("add %d", n).isEqualTo(each(x, y, oracle::add));
            f.sub(d, a, b);
            assertThat(oracle.numbers(d)).as("sub %d", n).isEqualTo(each(x, y, oracle::sub));
            f.mul(d, a, b);
            List<BigInteger> products = each(x, y, oracle::mul);
            assertThat(oracle.numbers(d)).as("mul %d", n).isEqualTo(products);
            FieldArray c = oracle.array(z);
            f.mulAdd(c, a, b);
            assertThat(oracle.numbers(c)).as("mulAdd %d", n).isEqualTo(each(z, products, oracle::add));
            c = oracle.array(z);
            f.mulSub(c, a, b);
            assertThat(oracle.numbers(c)).as("mulSub %d", n).isEqualTo(each(z, products, oracle::sub));
            BigInteger k = oracle.random(random);
            f.scale(d, a, oracle.element(k));
            List<BigInteger> scaled = x.stream().map(e -> oracle.mul(e, k)).toList();
            assertThat(oracle.numbers(d)).as("scale %d", n).isEqualTo(scaled);
            f.axpy(b, oracle.element(k), a);
            assertThat(oracle.numbers(b)).as("axpy %d", n).isEqualTo(each(y, scaled, oracle::add));
            BigInteger dot = products.stream().reduce(BigInteger.ZERO, oracle::add);
            assertThat(oracle.number(f.dot(a, oracle.array(y)))).as("dot %d", n).isEqualTo(dot);
            assertThat(oracle.number(f.sum(a)))
                    .as("sum %d", n)
                    .isEqualTo(x.stream().reduce(BigInteger.ZERO, oracle::add));
        }
    }

    @ParameterizedTest
    @FieldSource("FIELDS")
    void chains_ofSumsAndDifferencesInPlace_stayExact(Oracle oracle) {
        Field f = oracle.field();
        int n = 67;
        List<BigInteger> x = numbers(oracle, n);
        List<BigInteger> y = numbers(oracle, n);
        FieldArray a = oracle.array(x);
        FieldArray b = oracle.array(y);
        for (int step = 0; step < 300; step++) {
            switch (random.nextInt(4)) {
                case 0 -> {
                    f.add(a, a, b);
                    x = each(x, y, oracle::add);
                }
                case 1 -> {
                    f.sub(b, a, b);
                    y = each(x, y, oracle::sub);
                }
                case 2 -> {
                    f.add(b, b, b);
                    y = each(y, y, oracle::add);
                }
                default -> {
                    f.mul(a, b, a);
                    x = each(x, y, oracle::mul);
                }
            }
        }
        assertThat(oracle.numbers(a)).isEqualTo(x);
        assertThat(oracle.numbers(b)).isEqualTo(y);
        f.sub(b, b, b);
        assertThat(f.isZero(b)).isTrue();
        f.sub(b, a, a);
        f.add(b, b, a);
        assertThat(f.equal(a, b)).isTrue();
        f.set(b, n - 1, f.add(f.get(b, n - 1), Element.ONE));
        assertThat(f.equal(a, b)).isFalse();
    }

    @ParameterizedTest
    @FieldSource("FIELDS")
    void bindExpandAndRoundSums_anyLength_followTheirDefinition(Oracle oracle) {
        Field f = oracle.field();
        for (int n : LENGTHS) {
            List<BigInteger> x = numbers(oracle, n);
            List<BigInteger> y = numbers(oracle, n);
            BigInteger r = oracle.random(random);
            List<BigInteger> bound = new ArrayList<>();
            BigInteger a0 = BigInteger.ZERO;
            BigInteger a2 = BigInteger.ZERO;
            for (int i = 0; i < n; i += 2) {
                BigInteger x0 = x.get(i);
                BigInteger x1 = i + 1 < n ? x.get(i + 1) : BigInteger.ZERO;
                BigInteger y0 = y.get(i);
                BigInteger y1 = i + 1 < n ? y.get(i + 1) : BigInteger.ZERO;
                bound.add(oracle.add(x0, oracle.mul(r, oracle.sub(x1, x0))));
                a0 = oracle.add(a0, oracle.mul(x0, y0));
                a2 = oracle.add(a2, oracle.mul(oracle.sub(x1, x0), oracle.sub(y1, y0)));
            }
            Field.Pair sums = f.roundSums(oracle.array(x), oracle.array(y));
            assertThat(oracle.number(sums.first())).as("a0 of %d", n).isEqualTo(a0);
            assertThat(oracle.number(sums.second())).as("a2 of %d", n).isEqualTo(a2);

            FieldArray a = oracle.array(x);
            FieldArray half = a.slice(0, (n + 1) / 2);
            f.bind(half, a, oracle.element(r));
            assertThat(oracle.numbers(half)).as("bind %d", n).isEqualTo(bound);

            List<BigInteger> expanded = new ArrayList<>();
            for (BigInteger e : bound) {
                expanded.add(oracle.sub(e, oracle.mul(r, e)));
                expanded.add(oracle.mul(r, e));
            }
            f.expand(a, half, oracle.element(r));
            assertThat(oracle.numbers(a)).as("expand %d", n).isEqualTo(expanded.subList(0, n));
        }
    }

    @ParameterizedTest
    @FieldSource("FIELDS")
    void eq_ofAPoint_isTheProductOverItsBits(Oracle oracle) {
        Field f = oracle.field();
        Element[] point = new Element[7];
        for (int i = 0; i < point.length; i++) {
            point[i] = oracle.element(oracle.random(random));
        }
        Element scale = oracle.element(oracle.random(random));
        for (int n : new int[] {1, 2, 3, 64, 65, 100, 127, 128}) {
            FieldArray table = f.newArray(n);
            f.eq(table, scale, point);
            for (int i = 0; i < n; i++) {
                Element e = scale;
                for (int l = 0; l < point.length; l++) {
                    e = f.mul(e, (i >>> l & 1) == 1 ? point[l] : f.sub(Element.ONE, point[l]));
                }
                assertThat(f.get(table, i)).as("entry %d of %d", i, n).isEqualTo(e);
            }
        }
        assertThatThrownBy(() -> f.eq(f.newArray(129), Element.ONE, point))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("129");
    }

    @ParameterizedTest
    @FieldSource("FIELDS")
    void bytes_ofArrays_roundTripAndRefuseNonCanonical(Oracle oracle) {
        Field f = oracle.field();
        int n = 600;
        int width = f.byteLength();
        List<BigInteger> x = numbers(oracle, n);
        FieldArray a = oracle.array(x);
        f.sub(a, a, f.newArray(n));
        byte[] rows = new byte[n * width];
        f.writeBytes(a, rows, 0, width);
        for (int i = 0; i < n; i++) {
            assertThat(java.util.Arrays.copyOfRange(rows, i * width, (i + 1) * width))
                    .isEqualTo(oracle.bytes(x.get(i)));
        }
        byte[] wide = new byte[3 * n * width];
        f.writeBytes(a, wide, width, 3 * width);
        assertThat(java.util.Arrays.copyOfRange(wide, (3 * (n - 1) + 1) * width, (3 * (n - 1) + 2) * width))
                .isEqualTo(oracle.bytes(x.get(n - 1)));
        FieldArray back = f.newArray(n);
        assertThat(f.readBytes(back, rows, 0)).isEqualTo(-1);
        assertThat(f.equal(a, back)).isTrue();
        if (!f.characteristicTwo()) {
            System.arraycopy(oracle.bytes(oracle.limit()), 0, rows, 300 * width, width);
            assertThat(f.readBytes(back, rows, 0)).isEqualTo(300);
        }
    }

    @ParameterizedTest
    @FieldSource("FIELDS")
    void invert_ofAnArray_isEveryInverse(Oracle oracle) {
        Field f = oracle.field();
        FieldArray a = f.newArray(300);
        for (int i = 0; i < 300; i++) {
            f.set(a, i, oracle.element(oracle.random(random)));
        }
        FieldArray b = f.newArray(300);
        f.invert(b, a);
        f.mul(b, b, a);
        for (int i = 0; i < 300; i++) {
            assertThat(f.get(b, i)).isEqualTo(Element.ONE);
        }
        f.set(a, 17, Element.ZERO);
        assertThatThrownBy(() -> f.invert(b, a)).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @FieldSource("FIELDS")
    void operations_onForeignOrUnequalArrays_areRefused(Oracle oracle) {
        Field f = oracle.field();
        FieldArray a = f.newArray(4);
        assertThatThrownBy(() -> f.add(a, a, f.newArray(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("different length");
        for (Oracle other : Oracle.ALL) {
            if (!other.field().name().equals(f.name())) {
                assertThatThrownBy(() -> f.mul(a, a, other.field().newArray(4)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(f.name());
            }
        }
    }
}
