package holdfast.vault.format;

import holdfast.vault.format.FormatException.Reason;
import java.util.List;

/** The versions a program can read; the newest is the one it writes. */
public final class VaultFormats {
    private final List<VaultFormat> formats;

    /** @param older readers of the versions before the current one */
    public VaultFormats(List<VaultFormat> older) {
        this.formats = List.copyOf(older);
    }

    /** All versions that were ever released. */
    public static VaultFormats released() {
        return new VaultFormats(List.of());
    }

    /**
     * The reader for a file, by its magic and version.
     *
     * @throws FormatException when it is no vault file or of a version that is not known here
     */
    public VaultFormat detect(byte[] file) throws FormatException {
        Cursor in = new Cursor(file, 0, file.length);
        byte[] magic = in.take(VaultFormat.MAGIC_LENGTH, "magic");
        if (!Bytes.copyOf(magic).equals(Bytes.copyOf(VaultFormat.magic()))) {
            throw new FormatException(Reason.NOT_A_VAULT, "the file does not begin as a vault does");
        }
        int version = in.u16("version");
        if (version == FormatV1.VERSION) {
            return new FormatV1();
        }
        for (VaultFormat format : formats) {
            if (format.version() == version) {
                return format;
            }
        }
        throw new FormatException(
                Reason.UNKNOWN_VERSION,
                "the file has version " + version + ", this program knows up to " + FormatV1.VERSION);
    }
}
