/** A zkPass service as prover: its REST flow, its keys, its attestation, and what is checked of its answers. */
@NullMarked
package holdfast.proving.remote;

import org.jspecify.annotations.NullMarked;
