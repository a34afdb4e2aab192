package holdfast.service.queue;

/** The queue could not be reached, or failed. */
public final class QueueException extends Exception {
    private static final long serialVersionUID = 1L;

    public QueueException(String message, Throwable cause) {
        super(message, cause);
    }
}
