/** The fields and their kernels, against big integers. */
@NullMarked
package holdfast.zk.field;

import org.jspecify.annotations.NullMarked;
