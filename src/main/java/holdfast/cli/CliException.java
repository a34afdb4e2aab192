package holdfast.cli;

/**
 * Ends a command with bad input: one sentence for the user and exit code 2. The sentence names the input, the reason and
 * what to do.
 */
final class CliException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CliException(String message) {
        super(message);
    }
}
