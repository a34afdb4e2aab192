package holdfast.vault;

/** What was typed cannot be a passphrase or a recovery key at all. The message never repeats it. */
public final class InvalidSecretException extends Exception {
    private static final long serialVersionUID = 1;

    /** What is wrong. */
    public enum Reason {
        /** A passphrase has at least one character. */
        EMPTY,
        /** A passphrase has at most 65,536 bytes in UTF-8. */
        TOO_LONG,
        /** Half of a surrogate pair, which has no UTF-8. */
        NOT_UNICODE,
        /** A recovery key has 32 letters and digits. */
        WRONG_LENGTH,
        /** A character that no recovery key contains. */
        WRONG_CHARACTER,
        /** The characters are possible, but at least one of them was mistyped or two were swapped. */
        CHECKSUM
    }

    private final Reason reason;

    InvalidSecretException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
