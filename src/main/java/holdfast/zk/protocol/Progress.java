package holdfast.zk.protocol;

/** Is told how far a proof has come. Called from the thread that proves or verifies; it must return at once. */
@FunctionalInterface
public interface Progress {
    /** A part of the work. */
    enum Stage {
        /** The witness is committed. */
        COMMIT,
        /** All wires are computed. */
        EVALUATE,
        /** Layer by layer, the wires are proven. */
        SUMCHECK,
        /** Columns of the commitment are opened. */
        OPEN,
        /** The verifier computes each layer's matrix at the challenges. */
        CHECK_LAYERS,
        /** The verifier checks the opened columns. */
        CHECK_COLUMNS
    }

    /** Tells nobody. */
    Progress NONE = (stage, done) -> {};

    /**
     * The stage is this far.
     *
     * @param done from 0 to 1
     */
    void at(Stage stage, double done);
}
