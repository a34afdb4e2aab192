/** The bytes of a vault file: header, key slots, encrypted chunks, records. Pure functions; no files, no clock. */
@NullMarked
package holdfast.vault.format;

import org.jspecify.annotations.NullMarked;
