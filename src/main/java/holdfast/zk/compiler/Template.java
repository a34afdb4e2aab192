package holdfast.zk.compiler;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A part of a program that occurs again with other operands: all that was made since {@link Program#template}. A copy is what making
 * the part anew would give, node by node, without the work of finding out what it is.
 *
 * <p>What the part uses of the program before it are its operands. A copy needs all of them, of the same depths and made in the same
 * order as those of the part itself.
 */
public final class Template {
    private final Program program;
    private final int start;
    private final int firstInput;
    private final int firstAssertion;
    private int end;
    private int endInput;
    private int endAssertion;
    /** Nodes from before the part that it uses, ascending. */
    private int[] operands = new int[0];
    /** Both wires of each term, and then of each assertion, as {@link #place} numbers them. */
    private int[] left = new int[0];

    private int[] right = new int[0];

    Template(Program program) {
        this.program = program;
        start = program.nodes.size();
        firstInput = program.inputs().size();
        firstAssertion = program.assertions().size();
    }

    /** Ends the part; copies can be made from now on. */
    public Template end() {
        Nodes nodes = program.nodes;
        end = nodes.size();
        endInput = program.inputs().size();
        endAssertion = program.assertions().size();
        int from = nodes.from(start);
        int terms = nodes.terms() - from;
        long[] pairs = Arrays.copyOf(nodes.pairs(from), terms + endAssertion - firstAssertion);
        for (int i = firstAssertion; i < endAssertion; i++) {
            pairs[terms + i - firstAssertion] = program.assertions().get(i).pair();
        }
        BitSet used = new BitSet(start);
        for (long pair : pairs) {
            if (Expr.first(pair) < start) {
                used.set(Expr.first(pair));
            }
            if (Expr.second(pair) < start) {
                used.set(Expr.second(pair));
            }
        }
        used.clear(0);
        operands = used.stream().toArray();
        left = new int[pairs.length];
        right = new int[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            left[i] = place(Expr.first(pairs[i]));
            right[i] = place(Expr.second(pairs[i]));
        }
        return this;
    }

    /** 0 for the constant 1; then the operands; then the nodes of the part. */
    private int place(int node) {
        if (node >= start) {
            return 1 + operands.length + node - start;
        }
        return node == 0 ? 0 : 1 + Arrays.binarySearch(operands, node);
    }

    /**
     * Adds the part once more.
     *
     * @param given what the part itself was made with
     * @param instead what stands in the places of these, expression by expression
     * @throws IllegalArgumentException if an operand is missing, or is not like the one it stands for
     */
    public Copy copy(List<Expr> given, List<Expr> instead) {
        int[] nodeAt = operands(given, instead);
        Nodes nodes = program.nodes;
        int base = nodes.size();
        nodes.copy(start, end, left, right, nodeAt);
        Copy copy = new Copy(base);
        for (Program.Input input :
                program.inputs().subList(firstInput, endInput).toArray(Program.Input[]::new)) {
            program.inputs()
                    .add(new Program.Input(copy.node(input.node()), input.name(), input.section(), input.isPublic()));
        }
        int terms = nodes.from(end) - nodes.from(start);
        for (int i = firstAssertion; i < endAssertion; i++) {
            Program.Assertion a = program.assertions().get(i);
            int at = terms + i - firstAssertion;
            long pair = Expr.pair(nodes.at(nodeAt, base, left[at]), nodes.at(nodeAt, base, right[at]));
            program.assertions().add(new Program.Assertion(pair, a.name(), a.section()));
        }
        return copy;
    }

    /** The constant's node and those of a copy's operands. */
    private int[] operands(List<Expr> given, List<Expr> instead) {
        int[] nodeAt = new int[1 + operands.length];
        for (int i = 0; i < given.size(); i++) {
            Expr before = given.get(i);
            Expr now = instead.get(i);
            if (!Arrays.equals(before.coefficients, now.coefficients)) {
                throw new IllegalArgumentException("an operand of a copy has another form");
            }
            for (int t = 0; t < before.pairs.length; t++) {
                put(nodeAt, Expr.first(before.pairs[t]), Expr.first(now.pairs[t]));
                put(nodeAt, Expr.second(before.pairs[t]), Expr.second(now.pairs[t]));
            }
        }
        for (int i = 0; i < operands.length; i++) {
            // In the same order, so that terms stay sorted; of the same depth, so that the copy lies on the same
            // layers.
            if (nodeAt[i + 1] <= nodeAt[i] || program.nodes.depth(nodeAt[i + 1]) != program.nodes.depth(operands[i])) {
                throw new IllegalArgumentException("an operand of a copy is missing, or of another depth or order");
            }
        }
        return nodeAt;
    }

    private void put(int[] nodeAt, int before, int now) {
        int at = Arrays.binarySearch(operands, before);
        if (at >= 0) {
            nodeAt[at + 1] = now;
        }
    }

    /** The part added once more. */
    public final class Copy {
        private final int base;

        private Copy(int base) {
            this.base = base;
        }

        /** What an expression over nodes made in the part itself is in the copy. */
        public Expr of(Expr expr) {
            long[] pairs = new long[expr.pairs.length];
            for (int t = 0; t < pairs.length; t++) {
                pairs[t] = Expr.pair(node(Expr.first(expr.pairs[t])), node(Expr.second(expr.pairs[t])));
            }
            return new Expr(program, pairs, expr.coefficients);
        }

        int node(int node) {
            if (node == 0) {
                return 0;
            }
            if (node < start || node >= end) {
                throw new IllegalArgumentException("the expression was not made in the part that was copied");
            }
            return base + node - start;
        }
    }
}
