/** Tests of the package against vectors of other implementations. */
@NullMarked
package holdfast.zk.circuit;

import org.jspecify.annotations.NullMarked;
