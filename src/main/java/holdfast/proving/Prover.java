package holdfast.proving;

import java.util.function.BooleanSupplier;

/** Makes proofs: on this machine, or by asking a service. */
public interface Prover {

    /** The stages of a proof, in order; a prover may leave some out. */
    enum Stage {
        CIRCUIT,
        WITNESS,
        COMMITMENT,
        SUMCHECK,
        OPENING,
        /** The proof is verified before it is handed out. */
        CHECK
    }

    /** Is told how far the work is; called from working threads, and must return at once. */
    interface Listener {
        /** @param done part of the stage that is done, from 0 to 1 */
        void progress(Stage stage, double done);
    }

    /**
     * Proves, and verifies what it made before it hands it out.
     *
     * @param cancelled asked often; once it says true the work ends within half a second
     * @throws ProvingException when it cannot be proven, and why
     * @throws java.util.concurrent.CancellationException when it was cancelled; nothing is left behind
     */
    ProofFile prove(ProofTask task, Listener listener, BooleanSupplier cancelled) throws ProvingException;

    /**
     * Does ahead what a proof of this task takes whoever's data it is, so that the proof comes sooner. Proves nothing, says nothing
     * about what cannot be proven, and may do nothing at all.
     *
     * @param cancelled asked often
     * @throws java.util.concurrent.CancellationException when it was cancelled
     */
    default void prepare(ProofTask task, BooleanSupplier cancelled) {}
}
