package holdfast.wallet;

import holdfast.vault.RecordId;
import java.util.regex.Pattern;

/**
 * Names something that a wallet keeps, for as long as it keeps it.
 *
 * @param hex 32 lower-case hexadecimal digits
 */
public record EntryId(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
    private static final int SHORT = 8;

    /** @throws IllegalArgumentException for anything but 32 lower-case hexadecimal digits */
    public EntryId {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("an id has 32 hexadecimal digits");
        }
    }

    static EntryId of(RecordId id) {
        return new EntryId(id.hex());
    }

    RecordId toRecord() {
        return new RecordId(hex);
    }

    /** The first eight digits: enough for a person to name one of a few thousand. */
    public String brief() {
        return hex.substring(0, SHORT);
    }

    @Override
    public String toString() {
        return hex;
    }
}
