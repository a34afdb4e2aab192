package holdfast.vault;

import holdfast.vault.format.Bytes;

/**
 * Names a vault through all its generations and copies.
 *
 * @param hex 32 hexadecimal digits
 */
public record VaultId(String hex) {
    static VaultId of(Bytes id) {
        return new VaultId(id.toHex());
    }

    @Override
    public String toString() {
        return hex;
    }
}
