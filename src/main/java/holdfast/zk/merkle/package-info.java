/** Merkle trees over salted leaves, with one opening for many leaves. */
@NullMarked
package holdfast.zk.merkle;

import org.jspecify.annotations.NullMarked;
