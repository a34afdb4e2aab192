package holdfast.zk.sumcheck;

/** The inputs do not satisfy the circuit, so that there is nothing to prove. Says nothing about their values. */
public final class UnsatisfiedException extends Exception {
    private static final long serialVersionUID = 1L;

    UnsatisfiedException(String message) {
        super(message);
    }
}
