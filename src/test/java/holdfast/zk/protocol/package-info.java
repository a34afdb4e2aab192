/** Tests of the whole proof system against vectors of other implementations, and against damage. */
@NullMarked
package holdfast.zk.protocol;

import org.jspecify.annotations.NullMarked;
