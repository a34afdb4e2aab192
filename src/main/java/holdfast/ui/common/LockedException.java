package holdfast.ui.common;

/** The vault was locked before something with it could begin: while a file was chosen, say. Nothing was done. */
public final class LockedException extends Exception {
    private static final long serialVersionUID = 1L;

    LockedException() {
        super("the vault was locked meanwhile");
    }
}
