package holdfast.vault.format;

import holdfast.crypto.SecretBytes;

/** One version of the vault file. Each version that was ever released keeps its reader; only the newest is written. */
public interface VaultFormat {
    int MAGIC_LENGTH = 8;

    /** The first eight bytes of each vault file: {@code HFVAULT} and a byte no text has. */
    static byte[] magic() {
        return new byte[] {'H', 'F', 'V', 'A', 'U', 'L', 'T', 0x1a};
    }

    int version();

    /**
     * Reads the header's shape. Costs are within their bounds afterwards, nothing else is to be believed.
     *
     * @throws FormatException when the shape is wrong
     */
    VaultHeader parse(byte[] file) throws FormatException;

    /** Checks and decrypts the whole file; {@code header} is what {@link #parse} gave for it. */
    ReadResult read(byte[] file, VaultHeader header, SecretBytes dataKey);
}
