/** What a verifier keeps encrypted: its signing key, and which proofs it has accepted. Needs no wallet. */
@NullMarked
package holdfast.verification.store;

import org.jspecify.annotations.NullMarked;
