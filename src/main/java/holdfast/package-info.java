/** Holdfast: a wallet that proves facts about its holder without showing the data. */
@NullMarked
package holdfast;

import org.jspecify.annotations.NullMarked;
