/** Tests of the package against vectors of other implementations. */
@NullMarked
package holdfast.zk.merkle;

import org.jspecify.annotations.NullMarked;
