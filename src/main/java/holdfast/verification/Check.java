package holdfast.verification;

import java.util.Locale;

/**
 * One thing that was checked about a proof.
 *
 * @param detail one English sentence: what was found
 */
public record Check(Name name, boolean passed, String detail) {

    /** What is checked, in the order in which it is shown. */
    public enum Name {
        /** The request is signed by the verifier's key. */
        REQUEST_SIGNATURE,
        /** A service vouches for the proof with its signature. */
        SERVICE_SIGNATURE,
        /** The request is for a proof system that is accepted here. */
        PROOF_SYSTEM,
        /** The request is in a version of the query language that is accepted here. */
        ENGINE,
        /** The proof was made with a version of the circuits, or of a service's program, that is accepted here. */
        METHOD,
        /** The proof names the request by its digest. */
        REQUEST_DIGEST,
        /** The proof names the verifier's key. */
        VERIFIER_KEY,
        /** The proof names the issuer's key that the request names. */
        ISSUER_KEY,
        /** The day that counted as today is within the time allowed. */
        DATE,
        /** The proof is neither too old nor from the future. */
        FRESHNESS,
        /** The nonce is the one that was given out. */
        NONCE,
        /** The proof is meant for this verifier. */
        AUDIENCE,
        /** The proof itself holds. */
        PROOF,
        /** The proof was not seen before. */
        REPLAY;

        /** Stable name for machine-readable output. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Check of(Name name, boolean passed, String whenPassed, String whenNot) {
        return new Check(name, passed, passed ? whenPassed : whenNot);
    }
}
