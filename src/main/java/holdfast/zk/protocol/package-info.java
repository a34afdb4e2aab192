/** The proof system as a whole: proofs about one circuit or several, their file form, progress and cancellation. */
@NullMarked
package holdfast.zk.protocol;

import org.jspecify.annotations.NullMarked;
