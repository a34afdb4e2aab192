package holdfast.zk.merkle;

/** An opening that does not fit the tree, or does not lead to the root. */
public final class MerkleException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the opening. */
    public enum Reason {
        NO_LEAVES,
        INDEX_OUT_OF_RANGE,
        REPEATED_INDEX,
        PATH_TOO_SHORT,
        PATH_TOO_LONG,
        ROOT_MISMATCH
    }

    private final Reason reason;

    MerkleException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
