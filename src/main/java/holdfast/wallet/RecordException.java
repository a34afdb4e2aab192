package holdfast.wallet;

/** A record of the vault that this program did not write, or a later version wrote. It stays as it is. */
final class RecordException extends Exception {
    private static final long serialVersionUID = 1L;

    RecordException(String message) {
        super(message);
    }
}
