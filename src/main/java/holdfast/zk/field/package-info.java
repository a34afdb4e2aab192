/** Finite fields of the proof system: single elements, whole arrays of them, and the kernels that do the arithmetic. */
@NullMarked
package holdfast.zk.field;

import org.jspecify.annotations.NullMarked;
