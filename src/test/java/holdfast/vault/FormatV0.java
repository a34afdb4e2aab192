package holdfast.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import holdfast.crypto.AesGcm;
import holdfast.crypto.ConstantTime;
import holdfast.crypto.Hashes;
import holdfast.crypto.SecretBytes;
import holdfast.vault.format.Bytes;
import holdfast.vault.format.Cursor;
import holdfast.vault.format.FormatException;
import holdfast.vault.format.KeySlot;
import holdfast.vault.format.RawRecord;
import holdfast.vault.format.ReadResult;
import holdfast.vault.format.SlotType;
import holdfast.vault.format.VaultBody;
import holdfast.vault.format.VaultFormat;
import holdfast.vault.format.VaultHeader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A version before the first, never released, that shows a migration at work: magic, version 0, vault id, generation,
 * one key slot, header MAC, and one ciphertext of (count, then id, length and payload of each note).
 */
final class FormatV0 implements VaultFormat {
    private static final int MAC = 32;

    @Override
    public int version() {
        return 0;
    }

    @Override
    public VaultHeader parse(byte[] file) throws FormatException {
        Cursor in = new Cursor(file, MAGIC_LENGTH + 2, file.length);
        Bytes id = in.bytes(16, "vault id");
        long generation = in.u63("generation");
        KeySlot slot = KeySlot.read(in, 0);
        in.take(MAC, "header MAC");
        return new VaultHeader(0, id, generation, Bytes.zeros(32), Bytes.zeros(32), List.of(slot), in.position());
    }

    @Override
    public ReadResult read(byte[] file, VaultHeader header, SecretBytes dataKey) {
        int unsigned = header.length() - MAC;
        byte[] mac = mac(dataKey, header.vaultId(), file, unsigned);
        if (!ConstantTime.equal(mac, Arrays.copyOfRange(file, unsigned, header.length()))) {
            return new ReadResult.NotAuthentic();
        }
        Optional<byte[]> content = AesGcm.open(
                key(dataKey, header.vaultId(), "body"),
                new byte[12],
                mac,
                file,
                header.length(),
                file.length - header.length());
        if (content.isEmpty()) {
            return new ReadResult.Damaged("the content was altered");
        }
        try {
            Cursor in = new Cursor(content.get(), 0, content.get().length);
            List<RawRecord> records = new ArrayList<>();
            for (int left = in.u31("count"); left > 0; left--) {
                Bytes id = in.bytes(16, "id");
                records.add(new RawRecord(id, "note", SecretBytes.takeOver(in.take(in.u31("length"), "payload"))));
            }
            return new ReadResult.Content(new VaultBody(0, 1, records, List.of()));
        } catch (FormatException e) {
            return new ReadResult.Damaged("the content is malformed");
        }
    }

    /** A vault of version 0 with that many notes, always the same. */
    static byte[] sample(KeyStretcher stretcher, Passphrase passphrase, int notes) {
        SeededRandom random = new SeededRandom(0);
        Bytes id = Bytes.copyOf(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15});
        SecretBytes dataKey = SecretBytes.random(32, random);
        Bytes salt = KeySlot.newSalt(random);
        byte[] slotKey = passphrase
                .keyingMaterial()
                .expose(secret -> stretcher.stretch(secret, salt.toArray(), Given.COST.toArgon2()));
        KeySlot slot = KeySlot.wrap(SlotType.PASSPHRASE, 0, id, salt, Given.COST.toArgon2(), slotKey, dataKey, random);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(VaultFormat.magic());
        out.writeBytes(new byte[2]);
        out.writeBytes(id.toArray());
        out.writeBytes(ByteBuffer.allocate(8).putLong(3).array());
        slot.write(out);
        byte[] mac = mac(dataKey, id, out.toByteArray(), out.size());
        out.writeBytes(mac);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(ByteBuffer.allocate(4).putInt(notes).array());
        for (int i = 1; i <= notes; i++) {
            byte[] text = Given.utf8("note " + i);
            content.writeBytes(Bytes.ofHex(Given.id(i).hex()).toArray());
            content.writeBytes(ByteBuffer.allocate(4).putInt(text.length).array());
            content.writeBytes(text);
        }
        out.writeBytes(AesGcm.seal(key(dataKey, id, "body"), new byte[12], mac, content.toByteArray()));
        return out.toByteArray();
    }

    private static byte[] mac(SecretBytes dataKey, Bytes id, byte[] file, int length) {
        return Hashes.hmacSha256(key(dataKey, id, "header mac"), file, length);
    }

    private static byte[] key(SecretBytes dataKey, Bytes id, String use) {
        byte[] info = ("holdfast vault 0 " + use).getBytes(US_ASCII);
        return dataKey.expose(secret -> Hashes.hkdfSha256(secret, id.toArray(), info, 32));
    }
}
