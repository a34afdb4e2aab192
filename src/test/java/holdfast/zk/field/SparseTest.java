package holdfast.zk.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SparseTest {
    static final List<Oracle> FIELDS = Oracle.KERNELS;
    private static final long SEED = 0x5eed_0003;

    private final SplittableRandom random = new SplittableRandom(SEED);

    /** Rows of every length from 0 on, and a few that are cut into segments. */
    private int[] rowStarts() {
        int[] lengths = new int[61];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = i % 5 == 0 ? random.nextInt(3) : random.nextInt(20);
        }
        lengths[0] = 500;
        lengths[7] = 64;
        lengths[8] = 65;
        lengths[9] = 129;
        lengths[60] = 0;
        int[] start = new int[lengths.length + 1];
        for (int i = 0; i < lengths.length; i++) {
            start[i + 1] = start[i] + lengths[i];
        }
        return start;
    }

    @ParameterizedTest
    @FieldSource("FIELDS")
    void products_inAnyNumberOfParts_agreeWithTheDefinition(Oracle oracle) {
        Field f = oracle.field();
        int[] start = rowStarts();
        int terms = start[start.length - 1];
        int columns = 47;
        int[] column = random.ints(terms, 0, columns).toArray();
        int[] index = random.ints(terms, 0, 5).toArray();
        List<BigInteger> k = oracle.samples(5, random);
        List<BigInteger> x = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            // The largest numbers, so that sums are as large as they get.
            x.add(i % 3 == 0 ? oracle.random(random) : oracle.limit().subtract(BigInteger.valueOf(1 + i)));
        }
        SparseRows pattern = new SparseRows(start, column, columns);
        GatherTable table = f.table(oracle.array(x));
        GatherTable constants = f.table(oracle.array(k));
        SparseIndices indices = pattern.indices(index);
        for (int parts : new int[] {1, 2, 3, 50}) {
            int[] cuts = pattern.split(parts);
            for (boolean toTable : new boolean[] {false, true}) {
                FieldArray y = f.newArray(pattern.outputs());
                GatherTable packed = f.newTable(pattern.outputs());
                for (int p = 0; p < parts; p++) {
                    if (toTable) {
                        f.multiplySparse(packed, cuts[p], cuts[p + 1], indices, constants, table);
                    } else {
                        f.multiplySparse(y, cuts[p], cuts[p + 1], indices, constants, table);
                    }
                }
                if (toTable) {
                    GatherTable rows = f.collect(packed, pattern);
                    assertThat(rows.length()).isEqualTo(pattern.rows());
                    for (int i = 0; i < rows.length(); i++) {
                        f.set(y, i, f.get(rows, i));
                    }
                } else {
                    f.collect(y, pattern);
                }
                List<BigInteger> expected = new ArrayList<>();
                for (int row = 0; row + 1 < start.length; row++) {
                    BigInteger sum = BigInteger.ZERO;
                    for (int t = start[row]; t < start[row + 1]; t++) {
                        sum = oracle.add(sum, oracle.mul(k.get(index[t]), x.get(column[t])));
                    }
                    expected.add(sum);
                }
                assertThat(oracle.numbers(y.slice(0, pattern.rows())))
                        .as("in %d parts", parts)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("FIELDS")
    void gathers_ofElementsAndProducts_fetchByIndex(Oracle oracle) {
        Field f = oracle.field();
        List<BigInteger> x = oracle.samples(90, random);
        List<BigInteger> y = oracle.samples(33, random);
        int[] ix = random.ints(400, 0, 90).toArray();
        int[] iy = random.ints(400, 0, 33).toArray();
        FieldArray out = f.newArray(300);
        f.gatherMul(out, f.table(oracle.array(x)), ix, f.table(oracle.array(y)), iy, 50);
        for (int i = 0; i < 300; i++) {
            assertThat(oracle.number(f.get(out, i))).isEqualTo(oracle.mul(x.get(ix[50 + i]), y.get(iy[50 + i])));
        }
        GatherTable products = f.newTable(400);
        f.gatherMul(products, f.table(oracle.array(x)), ix, f.table(oracle.array(y)), iy, 30, 300);
        assertThat(f.get(products, 29)).isEqualTo(Element.ZERO);
        assertThat(f.get(products, 330)).isEqualTo(Element.ZERO);
        for (int i = 30; i < 330; i++) {
            assertThat(oracle.number(f.get(products, i))).isEqualTo(oracle.mul(x.get(ix[i]), y.get(iy[i])));
        }
        f.gather(out, oracle.array(x), ix, 99);
        assertThat(oracle.numbers(out))
                .isEqualTo(Arrays.stream(ix, 99, 399).mapToObj(x::get).toList());
    }

    @Test
    void pattern_withColumnOutside_namesIt() {
        assertThatThrownBy(() -> new SparseRows(new int[] {0, 1, 2}, new int[] {3, 4}, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("column 4 is outside 0..3");
        assertThatThrownBy(() -> new SparseRows(new int[] {0, 2, 1, 2}, new int[] {0, 1}, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 2 starts before");
        assertThatThrownBy(() -> new SparseRows(new int[] {0, 1}, new int[] {0, 1}, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("number of terms");
    }
}
