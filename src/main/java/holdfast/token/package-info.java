/** Signed and encrypted tokens: parse, then verify, as different types. Keys and key sets. The only user of Nimbus. */
@NullMarked
package holdfast.token;

import org.jspecify.annotations.NullMarked;
