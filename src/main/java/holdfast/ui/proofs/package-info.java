/** The history: what was proven, declined, sent; and proofs on their way out. */
@NullMarked
package holdfast.ui.proofs;

import org.jspecify.annotations.NullMarked;
