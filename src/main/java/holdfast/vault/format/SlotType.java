package holdfast.vault.format;

import java.util.Optional;

/** What opens a key slot. A vault has at most one slot of each type. */
public enum SlotType {
    PASSPHRASE(1),
    RECOVERY_KEY(2);

    private final int code;

    SlotType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Optional<SlotType> ofCode(int code) {
        for (SlotType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
