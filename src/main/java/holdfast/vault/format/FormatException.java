package holdfast.vault.format;

/** The bytes have not the shape of a vault file this program reads. Nothing in them was believed. */
public final class FormatException extends Exception {
    private static final long serialVersionUID = 1;

    /** Why the bytes were refused. */
    public enum Reason {
        /** They do not begin with the magic. */
        NOT_A_VAULT,
        /** A version this program does not know. */
        UNKNOWN_VERSION,
        /** They end too early. */
        TRUNCATED,
        /** A field has a value it cannot have, or something is left over. */
        BAD_FIELD,
        /** A key slot asks for a cost outside the bounds; the function was not run. */
        COST_OUT_OF_BOUNDS
    }

    private final Reason reason;

    public FormatException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
