/** The circuit compiler: programs over wires, their evaluation on a witness, and their layered circuits. */
@NullMarked
package holdfast.zk.compiler;

import org.jspecify.annotations.NullMarked;
