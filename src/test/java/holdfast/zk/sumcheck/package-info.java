/** Tests of the sumcheck protocol from inside. */
@NullMarked
package holdfast.zk.sumcheck;

import org.jspecify.annotations.NullMarked;
