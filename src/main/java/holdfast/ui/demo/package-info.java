/** The demo: issuer, holder and verifier side by side, with keys of its own and the real prover. */
@NullMarked
package holdfast.ui.demo;

import org.jspecify.annotations.NullMarked;
