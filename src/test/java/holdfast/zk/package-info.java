/** What the tests of the proof system share. */
@NullMarked
package holdfast.zk;

import org.jspecify.annotations.NullMarked;
