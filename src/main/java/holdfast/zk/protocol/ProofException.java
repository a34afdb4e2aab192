package holdfast.zk.protocol;

/** A proof that is refused. */
public final class ProofException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why it is refused. */
    public enum Reason {
        /** The proof ends early. */
        TRUNCATED,
        /** Bytes after the proof's end. */
        TRAILING_BYTES,
        /** A field element in another form than its one canonical form. */
        NOT_CANONICAL,
        /** Opened columns cut into other runs than every writer makes. */
        BAD_RUNS,
        /** More Merkle siblings than there can be. */
        BAD_PATH_LENGTH,
        /** Another number of public inputs than the circuit has. */
        PUBLIC_INPUT_COUNT,
        /** The first public input is not the constant 1 that the circuit takes for granted. */
        NO_CONSTANT_ONE,
        /** A public input that must be drawn after the commitments is another number. */
        NOT_DRAWN,
        /** An opened column is not in the committed tree. */
        COLUMN_NOT_COMMITTED,
        /** The committed rows are not what they must be. */
        LOW_DEGREE_TEST,
        /** The answer to the linear test does not agree with the columns. */
        LINEAR_TEST,
        /** The statement is not true of the committed witness. */
        LINEAR_SUM,
        /** The answer to the quadratic test does not agree with the columns. */
        QUADRATIC_TEST
    }

    private final Reason reason;

    ProofException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    ProofException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
