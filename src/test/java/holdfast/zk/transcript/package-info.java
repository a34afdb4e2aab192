/** Tests of the package against vectors of other implementations. */
@NullMarked
package holdfast.zk.transcript;

import org.jspecify.annotations.NullMarked;
