package holdfast.zk.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NodesTest {
    private static final int MOST = 10;

    private final Nodes nodes = new Nodes(() -> {}, MOST);
    private final int input = nodes.addInput(0);
    private final int other = nodes.addInput(0);

    private int sum(int coefficient, int terms) {
        long[] pairs = new long[terms];
        int[] coefficients = new int[terms];
        for (int i = 0; i < terms; i++) {
            pairs[i] = Expr.pair(input, other);
            coefficients[i] = coefficient + i;
        }
        return nodes.addSum(pairs, coefficients, 0);
    }

    @Test
    void addSum_asManyTermsAsArePossible_isTaken_andOneMoreIsRefused() {
        sum(1, 4);
        sum(2, 6);
        assertEquals(MOST, nodes.terms());
        CircuitTooLargeException refused = assertThrows(CircuitTooLargeException.class, () -> sum(3, 1));
        assertTrue(refused.getMessage().contains("more than the 10 terms"), refused.getMessage());
        assertEquals(MOST, nodes.terms(), "nothing was added");
    }

    @Test
    void copy_beyondTheTermsThatArePossible_isRefused() {
        int from = sum(1, 5);
        int[] left = new int[5];
        int[] right = new int[5];
        nodes.copy(from, from + 1, left, right, new int[] {0});
        assertEquals(MOST, nodes.terms());
        assertThrows(CircuitTooLargeException.class, () -> nodes.copy(from, from + 1, left, right, new int[] {0}));
    }
}
