/** The verifier's use cases: making requests and checking proofs. Holds no wallet state. */
@NullMarked
package holdfast.verification;

import org.jspecify.annotations.NullMarked;
