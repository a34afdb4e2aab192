package holdfast.zk.compiler;

import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The constants of a program, each kept once and named by a number, so that terms are flat ints. Numbers are given in the order
 * of first use, which depends on the program alone.
 */
final class Coefficients {
    static final int ZERO = 0;
    static final int ONE = 1;
    static final int MINUS_ONE = 2;

    private static final int CACHE_BITS = 14;

    private final Field field;
    private final List<Element> elements = new ArrayList<>();
    private final Map<Element, Integer> numbers = new HashMap<>();
    private final long[] smallKey = new long[1 << CACHE_BITS];
    private final int[] small = new int[1 << CACHE_BITS];
    private final Map<Long, Integer> smallInverses = new HashMap<>();
    private final long[] productKey = new long[1 << CACHE_BITS];
    private final int[] product = new int[1 << CACHE_BITS];
    private final long[] sumKey = new long[1 << CACHE_BITS];
    private final int[] sum = new int[1 << CACHE_BITS];

    Coefficients(Field field) {
        this.field = field;
        of(Element.ZERO);
        of(Element.ONE);
        of(field.negate(Element.ONE));
    }

    int of(Element value) {
        Integer known = numbers.get(value);
        if (known != null) {
            return known;
        }
        int number = elements.size();
        elements.add(value);
        numbers.put(value, number);
        return number;
    }

    int of(long value) {
        if (value == 0 || value == 1) {
            return (int) value;
        }
        int slot = slot(value);
        if (smallKey[slot] != value) {
            small[slot] = of(element(field, value));
            smallKey[slot] = value;
        }
        return small[slot];
    }

    /** The number of a constant's inverse. */
    int inverse(long value) {
        Integer known = smallInverses.get(value);
        if (known == null) {
            known = of(field.inverse(element(field, value)));
            smallInverses.put(value, known);
        }
        return known;
    }

    /** The image of a signed number. */
    static Element element(Field field, long value) {
        return value >= 0 ? field.fromLong(value) : field.negate(field.fromLong(-value));
    }

    Element get(int number) {
        return elements.get(number);
    }

    List<Element> all() {
        return elements;
    }

    int size() {
        return elements.size();
    }

    int multiply(int a, int b) {
        if (a == ONE) {
            return b;
        }
        if (b == ONE) {
            return a;
        }
        if (a == ZERO || b == ZERO) {
            return ZERO;
        }
        long key = key(a, b);
        int slot = slot(key);
        if (productKey[slot] != key) {
            productKey[slot] = key;
            product[slot] = of(field.mul(elements.get(a), elements.get(b)));
        }
        return product[slot];
    }

    int add(int a, int b) {
        if (a == ZERO) {
            return b;
        }
        if (b == ZERO) {
            return a;
        }
        long key = key(a, b);
        int slot = slot(key);
        if (sumKey[slot] != key) {
            sumKey[slot] = key;
            sum[slot] = of(field.add(elements.get(a), elements.get(b)));
        }
        return sum[slot];
    }

    private static long key(int a, int b) {
        return a < b ? (long) a << 32 | b : (long) b << 32 | a;
    }

    private static int slot(long key) {
        return (int) ((key * 0x9E37_79B9_7F4A_7C15L) >>> (64 - CACHE_BITS));
    }
}
