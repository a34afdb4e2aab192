package holdfast.zk.ligero;

/** A commitment's proof that does not hold. */
public final class LigeroException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Which test failed. */
    public enum Reason {
        /** An opened column is not in the committed tree. */
        COLUMN_NOT_COMMITTED,
        /** The rows are not codewords, or their combination is not the one sent. */
        LOW_DEGREE_TEST,
        /** The linear combination sent is not the one of the opened columns. */
        LINEAR_TEST,
        /** The linear constraints do not hold. */
        LINEAR_SUM,
        /** The quadratic constraints do not hold. */
        QUADRATIC_TEST
    }

    private final Reason reason;

    LigeroException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
