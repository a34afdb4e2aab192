package holdfast.vault.format;

import holdfast.crypto.AesGcm;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Encrypts a body in chunks of 64 KiB (the STREAM construction). Each chunk's associated data holds its index, whether
 * it is the last, and the hash of the header, so that none can be moved, dropped, repeated, or taken from another file.
 * The key serves one file only; the index is the nonce.
 */
final class ChunkStream {
    static final int CHUNK = 64 * 1024;
    static final int SEALED_CHUNK = CHUNK + AesGcm.TAG_LENGTH;

    private ChunkStream() {}

    /** @param plaintext not empty; its last chunk is the one that is not followed by another */
    static void seal(byte[] key, byte[] headerHash, byte[] plaintext, ByteArrayOutputStream out) {
        int chunks = Math.ceilDiv(plaintext.length, CHUNK);
        for (int i = 0; i < chunks; i++) {
            int from = i * CHUNK;
            int length = Math.min(CHUNK, plaintext.length - from);
            boolean last = i == chunks - 1;
            out.writeBytes(AesGcm.seal(key, nonce(i), associated(i, last, headerHash), plaintext, from, length));
        }
    }

    /** The whole plaintext of {@code file[from..]}, or nothing when any chunk is not authentic. */
    static Optional<byte[]> open(byte[] key, byte[] headerHash, byte[] file, int from) {
        int length = file.length - from;
        int chunks = Math.ceilDiv(length, SEALED_CHUNK);
        int plain = length - chunks * AesGcm.TAG_LENGTH;
        // A last chunk without content would be a second way to write the same body.
        if (chunks == 0 || plain <= (chunks - 1) * CHUNK) {
            return Optional.empty();
        }
        byte[] plaintext = new byte[plain];
        for (int i = 0; i < chunks; i++) {
            int start = from + i * SEALED_CHUNK;
            int size = Math.min(SEALED_CHUNK, file.length - start);
            boolean last = i == chunks - 1;
            Optional<byte[]> chunk = AesGcm.open(key, nonce(i), associated(i, last, headerHash), file, start, size);
            if (chunk.isEmpty()) {
                Arrays.fill(plaintext, (byte) 0);
                return Optional.empty();
            }
            byte[] opened = chunk.get();
            System.arraycopy(opened, 0, plaintext, i * CHUNK, opened.length);
            Arrays.fill(opened, (byte) 0);
        }
        return Optional.of(plaintext);
    }

    private static byte[] nonce(int index) {
        return ByteBuffer.allocate(AesGcm.NONCE_LENGTH)
                .putInt(AesGcm.NONCE_LENGTH - 4, index)
                .array();
    }

    private static byte[] associated(int index, boolean last, byte[] headerHash) {
        return ByteBuffer.allocate(4 + 1 + headerHash.length)
                .putInt(index)
                .put((byte) (last ? 1 : 0))
                .put(headerHash)
                .array();
    }
}
