/** The holder's use cases. */
@NullMarked
package holdfast.wallet;

import org.jspecify.annotations.NullMarked;
