/** Checks what an enclave says about itself: CBOR, COSE and certificate chains with the JDK alone. */
@NullMarked
package holdfast.attestation;

import org.jspecify.annotations.NullMarked;
