/** Primitives: AES-256-GCM, HMAC, HKDF, Argon2id and bytes that can be wiped. The only user of Bouncy Castle. */
@NullMarked
package holdfast.crypto;

import org.jspecify.annotations.NullMarked;
