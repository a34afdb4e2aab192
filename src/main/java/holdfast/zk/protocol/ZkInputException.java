package holdfast.zk.protocol;

/** A file or parameter that cannot be used: one sentence that says why. */
public final class ZkInputException extends Exception {
    private static final long serialVersionUID = 1L;

    ZkInputException(String message) {
        super(message);
    }

    ZkInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
