package holdfast.zk.ligero;

import holdfast.zk.field.ByteSource;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.Workers;
import holdfast.zk.merkle.MerkleTree;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** A committed witness: the tableau, the nonces and the tree. Only the prover has one; the verifier sees the root. */
public final class LigeroCommitment {
    private static final int COLUMNS_AT_ONCE = 64;
    private static final int ROWS_AT_ONCE = 8;

    /** Quadratic constraints between two checks. */
    private static final int CHECKED = 1 << 12;

    private final LigeroCode code;
    private final Field field;
    private final LigeroGeometry geometry;
    private final List<QuadraticConstraint> quadratics;
    private final FieldArray[] tableau;
    private final byte[] nonces;
    private final MerkleTree tree;

    /**
     * Commits.
     *
     * @param witness one element per witness
     * @param subfieldBoundary witnesses below this number lie in the subfield; rows of such witnesses are blinded in it
     * @param random where blinding comes from; the product gives a strong generator
     * @throws IllegalArgumentException if a quadratic constraint does not hold or a witness is not in the subfield
     */
    public LigeroCommitment(
            LigeroCode code,
            FieldArray witness,
            List<QuadraticConstraint> quadratics,
            int subfieldBoundary,
            ByteSource random,
            Workers workers) {
        this.code = code;
        field = code.field();
        geometry = code.geometry();
        if (witness.length() != geometry.witnesses() || quadratics.size() != geometry.quadratics()) {
            throw new IllegalArgumentException("the geometry is for another witness");
        }
        if (!field.inSubfield(witness.slice(0, subfieldBoundary))) {
            throw new IllegalArgumentException("a witness that should lie in the subfield does not");
        }
        this.quadratics = List.copyOf(quadratics);
        tableau = new FieldArray[geometry.rows()];
        for (int i = 0; i < tableau.length; i++) {
            tableau[i] = field.newArray(geometry.encoded());
        }
        // The generator is read in one order, whatever the number of threads.
        blindingRows(random);
        witnessRows(witness, subfieldBoundary, random, workers);
        quadraticRows(witness, random, workers);
        extend(workers);
        nonces = new byte[geometry.columns() * LigeroProof.Opening.NONCE_BYTES];
        random.fill(nonces, 0, nonces.length);
        byte[] leaves = leaves(workers);
        workers.check();
        tree = new MerkleTree(leaves);
    }

    /** The root, 32 bytes: what the verifier is sent. */
    public byte[] root() {
        return tree.root();
    }

    LigeroCode code() {
        return code;
    }

    List<QuadraticConstraint> quadratics() {
        return quadratics;
    }

    FieldArray row(int i) {
        return tableau[i];
    }

    MerkleTree tree() {
        return tree;
    }

    byte[] nonces() {
        return nonces;
    }

    private void blindingRows(ByteSource random) {
        field.sample(tableau[LigeroGeometry.LOW_DEGREE_ROW].slice(0, geometry.block()), random);
        FieldArray linear = tableau[LigeroGeometry.LINEAR_ROW].slice(0, geometry.doubleBlock());
        field.sample(linear, random);
        // The witness part must sum to 0, so that it adds nothing to the linear constraint.
        int first = geometry.queries();
        Element sum = field.sum(linear.slice(first, geometry.perRow()));
        field.set(linear, first, field.sub(field.get(linear, first), sum));
        FieldArray quadratic = tableau[LigeroGeometry.QUADRATIC_ROW].slice(0, geometry.doubleBlock());
        field.sample(quadratic, random);
        field.fill(quadratic.slice(first, geometry.perRow()), Element.ZERO);
    }

    private void witnessRows(FieldArray witness, int subfieldBoundary, ByteSource random, Workers workers) {
        for (int i = 0; i < geometry.witnessRows(); i++) {
            workers.check();
            FieldArray row = tableau[LigeroGeometry.FIRST_WITNESS_ROW + i];
            int from = i * geometry.perRow();
            FieldArray blinding = row.slice(0, geometry.queries());
            if ((long) from + geometry.perRow() <= subfieldBoundary) {
                field.sampleSubfield(blinding, random);
            } else {
                field.sample(blinding, random);
            }
            int count = Math.min(geometry.perRow(), geometry.witnesses() - from);
            field.copy(row.slice(geometry.queries(), count), witness.slice(from, count));
        }
    }

    private void quadraticRows(FieldArray witness, ByteSource random, Workers workers) {
        for (int i = 0; i < geometry.quadraticRows(); i++) {
            workers.check();
            for (int which = 0; which < 3; which++) {
                field.sample(quadraticRow(which, i).slice(0, geometry.queries()), random);
            }
        }
        for (int i = 0; i < quadratics.size(); i++) {
            if (i % CHECKED == 0) {
                workers.check();
            }
            QuadraticConstraint q = quadratics.get(i);
            Element x = field.get(witness, q.x());
            Element y = field.get(witness, q.y());
            Element z = field.get(witness, q.z());
            if (!field.mul(x, y).equals(z)) {
                throw new IllegalArgumentException("quadratic constraint " + i + " does not hold");
            }
            int at = geometry.queries() + i % geometry.perRow();
            int row = i / geometry.perRow();
            field.set(quadraticRow(0, row), at, x);
            field.set(quadraticRow(1, row), at, y);
            field.set(quadraticRow(2, row), at, z);
        }
    }

    private FieldArray quadraticRow(int which, int i) {
        return tableau[LigeroGeometry.FIRST_WITNESS_ROW + geometry.quadraticStart(which) + i];
    }

    private void extend(Workers workers) {
        code.doubleBlock().extend(tableau, LigeroGeometry.LINEAR_ROW, LigeroGeometry.QUADRATIC_ROW + 1);
        workers.check();
        code.block().extend(tableau, LigeroGeometry.LOW_DEGREE_ROW, LigeroGeometry.LOW_DEGREE_ROW + 1);
        int rows = geometry.innerRows();
        // An even number of rows at a time: prime fields transform them in pairs.
        int parts = (rows + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE;
        workers.run(parts, p -> {
            int from = LigeroGeometry.FIRST_WITNESS_ROW + p * ROWS_AT_ONCE;
            int to = LigeroGeometry.FIRST_WITNESS_ROW + Math.min(rows, (p + 1) * ROWS_AT_ONCE);
            code.block().extend(tableau, from, to);
        });
    }

    /** Hashes the columns beyond the double block, each with its nonce before it. */
    private byte[] leaves(Workers workers) {
        int columns = geometry.columns();
        byte[] digests = new byte[columns * MerkleTree.DIGEST_BYTES];
        int parts = (columns + COLUMNS_AT_ONCE - 1) / COLUMNS_AT_ONCE;
        workers.run(parts, p -> {
            int from = p * COLUMNS_AT_ONCE;
            int count = Math.min(COLUMNS_AT_ONCE, columns - from);
            FieldArray[] part = new FieldArray[tableau.length];
            for (int i = 0; i < part.length; i++) {
                part[i] = tableau[i].slice(geometry.doubleBlock() + from, count);
            }
            hashColumns(field, part, nonces, from, digests, from);
        });
        return digests;
    }

    /**
     * Hashes columns.
     *
     * @param rows the columns' elements, row by row
     * @param nonces nonces, of which {@code firstNonce} belongs to the first column
     * @param digests target, in which {@code firstDigest} belongs to the first column
     */
    static void hashColumns(
            Field field, FieldArray[] rows, byte[] nonces, int firstNonce, byte[] digests, int firstDigest) {
        int count = rows[0].length();
        int element = field.byteLength();
        int columnBytes = rows.length * element;
        byte[] bytes = new byte[count * columnBytes];
        for (int i = 0; i < rows.length; i++) {
            field.writeBytes(rows[i], bytes, i * element, columnBytes);
        }
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (int j = 0; j < count; j++) {
                sha.update(nonces, (firstNonce + j) * LigeroProof.Opening.NONCE_BYTES, LigeroProof.Opening.NONCE_BYTES);
                sha.update(bytes, j * columnBytes, columnBytes);
                sha.digest(digests, (firstDigest + j) * MerkleTree.DIGEST_BYTES, MerkleTree.DIGEST_BYTES);
            }
        } catch (NoSuchAlgorithmException | DigestException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
