package holdfast.zk.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holdfast.testing.Vectors;
import holdfast.zk.ZkVectors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    @Test
    void documentVector_openedTwice_givesRootAndPaths() throws Exception {
        String text = Vectors.text(ZkVectors.GOOGLE + "testvectors.md");
        Matcher hex =
                Pattern.compile("[0-9a-f]{64}").matcher(text.substring(0, text.indexOf("## Test Vectors for Fiat")));
        byte[][] digests =
                hex.results().map(r -> HexFormat.of().parseHex(r.group())).toArray(byte[][]::new);
        MerkleTree tree = new MerkleTree(join(digests, 0, 5));
        assertThat(tree.root()).isEqualTo(digests[5]);
        assertThat(tree.open(new int[] {0, 1})).isEqualTo(join(digests, 6, 8));
        assertThat(tree.open(new int[] {1, 3})).isEqualTo(join(digests, 8, 11));
        assertThat(digests).hasNumberOfRows(11);
    }

    @Test
    void runtimeVector_built_givesRootAndPath() throws Exception {
        ByteBuffer in = vector("merkle_test_vector.bin");
        byte[] leaves = take(in, 32 * (int) in.getLong());
        int[] indices = indices(in, (int) in.getLong());
        byte[] root = take(in, 32);
        byte[] path = take(in, 32 * (int) in.getLong());
        assertThat(in.hasRemaining()).isFalse();
        MerkleTree tree = new MerkleTree(leaves);
        assertThat(tree.root()).isEqualTo(root);
        assertThat(tree.open(indices)).isEqualTo(path);
        MerkleTree.verify(leaves.length / 32, root, indices, opened(leaves, indices), path);
    }

    @Test
    void commitmentVector_withItsNonces_givesRootAndPath() throws Exception {
        ByteBuffer in = vector("commitment_test_vector.bin");
        int count = (int) in.getLong();
        int[] indices = indices(in, (int) in.getLong());
        byte[] root = take(in, 32);
        byte[] openedNonces = take(in, 32 * indices.length);
        byte[] path = take(in, 32 * (int) in.getLong());
        byte[] nonces = new byte[32 * count];
        for (int i = 0; i < nonces.length; i++) {
            nonces[i] = (byte) (42 + i);
        }
        byte[] leaves = new byte[32 * count];
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        for (int i = 0; i < count; i++) {
            sha.update(nonces, 32 * i, 32);
            byte[] column = {(byte) (3 * i), (byte) (5 * i), (byte) (7 * i), (byte) (11 * i)};
            System.arraycopy(sha.digest(column), 0, leaves, 32 * i, 32);
        }
        MerkleTree tree = new MerkleTree(leaves);
        assertThat(tree.root()).isEqualTo(root);
        assertThat(opened(nonces, indices)).isEqualTo(openedNonces);
        assertThat(tree.open(indices)).isEqualTo(path);
    }

    @Test
    void opening_changed_isRefusedWithItsReason() throws Exception {
        byte[] leaves = new byte[32 * 13];
        for (int i = 0; i < leaves.length; i++) {
            leaves[i] = (byte) (i * 37);
        }
        MerkleTree tree = new MerkleTree(leaves);
        int[] indices = {3, 7, 12};
        byte[] path = tree.open(indices);
        byte[] opened = opened(leaves, indices);
        byte[] root = tree.root();
        MerkleTree.verify(13, root, indices, opened, path);
        for (int i = 0; i < path.length; i += 5) {
            byte[] other = path.clone();
            other[i] ^= 1;
            refused(MerkleException.Reason.ROOT_MISMATCH, () -> MerkleTree.verify(13, root, indices, opened, other));
        }
        refused(
                MerkleException.Reason.PATH_TOO_SHORT,
                () -> MerkleTree.verify(13, root, indices, opened, Arrays.copyOf(path, path.length - 32)));
        refused(
                MerkleException.Reason.PATH_TOO_LONG,
                () -> MerkleTree.verify(13, root, indices, opened, Arrays.copyOf(path, path.length + 32)));
        refused(
                MerkleException.Reason.REPEATED_INDEX,
                () -> MerkleTree.verify(13, root, new int[] {3, 3, 12}, opened, path));
        refused(
                MerkleException.Reason.INDEX_OUT_OF_RANGE,
                () -> MerkleTree.verify(13, root, new int[] {3, 7, 13}, opened, path));
        refused(MerkleException.Reason.REPEATED_INDEX, () -> tree.open(new int[] {1, 1}));
        refused(MerkleException.Reason.NO_LEAVES, () -> tree.open(new int[0]));
    }

    private static void refused(MerkleException.Reason reason, ThrowingCallable call) {
        assertThatExceptionOfType(MerkleException.class)
                .isThrownBy(call)
                .extracting(MerkleException::reason)
                .isEqualTo(reason);
    }

    private static byte[] opened(byte[] all, int[] indices) {
        byte[] opened = new byte[32 * indices.length];
        for (int j = 0; j < indices.length; j++) {
            System.arraycopy(all, 32 * indices[j], opened, 32 * j, 32);
        }
        return opened;
    }

    private static byte[] join(byte[][] digests, int from, int to) {
        byte[] joined = new byte[32 * (to - from)];
        for (int i = from; i < to; i++) {
            System.arraycopy(digests[i], 0, joined, 32 * (i - from), 32);
        }
        return joined;
    }

    private static ByteBuffer vector(String name) {
        return ByteBuffer.wrap(Vectors.bytes(ZkVectors.GOOGLE + "runtime/" + name))
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static int[] indices(ByteBuffer in, int count) {
        int[] indices = new int[count];
        for (int i = 0; i < count; i++) {
            indices[i] = (int) in.getLong();
        }
        return indices;
    }
}
