/** The Ligero commitment: a witness as Reed–Solomon rows under a Merkle tree, with proofs of linear and quadratic constraints. */
@NullMarked
package holdfast.zk.ligero;

import org.jspecify.annotations.NullMarked;
