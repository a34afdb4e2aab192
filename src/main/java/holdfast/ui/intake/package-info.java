/** The way into the vault for credentials and requests, wherever they come from. */
@NullMarked
package holdfast.ui.intake;

import org.jspecify.annotations.NullMarked;
