/** The Fiat–Shamir transcript: SHA-256 absorbs what the prover sends, AES-256 yields the challenges. */
@NullMarked
package holdfast.zk.transcript;

import org.jspecify.annotations.NullMarked;
