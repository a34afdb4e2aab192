/** The credentials in the vault. */
@NullMarked
package holdfast.ui.credentials;

import org.jspecify.annotations.NullMarked;
