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

    /** Verifies against a system that stands for what the transcript absorbed. */
    public void verify(
            byte[] root,
            LigeroProof proof,
            LinearSystem system,
            List<QuadraticConstraint> quadratics,
            Transcript transcript)
            throws LigeroException {
        verify(root, proof, system, quadratics, LigeroChallenges.statement(), transcript);
    }

    /**
     * Verifies.
     *
     * @param proof of the shape the geometry gives
     * @param statement 32 bytes that stand for the system
     * @throws LigeroException naming the test that failed
     */
    public void verify(
            byte[] root,
            LigeroProof proof,
            LinearSystem system,
            List<QuadraticConstraint> quadratics,
            byte[] statement,
            Transcript transcript)
            throws LigeroException {
        LigeroChallenges challenges = new LigeroChallenges(field, geometry, system.size(), statement, transcript);
        int[] opened = LigeroChallenges.queries(field, geometry, proof, transcript);
        workers.check();
        committed(root, proof, opened);
        workers.check();
        int[] places =
                Arrays.stream(opened).map(i -> geometry.doubleBlock() + i).toArray();
        lowDegree(proof, challenges, places);
        workers.check();
        linear(proof, challenges, system, quadratics, places);
        workers.check();
        quadratic(proof, challenges, places);
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

    private void lowDegree(LigeroProof proof, LigeroChallenges challenges, int[] places) throws LigeroException {
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

    private void linear(
            LigeroProof proof,
            LigeroChallenges challenges,
            LinearSystem system,
            List<QuadraticConstraint> quadratics,
            int[] places)
            throws LigeroException {
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
                    LigeroException.Reason.LINEAR_SUM, "the committed witness does not satisfy the linear constraints");
        }
    }

    private void quadratic(LigeroProof proof, LigeroChallenges challenges, int[] places) throws LigeroException {
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
                    LigeroException.Reason.QUADRATIC_TEST, "the opened columns do not agree with the quadratic answer");
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
