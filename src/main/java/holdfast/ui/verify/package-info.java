/** The verifier's pane: making requests and checking proofs. It needs no vault. */
@NullMarked
package holdfast.ui.verify;

import org.jspecify.annotations.NullMarked;
