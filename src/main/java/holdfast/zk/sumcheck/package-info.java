/** The sumcheck protocol over a layered circuit, with its messages padded for zero knowledge. */
@NullMarked
package holdfast.zk.sumcheck;

import org.jspecify.annotations.NullMarked;
