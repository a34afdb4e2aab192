package holdfast.zk.ligero;

import holdfast.zk.field.FieldArray;

/**
 * A proof about a commitment. Arrays are kept, not copied.
 *
 * @param lowDegree random combination of all rows, on the block
 * @param linear combination of rows and constraints, on the double block
 * @param quadraticLow the quadratic test's answer on the random part of the block; on the rest of the block it is 0
 * @param quadraticHigh the same beyond the block
 * @param columns opened columns, row by row: {@code rows × queries}
 * @param opening nonces of the opened columns and the Merkle path
 */
public record LigeroProof(
        FieldArray lowDegree,
        FieldArray linear,
        FieldArray quadraticLow,
        FieldArray quadraticHigh,
        FieldArray columns,
        Opening opening) {

    /** Nonces, 32 bytes for each query, and siblings, 32 bytes each. */
    public static final class Opening {
        /** Bytes of a nonce. */
        public static final int NONCE_BYTES = 32;

        private final byte[] nonces;
        private final byte[] path;

        /** Arrays are kept, not copied. */
        public Opening(byte[] nonces, byte[] path) {
            this.nonces = nonces;
            this.path = path;
        }

        /** The caller must not change it. */
        public byte[] nonces() {
            return nonces;
        }

        /** The caller must not change it. */
        public byte[] path() {
            return path;
        }
    }
}
