package holdfast.zk.circuit;

/** A circuit file that is not one, or goes beyond the limits. */
public final class CircuitFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the file. */
    public enum Reason {
        /** Neither LFC1 nor LFC2. */
        UNKNOWN_FORMAT,
        /** A field this engine does not have. */
        UNKNOWN_FIELD,
        /** The file ends early. */
        TRUNCATED,
        /** Bytes after the end. */
        TRAILING_BYTES,
        /** A number above its absolute limit. */
        TOO_LARGE,
        /** A constant not below the modulus. */
        NOT_CANONICAL,
        /** An index that points at nothing. */
        INDEX_OUT_OF_RANGE,
        /** Terms that are repeated or not in the order every writer uses. */
        TERMS_OUT_OF_ORDER,
        /** Sizes that contradict each other. */
        INCONSISTENT,
        /** The identifier in the file is not that of the circuit in it. */
        ID_MISMATCH,
        /** The file could not be read. */
        UNREADABLE
    }

    private final Reason reason;

    public CircuitFormatException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
