/** What several test packages share. */
@NullMarked
package holdfast.testing;

import org.jspecify.annotations.NullMarked;
