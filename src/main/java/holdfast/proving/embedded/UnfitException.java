package holdfast.proving.embedded;

/** A query, a shape and a way through the query's branches that do not go together; never leaves the package. */
final class UnfitException extends Exception {
    private static final long serialVersionUID = 1L;

    UnfitException(String message) {
        super(message);
    }
}
