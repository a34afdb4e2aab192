package holdfast.vault.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import holdfast.crypto.AesGcm;
import holdfast.crypto.Hashes;
import holdfast.crypto.SecretBytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes version 1 from docs/FORMAT.md alone, without the product's writer, and can write it wrongly while every key and
 * tag stays right: what somebody with the keys, or a faulty program, might leave on a disk.
 */
final class Forge {
    static final byte[] SLOT_KEY = filled(32, 0x11);
    static final byte[] DATA_KEY = filled(32, 0x22);

    byte[] magic = {'H', 'F', 'V', 'A', 'U', 'L', 'T', 0x1a};
    int version = 1;
    byte[] vaultId = filled(16, 0x33);
    long generation = 5;
    byte[] previous = filled(32, 0x44);
    byte[] bodySalt = filled(32, 0x55);
    List<byte[]> slots = new ArrayList<>(List.of(slot(1, 1, 19 * 1024, 1, 1)));
    byte[] plaintext = body(new byte[0]);

    static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] number(int width, long value) {
        return Arrays.copyOfRange(ByteBuffer.allocate(8).putLong(value).array(), 8 - width, 8);
    }

    /** A content with one record, padded to 4096. */
    static byte[] body(byte[] payload) {
        byte[] content = join(
                number(8, 1_700_000_000_000L),
                number(8, 1),
                number(4, 1),
                filled(16, 0x66),
                number(1, 4),
                "note".getBytes(US_ASCII),
                number(4, payload.length),
                payload,
                number(4, 0));
        return padded(content);
    }

    static byte[] padded(byte[] content) {
        byte[] all = join(number(4, 4L + content.length), content);
        return Arrays.copyOf(all, (all.length + 4095) / 4096 * 4096);
    }

    byte[] slot(int type, int slotVersion, long memory, int passes, int lanes) {
        byte[] nonce = filled(12, 0x77);
        byte[] clear = join(
                number(1, type),
                number(2, slotVersion),
                filled(8, 0x88),
                filled(16, 0x99),
                number(4, memory),
                number(1, passes),
                number(1, lanes),
                nonce);
        byte[] associated = join(magic, number(2, slotVersion), vaultId, clear);
        return join(clear, AesGcm.seal(SLOT_KEY, nonce, associated, DATA_KEY));
    }

    byte[] unsignedHeader() {
        byte[] fields = join(
                magic, number(2, version), vaultId, number(8, generation), previous, bodySalt, number(1, slots.size()));
        return join(fields, join(slots.toArray(byte[][]::new)));
    }

    byte[] header() {
        byte[] unsigned = unsignedHeader();
        byte[] key = Hashes.hkdfSha256(DATA_KEY, vaultId, "holdfast vault 1 header mac".getBytes(US_ASCII), 32);
        return join(unsigned, Hashes.hmacSha256(key, unsigned, unsigned.length));
    }

    /** One chunk with a good tag, whatever index and end it claims. */
    byte[] chunk(int index, boolean last, byte[] content) {
        byte[] root = Hashes.hkdfSha256(DATA_KEY, vaultId, "holdfast vault 1 body".getBytes(US_ASCII), 32);
        byte[] key = Hashes.hkdfSha256(root, bodySalt, "holdfast vault 1 chunks".getBytes(US_ASCII), 32);
        byte[] associated = join(number(4, index), number(1, last ? 1 : 0), Hashes.sha256(header()));
        return AesGcm.seal(key, join(new byte[8], number(4, index)), associated, content);
    }

    List<byte[]> chunks() {
        List<byte[]> chunks = new ArrayList<>();
        for (int from = 0; from < plaintext.length; from += 65_536) {
            int to = Math.min(plaintext.length, from + 65_536);
            chunks.add(chunk(from / 65_536, to == plaintext.length, Arrays.copyOfRange(plaintext, from, to)));
        }
        return chunks;
    }

    byte[] file() {
        return join(header(), join(chunks().toArray(byte[][]::new)));
    }

    /** What the product says: {@code content}, {@code not authentic}, {@code damaged: …} or the reason of the format. */
    static String read(byte[] file) {
        return read(file, SLOT_KEY);
    }

    static String read(byte[] file, byte[] slotKey) {
        try {
            VaultFormat format = VaultFormats.released().detect(file);
            VaultHeader header = format.parse(file);
            SecretBytes key =
                    header.slots().getFirst().unwrap(header.vaultId(), slotKey).orElse(null);
            if (key == null) {
                return "not authentic";
            }
            return switch (format.read(file, header, key)) {
                case ReadResult.Content(var body) -> "content";
                case ReadResult.NotAuthentic() -> "not authentic";
                case ReadResult.Damaged(String what) -> "damaged: " + what;
            };
        } catch (FormatException e) {
            return e.reason().name();
        }
    }
}
