/** What every view of the window uses: loading, words, background work, navigation, dialogs, controls. */
@NullMarked
package holdfast.ui.common;

import org.jspecify.annotations.NullMarked;
