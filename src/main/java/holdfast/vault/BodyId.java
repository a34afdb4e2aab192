package holdfast.vault;

import holdfast.vault.format.Bytes;
import java.util.regex.Pattern;

/**
 * Names a proof body: the SHA-256 of its encrypted file.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record BodyId(String hex) {
    static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException for anything but 64 lower-case hexadecimal digits */
    public BodyId {
        if (!SHAPE.matcher(hex).matches()) {
            throw new IllegalArgumentException("the id of a proof body has 64 hexadecimal digits");
        }
    }

    static BodyId of(Bytes hash) {
        return new BodyId(hash.toHex());
    }

    @Override
    public String toString() {
        return hex;
    }
}
