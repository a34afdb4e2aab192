/** What is shown while no vault is open: first start, opening, a forgotten passphrase. */
@NullMarked
package holdfast.ui.unlock;

import org.jspecify.annotations.NullMarked;
