package holdfast.vault.format;

import java.util.List;

/**
 * What a vault file says in the clear. It is believed only after its MAC was checked.
 *
 * @param vaultId 16 bytes, given once when the vault is created
 * @param generation counts the saves, from 1
 * @param previousHash SHA-256 of the file this one replaced; zeros for the first
 * @param bodySalt 32 random bytes, fresh in each save
 * @param slots one to four, of distinct types
 * @param length bytes of the file up to the end of the header MAC
 */
public record VaultHeader(
        int version,
        Bytes vaultId,
        long generation,
        Bytes previousHash,
        Bytes bodySalt,
        List<KeySlot> slots,
        int length) {
    public static final int ID_LENGTH = 16;
    public static final int HASH_LENGTH = 32;
    public static final int SALT_LENGTH = 32;
    public static final int MAX_SLOTS = 4;

    public VaultHeader {
        slots = List.copyOf(slots);
    }
}
