/** The frame of the window: rail, content, status line. */
@NullMarked
package holdfast.ui.shell;

import org.jspecify.annotations.NullMarked;
