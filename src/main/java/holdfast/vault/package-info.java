/** The encrypted store of opaque, typed records: creating, opening, saving, keeping generations, proof bodies, copies. */
@NullMarked
package holdfast.vault;

import org.jspecify.annotations.NullMarked;
