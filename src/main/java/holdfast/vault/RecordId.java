package holdfast.vault;

import holdfast.vault.format.Bytes;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * Names a record within its vault.
 *
 * @param hex 32 lower-case hexadecimal digits
 */
public record RecordId(String hex) {
    private static final int LENGTH = 16;
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{32}");

    /** @throws IllegalArgumentException for anything but 32 lower-case hexadecimal digits */
    public RecordId {
        if (!SHAPE.matcher(hex).matches()) {
            throw new IllegalArgumentException("a record id has 32 hexadecimal digits");
        }
    }

    public static RecordId random(SecureRandom random) {
        byte[] id = new byte[LENGTH];
        random.nextBytes(id);
        return of(Bytes.copyOf(id));
    }

    static RecordId of(Bytes id) {
        return new RecordId(id.toHex());
    }

    Bytes toBytes() {
        return Bytes.ofHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
