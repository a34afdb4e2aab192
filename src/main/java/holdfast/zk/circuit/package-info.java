/** Layered circuits: the model, the identifier, and bounded readers and writers of the LFC1 and LFC2 formats. */
@NullMarked
package holdfast.zk.circuit;

import org.jspecify.annotations.NullMarked;
