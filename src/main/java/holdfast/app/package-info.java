/** The start of the program: composition by hand, life cycle, settings. */
@NullMarked
package holdfast.app;

import org.jspecify.annotations.NullMarked;
