package holdfast.vault.format;

import holdfast.crypto.AesGcm;
import holdfast.crypto.Argon2Cost;
import holdfast.crypto.Argon2id;
import holdfast.crypto.SecretBytes;
import holdfast.vault.format.FormatException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * The data key, wrapped by a key that Argon2id derives from one secret. A slot is bound to its vault and to its own
 * clear fields, but not to a generation, so that a save copies it and needs no secret.
 *
 * @param version the file version in which the slot was written; later versions carry it along unchanged
 * @param id 8 random bytes
 * @param salt 16 bytes for Argon2id
 * @param nonce 12 bytes for AES-GCM
 * @param wrapped the encrypted data key and its tag, 48 bytes
 */
public record KeySlot(SlotType type, int version, Bytes id, Bytes salt, Argon2Cost cost, Bytes nonce, Bytes wrapped) {
    static final int LENGTH = 93;
    static final int KEY_LENGTH = 32;
    private static final int ID_LENGTH = 8;
    private static final int WRAPPED_LENGTH = KEY_LENGTH + AesGcm.TAG_LENGTH;

    /** Wraps the data key under {@code slotKey}, which was derived from the secret with {@code salt} and {@code cost}. */
    public static KeySlot wrap(
            SlotType type,
            int version,
            Bytes vaultId,
            Bytes salt,
            Argon2Cost cost,
            byte[] slotKey,
            SecretBytes dataKey,
            SecureRandom random) {
        Bytes id = randomBytes(ID_LENGTH, random);
        Bytes nonce = randomBytes(AesGcm.NONCE_LENGTH, random);
        byte[] associated = associated(type, version, vaultId, id, salt, cost, nonce);
        byte[] wrapped = dataKey.expose(key -> AesGcm.seal(slotKey, nonce.toArray(), associated, key));
        return new KeySlot(type, version, id, salt, cost, nonce, Bytes.copyOf(wrapped));
    }

    /** A fresh salt for a new slot. */
    public static Bytes newSalt(SecureRandom random) {
        return randomBytes(Argon2id.SALT_LENGTH, random);
    }

    private static Bytes randomBytes(int length, SecureRandom random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.copyOf(bytes);
    }

    /** The data key, or nothing when {@code slotKey} is not the right one or the slot was altered. */
    public Optional<SecretBytes> unwrap(Bytes vaultId, byte[] slotKey) {
        byte[] associated = associated(type, version, vaultId, id, salt, cost, nonce);
        return AesGcm.open(slotKey, nonce.toArray(), associated, wrapped.toArray())
                .map(SecretBytes::takeOver);
    }

    private static byte[] associated(
            SlotType type, int version, Bytes vaultId, Bytes id, Bytes salt, Argon2Cost cost, Bytes nonce) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(VaultFormat.magic());
        out.writeBytes(ByteBuffer.allocate(2).putShort((short) version).array());
        out.writeBytes(vaultId.toArray());
        writeClearFields(out, type, version, id, salt, cost, nonce);
        return out.toByteArray();
    }

    private static void writeClearFields(
            ByteArrayOutputStream out, SlotType type, int version, Bytes id, Bytes salt, Argon2Cost cost, Bytes nonce) {
        out.write(type.code());
        out.writeBytes(ByteBuffer.allocate(2).putShort((short) version).array());
        out.writeBytes(id.toArray());
        out.writeBytes(salt.toArray());
        out.writeBytes(ByteBuffer.allocate(4).putInt(cost.memoryKib()).array());
        out.write(cost.passes());
        out.write(cost.lanes());
        out.writeBytes(nonce.toArray());
    }

    /** Appends the slot's 93 bytes. */
    public void write(ByteArrayOutputStream out) {
        writeClearFields(out, type, version, id, salt, cost, nonce);
        out.writeBytes(wrapped.toArray());
    }

    /**
     * Reads one slot of a file of version {@code fileVersion}.
     *
     * @throws FormatException for an unknown type, a later version than the file's, or a cost outside the bounds
     */
    public static KeySlot read(Cursor in, int fileVersion) throws FormatException {
        int code = in.u8("slot type");
        SlotType type = SlotType.ofCode(code)
                .orElseThrow(() -> new FormatException(Reason.BAD_FIELD, "key slot type " + code + " is unknown"));
        int version = in.u16("slot version");
        if (version > fileVersion) {
            throw new FormatException(
                    Reason.BAD_FIELD, "a key slot of version " + version + " in a file of version " + fileVersion);
        }
        Bytes id = in.bytes(ID_LENGTH, "slot id");
        Bytes salt = in.bytes(Argon2id.SALT_LENGTH, "slot salt");
        int memory = in.u31("slot memory");
        int passes = in.u8("slot passes");
        int lanes = in.u8("slot lanes");
        Argon2Cost cost;
        try {
            cost = new Argon2Cost(memory, passes, lanes);
        } catch (IllegalArgumentException e) {
            throw new FormatException(Reason.COST_OUT_OF_BOUNDS, String.valueOf(e.getMessage()));
        }
        return new KeySlot(
                type,
                version,
                id,
                salt,
                cost,
                in.bytes(AesGcm.NONCE_LENGTH, "slot nonce"),
                in.bytes(WRAPPED_LENGTH, "wrapped key"));
    }

    /** Whether the same secret leads to the same slot key for both, so that Argon2id need not run again. */
    public boolean derivesLike(KeySlot other) {
        return salt.equals(other.salt) && cost.equals(other.cost);
    }

    /** Wipes a slot key after use. */
    public static void wipe(byte[] slotKey) {
        Arrays.fill(slotKey, (byte) 0);
    }
}
