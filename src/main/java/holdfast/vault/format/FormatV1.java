package holdfast.vault.format;

import holdfast.crypto.AesGcm;
import holdfast.crypto.ConstantTime;
import holdfast.crypto.Hashes;
import holdfast.crypto.SecretBytes;
import holdfast.vault.format.FormatException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Version 1 of the vault file, as docs/FORMAT.md describes it. */
public final class FormatV1 implements VaultFormat {
    public static final int VERSION = 1;

    /** No vault file is larger, which bounds what an opener reads into memory. */
    public static final int MAX_FILE_LENGTH = 64 * 1024 * 1024;

    private static final int MAC_LENGTH = Hashes.LENGTH;
    private static final byte[] MAC_LABEL = label("holdfast vault 1 header mac");
    private static final byte[] BODY_LABEL = label("holdfast vault 1 body");
    private static final byte[] CHUNK_LABEL = label("holdfast vault 1 chunks");

    private static byte[] label(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public VaultHeader parse(byte[] file) throws FormatException {
        if (file.length > MAX_FILE_LENGTH) {
            throw new FormatException(Reason.BAD_FIELD, "the file is larger than " + MAX_FILE_LENGTH + " bytes");
        }
        Cursor in = new Cursor(file, MAGIC_LENGTH + 2, file.length);
        Bytes vaultId = in.bytes(VaultHeader.ID_LENGTH, "vault id");
        long generation = in.u63("generation");
        if (generation == 0) {
            throw new FormatException(Reason.BAD_FIELD, "generations count from 1");
        }
        Bytes previous = in.bytes(VaultHeader.HASH_LENGTH, "hash of the previous generation");
        Bytes bodySalt = in.bytes(VaultHeader.SALT_LENGTH, "body salt");
        List<KeySlot> slots = slots(in);
        in.take(MAC_LENGTH, "header MAC");
        return new VaultHeader(VERSION, vaultId, generation, previous, bodySalt, slots, in.position());
    }

    private static List<KeySlot> slots(Cursor in) throws FormatException {
        int count = in.u8("number of key slots");
        if (count < 1 || count > VaultHeader.MAX_SLOTS) {
            throw new FormatException(Reason.BAD_FIELD, "a vault has 1 to 4 key slots, not " + count);
        }
        List<KeySlot> slots = new ArrayList<>(count);
        Set<SlotType> types = EnumSet.noneOf(SlotType.class);
        for (int i = 0; i < count; i++) {
            KeySlot slot = KeySlot.read(in, VERSION);
            if (!types.add(slot.type())) {
                throw new FormatException(Reason.BAD_FIELD, "two key slots have one type");
            }
            slots.add(slot);
        }
        if (!types.contains(SlotType.PASSPHRASE)) {
            throw new FormatException(Reason.BAD_FIELD, "no key slot is for a passphrase");
        }
        return slots;
    }

    @Override
    public ReadResult read(byte[] file, VaultHeader header, SecretBytes dataKey) {
        int unsigned = header.length() - MAC_LENGTH;
        byte[] expected = mac(dataKey, header.vaultId(), file, unsigned);
        if (!ConstantTime.equal(expected, Arrays.copyOfRange(file, unsigned, header.length()))) {
            return new ReadResult.NotAuthentic();
        }
        byte[] headerHash = Hashes.sha256(Arrays.copyOf(file, header.length()));
        byte[] key = bodyKey(dataKey, header.vaultId(), header.bodySalt());
        Optional<byte[]> plaintext = ChunkStream.open(key, headerHash, file, header.length());
        Arrays.fill(key, (byte) 0);
        if (plaintext.isEmpty()) {
            return new ReadResult.Damaged("the encrypted content was altered or cut off");
        }
        try {
            return new ReadResult.Content(BodyCodec.decode(plaintext.get()));
        } catch (FormatException e) {
            return new ReadResult.Damaged("the content is authentic but malformed: " + e.getMessage());
        } finally {
            Arrays.fill(plaintext.get(), (byte) 0);
        }
    }

    /**
     * Writes a file.
     *
     * @param bodySalt 32 random bytes that no file of this vault used before
     * @throws IllegalArgumentException for what {@link #parse} would refuse
     */
    public byte[] write(
            Bytes vaultId,
            long generation,
            Bytes previousHash,
            Bytes bodySalt,
            List<KeySlot> slots,
            SecretBytes dataKey,
            VaultBody body) {
        if (fileLength(slots.size(), body) > MAX_FILE_LENGTH) {
            throw new IllegalArgumentException("the vault would be larger than " + MAX_FILE_LENGTH + " bytes");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.toIntExact(fileLength(slots.size(), body)));
        out.writeBytes(VaultFormat.magic());
        out.writeBytes(ByteBuffer.allocate(2).putShort((short) VERSION).array());
        out.writeBytes(vaultId.toArray());
        out.writeBytes(ByteBuffer.allocate(8).putLong(generation).array());
        out.writeBytes(previousHash.toArray());
        out.writeBytes(bodySalt.toArray());
        out.write(slots.size());
        slots.forEach(slot -> slot.write(out));
        byte[] unsigned = out.toByteArray();
        out.writeBytes(mac(dataKey, vaultId, unsigned, unsigned.length));
        byte[] headerHash = Hashes.sha256(out.toByteArray());
        byte[] key = bodyKey(dataKey, vaultId, bodySalt);
        byte[] plaintext = BodyCodec.encode(body);
        ChunkStream.seal(key, headerHash, plaintext, out);
        Arrays.fill(plaintext, (byte) 0);
        Arrays.fill(key, (byte) 0);
        return out.toByteArray();
    }

    /** Bytes a file with this content has. */
    public static long fileLength(int slots, VaultBody body) {
        long plaintext = BodyCodec.plaintextLength(body);
        long header = MAGIC_LENGTH
                + 2L
                + VaultHeader.ID_LENGTH
                + 8
                + VaultHeader.HASH_LENGTH
                + VaultHeader.SALT_LENGTH
                + 1
                + (long) KeySlot.LENGTH * slots
                + MAC_LENGTH;
        return header + plaintext + Math.ceilDiv(plaintext, ChunkStream.CHUNK) * AesGcm.TAG_LENGTH;
    }

    /** Whether a string may be the type of a record. */
    public static boolean isRecordType(String type) {
        return BodyCodec.isType(type);
    }

    private static byte[] mac(SecretBytes dataKey, Bytes vaultId, byte[] file, int length) {
        byte[] key = dataKey.expose(secret -> Hashes.hkdfSha256(secret, vaultId.toArray(), MAC_LABEL, 32));
        byte[] mac = Hashes.hmacSha256(key, file, length);
        Arrays.fill(key, (byte) 0);
        return mac;
    }

    private static byte[] bodyKey(SecretBytes dataKey, Bytes vaultId, Bytes bodySalt) {
        byte[] root = dataKey.expose(secret -> Hashes.hkdfSha256(secret, vaultId.toArray(), BODY_LABEL, 32));
        byte[] key = Hashes.hkdfSha256(root, bodySalt.toArray(), CHUNK_LABEL, AesGcm.KEY_LENGTH);
        Arrays.fill(root, (byte) 0);
        return key;
    }
}
