package holdfast.zk.ligero;

import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.Workers;
import holdfast.zk.merkle.MerkleException;
import holdfast.zk.merkle.MerkleTree;
import holdfast.zk.transcript.Transcript;
import java.util.Arrays;
import java.util.List;

/** Checks a proof about a commitment: that the opened columns are committed, and that they agree with the three answers. */
public final class LigeroVerifier {
    private static final int ROWS_AT_ONCE = 8;

    private final LigeroCode code;
    private final Field field;
    private final LigeroGeometry geometry;
    private final Workers workers;

    public LigeroVerifier(LigeroCode code, Workers workers) {
        this.code = code;
        field = code.field();
        geometry = code.geometry();
        this.workers = workers;
    }

    /** Opens with the statement of a protocol whose transcript has absorbed the linear system. */
    public Opened open(byte[] root, LigeroProof proof, int constraints, Transcript transcript) throws LigeroException {
        return open(root, proof, constraints, LigeroChallenges.statement(), transcript);
    }

    /**
     * Draws what the transcript asks, and checks that the opened columns are the committed ones. That needs no more than the
     * number of linear constraints, so that a caller can make them when a proof has come so far: one that was altered
     * anywhere opens other columns than it brings.
     *
     * @param proof of the shape the geometry gives
     * @param constraints how many linear constraints there are
     * @param statement 32 bytes that stand for the system
     * @throws LigeroException if a column is not committed
     */
    public Opened open(byte[] root, LigeroProof proof, int constraints, byte[] statement, Transcript transcript)
            throws LigeroException {
        LigeroChallenges challenges = new LigeroChallenges(field, geometry, constraints, statement, transcript);
        int[] columns = LigeroChallenges.queries(field, geometry, proof, transcript);
        workers.check();
        committed(root, proof, columns);
        workers.check();
        int[] places =
                Arrays.stream(columns).map(i -> geometry.doubleBlock() + i).toArray();
        return new Opened(proof, challenges, places);
    }

    /** Committed columns, whose agreement with the answers is still to be checked. */
    public final class Opened {
        private final LigeroProof proof;
        private final LigeroChallenges challenges;
        private final int[] places;

        private Opened(LigeroProof proof, LigeroChallenges challenges, int[] places) {
            this.proof = proof;
            this.challenges = challenges;
            this.places = places;
        }

        /**
         * Verifies.
         *
         * @param system of as many constraints as were said
         * @throws LigeroException naming the test that failed
         */
        public void verify(LinearSystem system, List<QuadraticConstraint> quadratics) throws LigeroException {
            if (system.size() != challenges.linear().length) {
                throw new IllegalArgumentException("%d linear constraints were said, but there are %d"
                        .formatted(challenges.linear().length, system.size()));
            }
            lowDegree();
            workers.check();
            linear(system, quadratics);
            workers.check();
            quadratic();
        }

        private void lowDegree() throws LigeroException {
            FieldArray combined = copyOf(columns(proof, LigeroGeometry.LOW_DEGREE_ROW));
            for (int i = 0; i < geometry.innerRows(); i++) {
                field.axpy(combined, challenges.row(i), columns(proof, LigeroGeometry.FIRST_WITNESS_ROW + i));
            }
            if (!field.equal(combined, code.block().evaluate(proof.lowDegree(), places))) {
                throw new LigeroException(
                        LigeroException.Reason.LOW_DEGREE_TEST,
                        "the opened columns do not agree with the low-degree answer");
            }
        }

        private void linear(LinearSystem system, List<QuadraticConstraint> quadratics) throws LigeroException {
            FieldArray coefficients = challenges.innerProduct(system, quadratics);
            int rows = geometry.innerRows();
            int parts = (rows + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE;
            FieldArray[] partial = new FieldArray[parts];
            workers.run(parts, p -> {
                int from = p * ROWS_AT_ONCE;
                int count = Math.min(ROWS_AT_ONCE, rows - from);
                FieldArray[] coefficientRows =
                        LigeroProver.coefficientRows(field, geometry, coefficients, from, count, geometry.block());
                FieldArray sum = field.newArray(geometry.queries());
                for (int i = 0; i < count; i++) {
                    FieldArray queried = code.block().evaluate(coefficientRows[i], places);
                    field.mulAdd(sum, queried, columns(proof, LigeroGeometry.FIRST_WITNESS_ROW + from + i));
                }
                partial[p] = sum;
            });
            FieldArray combined = copyOf(columns(proof, LigeroGeometry.LINEAR_ROW));
            for (FieldArray sum : partial) {
                field.add(combined, combined, sum);
            }
            if (!field.equal(combined, code.doubleBlock().evaluate(proof.linear(), places))) {
                throw new LigeroException(
                        LigeroException.Reason.LINEAR_TEST, "the opened columns do not agree with the linear answer");
            }
            Element sum = field.sum(proof.linear().slice(geometry.queries(), geometry.perRow()));
            if (!sum.equals(system.rightSide(challenges.linear()))) {
                throw new LigeroException(
                        LigeroException.Reason.LINEAR_SUM,
                        "the committed witness does not satisfy the linear constraints");
            }
        }

        private void quadratic() throws LigeroException {
            FieldArray combined = copyOf(columns(proof, LigeroGeometry.QUADRATIC_ROW));
            FieldArray difference = field.newArray(geometry.queries());
            for (int i = 0; i < geometry.quadraticRows(); i++) {
                field.copy(difference, quadraticColumns(proof, 2, i));
                field.mulSub(difference, quadraticColumns(proof, 0, i), quadraticColumns(proof, 1, i));
                field.axpy(combined, challenges.triple(i), difference);
            }
            FieldArray answer = field.newArray(geometry.doubleBlock());
            field.copy(answer.slice(0, geometry.queries()), proof.quadraticLow());
            field.copy(answer.slice(geometry.block()), proof.quadraticHigh());
            if (!field.equal(combined, code.doubleBlock().evaluate(answer, places))) {
                throw new LigeroException(
                        LigeroException.Reason.QUADRATIC_TEST,
                        "the opened columns do not agree with the quadratic answer");
            }
        }
    }

    private void committed(byte[] root, LigeroProof proof, int[] opened) throws LigeroException {
        byte[] digests = new byte[opened.length * MerkleTree.DIGEST_BYTES];
        FieldArray[] rows = new FieldArray[geometry.rows()];
        Arrays.setAll(rows, i -> columns(proof, i));
        LigeroCommitment.hashColumns(field, rows, proof.opening().nonces(), 0, digests, 0);
        try {
            MerkleTree.verify(
                    geometry.columns(), root, opened, digests, proof.opening().path());
        } catch (MerkleException e) {
            LigeroException failure = new LigeroException(
                    LigeroException.Reason.COLUMN_NOT_COMMITTED,
                    "an opened column is not the committed one: " + e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    private FieldArray columns(LigeroProof proof, int row) {
        return proof.columns().slice(row * geometry.queries(), geometry.queries());
    }

    private FieldArray quadraticColumns(LigeroProof proof, int which, int i) {
        return columns(proof, LigeroGeometry.FIRST_WITNESS_ROW + geometry.quadraticStart(which) + i);
    }

    private FieldArray copyOf(FieldArray array) {
        FieldArray copy = field.newArray(array.length());
        field.copy(copy, array);
        return copy;
    }
}
