/** Tests of the gadgets. */
@NullMarked
package holdfast.zk.gadget;

import org.jspecify.annotations.NullMarked;
