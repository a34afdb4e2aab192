package holdfast.proving;

import holdfast.token.ProofToken;
import holdfast.token.VerifiedToken;

/** A proof of either kind, after everything that can be checked about it was checked here. */
public sealed interface Proof {

    /** The proof itself shows the issuer's signature, and was verified on this machine. */
    record IssuerProven(ProofFile proof) implements Proof {}

    /**
     * The service vouches for it with its signature; what its inner proof shows was not checked. The token names this
     * request, its verifier's key and its issuers' keys.
     */
    record ServiceAttested(VerifiedToken<ProofToken> token) implements Proof {}
}
