/** Tests of the circuit compiler, and tools for the tests of gadgets. */
@NullMarked
package holdfast.zk.compiler;

import org.jspecify.annotations.NullMarked;
