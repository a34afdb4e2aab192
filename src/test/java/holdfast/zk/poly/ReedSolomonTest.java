package holdfast.zk.poly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.Fields;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ReedSolomonTest {
    static final List<Field> FIELDS = List.of(Fields.p256(), Fields.fp128(), Fields.gf2_128());
    private static final long SEED = 0x5eed_0004;

    private final SplittableRandom random = new SplittableRandom(SEED);

    private Element element(Field f) {
        return f.sample((target, offset, length) -> {
            for (int i = 0; i < length; i++) {
                target[offset + i] = (byte) random.nextInt();
            }
        });
    }

    /** The value of a polynomial given by coefficients at the field's n-th point. */
    private static Element at(Field f, Element[] coefficients, int n) {
        Element x = f.fromLong(n);
        Element e = Element.ZERO;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            e = f.add(f.mul(e, x), coefficients[i]);
        }
        return e;
    }

    private void check(Field f, int known, int total, int rowCount) {
        Element[][] polynomials = new Element[rowCount][known];
        FieldArray[] rows = new FieldArray[rowCount];
        for (int r = 0; r < rowCount; r++) {
            for (int i = 0; i < known; i++) {
                polynomials[r][i] = element(f);
            }
            rows[r] = f.newArray(total);
            for (int i = 0; i < known; i++) {
                f.set(rows[r], i, at(f, polynomials[r], i));
            }
            for (int i = known; i < total; i++) {
                f.set(rows[r], i, element(f)); // must be overwritten
            }
        }
        ReedSolomon code = new ReedSolomon(f, known, total);
        int[] places = known == total ? new int[0] : new int[] {total - 1, known, (known + total) / 2, known};
        for (int r = 0; r < rowCount; r++) {
            FieldArray values = code.evaluate(rows[r].slice(0, known), places);
            for (int i = 0; i < places.length; i++) {
                assertThat(f.get(values, i)).isEqualTo(at(f, polynomials[r], places[i]));
            }
        }
        code.extend(rows, 0, rowCount);
        for (int r = 0; r < rowCount; r++) {
            int step = Math.max(1, total / 97);
            for (int i = 0; i < total; i += step) {
                assertThat(f.get(rows[r], i))
                        .as("%s %d→%d row %d place %d", f.name(), known, total, r, i)
                        .isEqualTo(at(f, polynomials[r], i));
            }
            assertThat(f.get(rows[r], total - 1)).isEqualTo(at(f, polynomials[r], total - 1));
        }
    }

    @ParameterizedTest
    @FieldSource("FIELDS")
    void extend_ofManyShapes_isThePolynomialsValues(Field f) {
        int[][] shapes = {
            {1, 1},
            {1, 2},
            {1, 5},
            {2, 2},
            {2, 3},
            {3, 4},
            {3, 9},
            {4, 8},
            {5, 8},
            {7, 30},
            {8, 64},
            {16, 17},
            {31, 100},
            {64, 256},
            {100, 199},
            {129, 1024},
            {200, 513}
        };
        for (int[] shape : shapes) {
            check(f, shape[0], shape[1], 3);
        }
    }

    @ParameterizedTest
    @FieldSource("FIELDS")
    void extend_ofARowAsInProofs_isThePolynomialsValues(Field f) {
        check(f, 300, 2500, 1);
    }

    @ParameterizedTest
    @FieldSource("FIELDS")
    void extend_withImpossibleShape_isRefused(Field f) {
        assertThatThrownBy(() -> new ReedSolomon(f, 0, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 values to 4");
        assertThatThrownBy(() -> new ReedSolomon(f, 5, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5 values to 4");
        assertThatThrownBy(() -> new ReedSolomon(f, 2, 4).extend(f.newArray(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row of 5");
        assertThatThrownBy(() -> new ReedSolomon(f, 2, 4).evaluate(f.newArray(2), new int[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("place 1 is not among 2 … 3");
    }
}
