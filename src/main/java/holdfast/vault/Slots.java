package holdfast.vault;

import holdfast.crypto.SecretBytes;
import holdfast.vault.format.Bytes;
import holdfast.vault.format.FormatException;
import holdfast.vault.format.FormatV1;
import holdfast.vault.format.KeySlot;
import holdfast.vault.format.ReadResult;
import holdfast.vault.format.VaultFormat;
import holdfast.vault.format.VaultHeader;

/** From a state in memory to the bytes of a file and back. */
final class Slots {
    private Slots() {}

    /**
     * A new slot for {@code secret}. Runs Argon2id.
     *
     * @throws OutOfMemoryError when the heap cannot hold what {@code cost} asks for
     */
    static KeySlot wrap(VaultParts parts, Bytes vaultId, VaultSecret secret, KdfCost cost, SecretBytes dataKey) {
        Bytes salt = KeySlot.newSalt(parts.random());
        byte[] slotKey = secret.keyingMaterial()
                .expose(bytes -> parts.stretcher().stretch(bytes, salt.toArray(), cost.toArgon2()));
        try {
            return KeySlot.wrap(
                    secret.slotType(),
                    FormatV1.VERSION,
                    vaultId,
                    salt,
                    cost.toArgon2(),
                    slotKey,
                    dataKey,
                    parts.random());
        } finally {
            KeySlot.wipe(slotKey);
        }
    }

    /** The file of a state, under a body salt of its own. */
    static byte[] write(VaultParts parts, VaultState state) {
        byte[] salt = new byte[VaultHeader.SALT_LENGTH];
        parts.random().nextBytes(salt);
        return new FormatV1()
                .write(
                        state.vaultId(),
                        state.generation(),
                        state.based(),
                        Bytes.copyOf(salt),
                        state.slots(),
                        state.dataKey(),
                        state.toBody());
    }

    /** Whether bytes that came back from a disk open with the state's key and hold as much as the state. */
    static boolean reads(VaultParts parts, byte[] file, VaultState state) {
        try {
            VaultFormat format = parts.formats().detect(file);
            VaultHeader header = format.parse(file);
            if (format.read(file, header, state.dataKey()) instanceof ReadResult.Content(var body)) {
                boolean same = header.generation() == state.generation()
                        && body.records().size() == state.records().size()
                        && body.bodies().size() == state.bodies().size();
                body.wipe();
                return same;
            }
            return false;
        } catch (FormatException e) {
            return false;
        }
    }
}
