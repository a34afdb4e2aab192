/** Reed–Solomon extension against plain interpolation. */
@NullMarked
package holdfast.zk.poly;

import org.jspecify.annotations.NullMarked;
