package holdfast.zk.compiler;

import java.util.Arrays;

/**
 * The wires of a program in flat arrays: node 0 is the constant 1, the others are inputs or sums of terms over earlier nodes.
 * Equal sums are one node.
 */
final class Nodes {
    private int[] start = new int[1 << 12];
    private int[] depth = new int[1 << 12];
    private int[] section = new int[1 << 12];
    /** The hash of each sum: comparing it first spares most looks into the terms. */
    private int[] hashes = new int[1 << 12];

    private long[] pairs = new long[1 << 14];
    private int[] coefficients = new int[1 << 14];
    private int nodes;
    private int terms;
    private int[] table = new int[1 << 13];

    /** Adds a node without terms: an input. */
    int addInput(int inSection) {
        return append(0, inSection);
    }

    /** Returns the node with these terms, which is made unless there is one. */
    int addSum(long[] sumPairs, int[] sumCoefficients, int inSection) {
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
        if (terms + count > pairs.length) {
            int size = Math.max(2 * pairs.length, terms + count);
            pairs = Arrays.copyOf(pairs, size);
            coefficients = Arrays.copyOf(coefficients, size);
        }
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

    private int append(int nodeDepth, int inSection) {
        if (nodes + 2 > start.length) {
            int size = 2 * start.length;
            start = Arrays.copyOf(start, size);
            depth = Arrays.copyOf(depth, size);
            section = Arrays.copyOf(section, size);
            hashes = Arrays.copyOf(hashes, size);
        }
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

    /** The layer that computes the product of a pair: one above the deeper wire. */
    int termDepth(long pair) {
        return 1 + Math.max(depth[Expr.first(pair)], depth[Expr.second(pair)]);
    }

    private static int hash(long[] sumPairs, int[] sumCoefficients) {
        long h = sumPairs.length;
        for (int i = 0; i < sumPairs.length; i++) {
            h = (h ^ sumPairs[i]) * 0x9E37_79B9_7F4A_7C15L;
            h = (h ^ (h >>> 32) ^ sumCoefficients[i]) * 0xC2B2_AE3D_27D4_EB4FL;
        }
        return (int) (h >>> 32);
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
            if (start[node] == start[node + 1]) {
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
