package holdfast.zk.merkle;

import java.io.ByteArrayOutputStream;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A binary Merkle tree of SHA-256 laid out as a heap: node 1 is the root, the children of node i are 2i and 2i+1, and
 * leaf j of n is node n+j. The number of leaves need not be a power of two.
 *
 * <p>One opening serves many leaves: going from the last inner node to the root, it holds the child of each node on a
 * path that is not itself on a path.
 */
public final class MerkleTree {
    /** Bytes of a node. */
    public static final int DIGEST_BYTES = 32;

    private final int leaves;
    private final byte[] nodes;

    /**
     * Builds the tree.
     *
     * @param leafDigests n digests of 32 bytes, one after the other; n ≥ 1
     */
    public MerkleTree(byte[] leafDigests) {
        leaves = leafDigests.length / DIGEST_BYTES;
        if (leaves == 0 || leaves * DIGEST_BYTES != leafDigests.length) {
            throw new IllegalArgumentException(leafDigests.length + " bytes are not a whole number of leaves");
        }
        nodes = new byte[2 * leaves * DIGEST_BYTES];
        System.arraycopy(leafDigests, 0, nodes, leaves * DIGEST_BYTES, leafDigests.length);
        MessageDigest sha = sha256();
        for (int i = leaves - 1; i >= 1; i--) {
            hashChildren(sha, nodes, i);
        }
    }

    /** Returns the 32 bytes of the root. */
    public byte[] root() {
        return Arrays.copyOfRange(nodes, DIGEST_BYTES, 2 * DIGEST_BYTES);
    }

    /**
     * Returns the siblings that lead from the leaves to the root, one after the other, 32 bytes each.
     *
     * @throws MerkleException if an index is repeated or not a leaf
     */
    public byte[] open(int[] indices) throws MerkleException {
        BitSet onPath = paths(leaves, indices);
        ByteArrayOutputStream path = new ByteArrayOutputStream();
        for (int i = leaves - 1; i >= 1; i--) {
            if (onPath.get(i)) {
                if (!onPath.get(2 * i)) {
                    path.write(nodes, 2 * i * DIGEST_BYTES, DIGEST_BYTES);
                } else if (!onPath.get(2 * i + 1)) {
                    path.write(nodes, (2 * i + 1) * DIGEST_BYTES, DIGEST_BYTES);
                }
            }
        }
        return path.toByteArray();
    }

    /**
     * Checks that the leaves, with the siblings of an opening, lead to the root, and that nothing of the opening is left.
     *
     * @param leaves number of leaves of the tree
     * @param leafDigests the digests at {@code indices}, in that order
     * @param path siblings as {@link #open} gives them
     * @throws MerkleException naming what does not fit
     */
    public static void verify(int leaves, byte[] root, int[] indices, byte[] leafDigests, byte[] path)
            throws MerkleException {
        BitSet onPath = paths(leaves, indices);
        byte[] nodes = new byte[2 * leaves * DIGEST_BYTES];
        for (int j = 0; j < indices.length; j++) {
            System.arraycopy(leafDigests, j * DIGEST_BYTES, nodes, (leaves + indices[j]) * DIGEST_BYTES, DIGEST_BYTES);
        }
        MessageDigest sha = sha256();
        int read = 0;
        for (int i = leaves - 1; i >= 1; i--) {
            if (!onPath.get(i)) {
                continue;
            }
            for (int child = 2 * i; child <= 2 * i + 1; child++) {
                if (!onPath.get(child)) {
                    if (path.length - read < DIGEST_BYTES) {
                        throw new MerkleException(
                                MerkleException.Reason.PATH_TOO_SHORT,
                                "the Merkle path ends before the root is reached");
                    }
                    System.arraycopy(path, read, nodes, child * DIGEST_BYTES, DIGEST_BYTES);
                    read += DIGEST_BYTES;
                }
            }
            hashChildren(sha, nodes, i);
        }
        if (read != path.length) {
            throw new MerkleException(
                    MerkleException.Reason.PATH_TOO_LONG, "the Merkle path is longer than the opened leaves need");
        }
        // A tree of one leaf has no inner node: its leaf is node 1, the root.
        if (!MessageDigest.isEqual(root, Arrays.copyOfRange(nodes, DIGEST_BYTES, 2 * DIGEST_BYTES))) {
            throw new MerkleException(
                    MerkleException.Reason.ROOT_MISMATCH, "the opened columns do not lead to the committed root");
        }
    }

    /** Returns the number of levels of a tree, the root included: an upper bound of siblings per opened leaf. */
    public static int levels(int leaves) {
        return leaves <= 0 ? 1 : 1 + (31 - Integer.numberOfLeadingZeros(2 * leaves - 1));
    }

    private static BitSet paths(int leaves, int[] indices) throws MerkleException {
        if (indices.length == 0) {
            throw new MerkleException(MerkleException.Reason.NO_LEAVES, "an opening needs at least one leaf");
        }
        BitSet onPath = new BitSet(2 * leaves);
        for (int index : indices) {
            if (index < 0 || index >= leaves) {
                throw new MerkleException(
                        MerkleException.Reason.INDEX_OUT_OF_RANGE, "leaf " + index + " of a tree of " + leaves);
            }
            if (onPath.get(leaves + index)) {
                throw new MerkleException(MerkleException.Reason.REPEATED_INDEX, "leaf " + index + " is opened twice");
            }
            onPath.set(leaves + index);
        }
        for (int i = leaves - 1; i >= 1; i--) {
            if (onPath.get(2 * i) || onPath.get(2 * i + 1)) {
                onPath.set(i);
            }
        }
        return onPath;
    }

    private static void hashChildren(MessageDigest sha, byte[] nodes, int i) {
        sha.update(nodes, 2 * i * DIGEST_BYTES, 2 * DIGEST_BYTES);
        try {
            sha.digest(nodes, i * DIGEST_BYTES, DIGEST_BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
