/** Strict JSON: a reader with limits, a value tree, a compact writer. The only user of Jackson. */
@NullMarked
package holdfast.json;

import org.jspecify.annotations.NullMarked;
