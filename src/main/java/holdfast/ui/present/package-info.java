/** "What will be proven", and the making of the proof. */
@NullMarked
package holdfast.ui.present;

import org.jspecify.annotations.NullMarked;
