package holdfast.zk.compiler;

import java.util.Arrays;

/**
 * The wires of a program in flat arrays: node 0 is the constant 1, the others are inputs or sums of terms over earlier nodes.
 * Equal sums are one node.
 */
final class Nodes {
    /** Nodes between two checks. */
    static final int CHECKED = 1 << 12;

    /** The sample request on a token of the largest size class takes 18 million; a circuit of so many takes about 3 GiB. */
    static final int MOST_TERMS = 32_000_000;

    private int[] start = new int[1 << 12];
    private int[] depth = new int[1 << 12];
    private int[] section = new int[1 << 12];
    /** The hash of inputs and of copies. */
    private static final int NOT_LOOKED_FOR = 0;

    /** The hash of each sum: comparing it first spares most looks into the terms. */
    private int[] hashes = new int[1 << 12];

    private long[] pairs = new long[1 << 14];
    private int[] coefficients = new int[1 << 14];
    private int nodes;
    private int terms;
    private int[] table = new int[1 << 13];
    private Runnable check;
    private final int mostTerms;

    /** @param check called once every {@link #CHECKED} nodes at least */
    Nodes(Runnable check) {
        this(check, MOST_TERMS);
    }

    /** @param mostTerms with more than these it is refused */
    Nodes(Runnable check, int mostTerms) {
        this.check = check;
        this.mostTerms = mostTerms;
    }

    /** Checks no more. */
    void unwatch() {
        check = () -> {};
    }

    /** Adds a node without terms: an input. */
    int addInput(int inSection) {
        return append(0, inSection);
    }

    /** Returns the node with these terms, which is made unless there is one. */
    int addSum(long[] sumPairs, int[] sumCoefficients, int inSection) {
        if (table.length == 0) {
            untrim();
        }
        int hash = hash(sumPairs, sumCoefficients);
        int slot = hash & (table.length - 1);
        while (table[slot] != 0) {
            if (hashes[table[slot]] == hash && same(table[slot], sumPairs, sumCoefficients)) {
                return table[slot];
            }
            slot = (slot + 1) & (table.length - 1);
        }
        int deepest = 0;
        for (long pair : sumPairs) {
            deepest = Math.max(deepest, termDepth(pair));
        }
        int count = sumPairs.length;
        roomForTerms(count);
        System.arraycopy(sumPairs, 0, pairs, terms, count);
        System.arraycopy(sumCoefficients, 0, coefficients, terms, count);
        terms += count;
        int node = append(deepest, inSection);
        hashes[node] = hash;
        table[slot] = node;
        if (2 * nodes > table.length) {
            rehash();
        }
        return node;
    }

    /**
     * Adds nodes like some there are. They are not looked for when sums are made: a sum equal to one of them would be a node of its own.
     *
     * @param left of each term from {@code from} on, the place of its first wire, see {@link #at}
     * @param right and of its second
     */
    void copy(int from, int to, int[] left, int[] right, int[] nodeAt) {
        int base = nodes;
        int count = start[to] - start[from];
        check.run();
        roomForNodes(to - from);
        roomForTerms(count);
        System.arraycopy(coefficients, start[from], coefficients, terms, count);
        for (int t = 0; t < count; t++) {
            pairs[terms + t] = (long) at(nodeAt, base, left[t]) << 32 | at(nodeAt, base, right[t]);
        }
        System.arraycopy(depth, from, depth, base, to - from);
        System.arraycopy(section, from, section, base, to - from);
        for (int node = from; node < to; node++) {
            start[base + node - from + 1] = start[node + 1] - start[from] + terms;
        }
        terms += count;
        nodes += to - from;
    }

    /** The node at a place: one of those listed, or one of the nodes from {@code base} on. */
    int at(int[] nodeAt, int base, int place) {
        return place < nodeAt.length ? nodeAt[place] : base + place - nodeAt.length;
    }

    private void roomForTerms(int count) {
        if (count > mostTerms - terms) {
            throw new CircuitTooLargeException(
                    "the circuit has more than the %d terms that are possible".formatted(mostTerms));
        }
        if (terms + count > pairs.length) {
            int size = Math.max((int) Math.min(2L * pairs.length, mostTerms), terms + count);
            pairs = Arrays.copyOf(pairs, size);
            coefficients = Arrays.copyOf(coefficients, size);
        }
    }

    private void roomForNodes(int count) {
        if (table.length == 0) {
            untrim();
        }
        if (nodes + count + 1 > depth.length) {
            int size = Math.max(2 * depth.length, nodes + count + 1);
            start = Arrays.copyOf(start, size + 1);
            depth = Arrays.copyOf(depth, size);
            section = Arrays.copyOf(section, size);
            hashes = Arrays.copyOf(hashes, size);
        }
    }

    private int append(int nodeDepth, int inSection) {
        if (nodes % CHECKED == 0) {
            check.run();
        }
        roomForNodes(1);
        depth[nodes] = nodeDepth;
        section[nodes] = inSection;
        nodes++;
        start[nodes] = terms;
        return nodes - 1;
    }

    int size() {
        return nodes;
    }

    int depth(int node) {
        return depth[node];
    }

    int section(int node) {
        return section[node];
    }

    int from(int node) {
        return start[node];
    }

    int to(int node) {
        return start[node + 1];
    }

    long pair(int term) {
        return pairs[term];
    }

    int coefficient(int term) {
        return coefficients[term];
    }

    int terms() {
        return terms;
    }

    /** The pairs of all terms from one on. */
    long[] pairs(int from) {
        return Arrays.copyOfRange(pairs, from, terms);
    }

    /** The layer that computes the product of a pair: one above the deeper wire. */
    int termDepth(long pair) {
        return 1 + Math.max(depth[Expr.first(pair)], depth[Expr.second(pair)]);
    }

    /** Lets go of what only making further sums needs, and of room to spare. Sums can still be made; the first then takes its time. */
    void trim() {
        table = new int[0];
        hashes = new int[0];
        start = Arrays.copyOf(start, nodes + 1);
        depth = Arrays.copyOf(depth, nodes);
        section = Arrays.copyOf(section, nodes);
        pairs = Arrays.copyOf(pairs, terms);
        coefficients = Arrays.copyOf(coefficients, terms);
    }

    private void untrim() {
        hashes = new int[start.length];
        for (int node = 1; node < nodes; node++) {
            if (start[node] < start[node + 1]) {
                hashes[node] = hash(
                        Arrays.copyOfRange(pairs, start[node], start[node + 1]),
                        Arrays.copyOfRange(coefficients, start[node], start[node + 1]));
            }
        }
        table = new int[Integer.highestOneBit(nodes) * 2];
        rehash();
    }

    private static int hash(long[] sumPairs, int[] sumCoefficients) {
        long h = sumPairs.length;
        for (int i = 0; i < sumPairs.length; i++) {
            h = (h ^ sumPairs[i]) * 0x9E37_79B9_7F4A_7C15L;
            h = (h ^ (h >>> 32) ^ sumCoefficients[i]) * 0xC2B2_AE3D_27D4_EB4FL;
        }
        int hash = (int) (h >>> 32);
        return hash == NOT_LOOKED_FOR ? 1 : hash;
    }

    private boolean same(int node, long[] sumPairs, int[] sumCoefficients) {
        int from = start[node];
        if (start[node + 1] - from != sumPairs.length) {
            return false;
        }
        for (int i = 0; i < sumPairs.length; i++) {
            if (pairs[from + i] != sumPairs[i] || coefficients[from + i] != sumCoefficients[i]) {
                return false;
            }
        }
        return true;
    }

    private void rehash() {
        table = new int[2 * table.length];
        for (int node = 1; node < nodes; node++) {
            if (hashes[node] == NOT_LOOKED_FOR) {
                continue;
            }
            int slot = hashes[node] & (table.length - 1);
            while (table[slot] != 0) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = node;
        }
    }
}
