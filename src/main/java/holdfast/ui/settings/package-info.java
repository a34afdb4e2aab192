/** How the program looks and behaves. */
@NullMarked
package holdfast.ui.settings;

import org.jspecify.annotations.NullMarked;
