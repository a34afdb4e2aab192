/** The statement of a request as circuits, and its proofs on this machine. */
@NullMarked
package holdfast.proving.embedded;

import org.jspecify.annotations.NullMarked;
