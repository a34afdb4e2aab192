/** The three roles over HTTP: issuer, verifier and prover. */
@NullMarked
package holdfast.service;

import org.jspecify.annotations.NullMarked;
