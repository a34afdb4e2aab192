/** Circuits for what a credential is made of: hashes, signatures, base64url and the structure of JSON. */
@NullMarked
package holdfast.zk.gadget;

import org.jspecify.annotations.NullMarked;
