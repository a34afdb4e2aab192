/** The requests in the vault. */
@NullMarked
package holdfast.ui.requests;

import org.jspecify.annotations.NullMarked;
