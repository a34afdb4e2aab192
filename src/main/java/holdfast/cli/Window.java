package holdfast.cli;

/** Opens the window. The command line does not know what draws it. */
@FunctionalInterface
public interface Window {
    /**
     * Opens the window and returns when it is closed.
     *
     * @return the exit code
     */
    int open();
}
