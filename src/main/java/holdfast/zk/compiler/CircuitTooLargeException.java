package holdfast.zk.compiler;

/** A program whose circuit does not fit the circuit format. */
public final class CircuitTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CircuitTooLargeException(String message) {
        super(message);
    }
}
