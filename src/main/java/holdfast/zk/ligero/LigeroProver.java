package holdfast.zk.ligero;

import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.Workers;
import holdfast.zk.merkle.MerkleException;
import holdfast.zk.transcript.Transcript;

/** Proves that a committed witness satisfies linear constraints, and the quadratic ones it was committed with. */
public final class LigeroProver {
    private static final int ROWS_AT_ONCE = 16;

    private final LigeroCommitment commitment;
    private final Field field;
    private final LigeroGeometry geometry;
    private final Workers workers;

    public LigeroProver(LigeroCommitment commitment, Workers workers) {
        this.commitment = commitment;
        this.workers = workers;
        field = commitment.code().field();
        geometry = commitment.code().geometry();
    }

    /** Proves a system that stands for what the transcript absorbed. */
    public LigeroProof prove(LinearSystem system, Transcript transcript) {
        return prove(system, LigeroChallenges.statement(), transcript);
    }

    /**
     * Proves a system.
     *
     * @param statement 32 bytes that stand for the system
     */
    public LigeroProof prove(LinearSystem system, byte[] statement, Transcript transcript) {
        LigeroChallenges challenges = new LigeroChallenges(field, geometry, system.size(), statement, transcript);
        FieldArray lowDegree = lowDegree(challenges);
        workers.check();
        FieldArray coefficients = challenges.innerProduct(system, commitment.quadratics());
        workers.check();
        FieldArray linear = linear(coefficients);
        workers.check();
        FieldArray quadratic = quadratic(challenges);
        int first = geometry.queries();
        if (!field.isZero(quadratic.slice(first, geometry.perRow()))) {
            throw new IllegalStateException("the quadratic answer is not 0 where it must be");
        }
        LigeroProof answers = new LigeroProof(
                lowDegree,
                linear,
                quadratic.slice(0, first),
                quadratic.slice(geometry.block(), geometry.doubleBlock() - geometry.block()),
                field.newArray(geometry.rows() * geometry.queries()),
                new LigeroProof.Opening(new byte[0], new byte[0]));
        int[] opened = LigeroChallenges.queries(field, geometry, answers, transcript);
        workers.check();
        return open(answers, opened);
    }

    private FieldArray lowDegree(LigeroChallenges challenges) {
        FieldArray y = field.newArray(geometry.block());
        field.copy(y, commitment.row(LigeroGeometry.LOW_DEGREE_ROW).slice(0, geometry.block()));
        int parts = Math.min(geometry.block(), workers.threads());
        workers.run(parts, p -> {
            int from = (int) ((long) geometry.block() * p / parts);
            int count = (int) ((long) geometry.block() * (p + 1) / parts) - from;
            for (int i = 0; i < geometry.innerRows(); i++) {
                field.axpy(y.slice(from, count), challenges.row(i), inner(i).slice(from, count));
            }
        });
        return y;
    }

    /** Adds up, row by row, the product of the coefficients' polynomial with the row's. */
    private FieldArray linear(FieldArray coefficients) {
        int length = geometry.doubleBlock();
        int rows = geometry.innerRows();
        int parts = (rows + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE;
        FieldArray[] partial = new FieldArray[parts];
        workers.run(parts, p -> {
            int from = p * ROWS_AT_ONCE;
            int count = Math.min(ROWS_AT_ONCE, rows - from);
            FieldArray[] extended = coefficientRows(field, geometry, coefficients, from, count, length);
            commitment.code().product().extend(extended, 0, count);
            FieldArray sum = field.newArray(length);
            for (int i = 0; i < count; i++) {
                field.mulAdd(sum, extended[i], inner(from + i).slice(0, length));
            }
            partial[p] = sum;
        });
        FieldArray y = field.newArray(length);
        field.copy(y, commitment.row(LigeroGeometry.LINEAR_ROW).slice(0, length));
        for (FieldArray sum : partial) {
            field.add(y, y, sum);
        }
        return y;
    }

    /** Rows of coefficients as the tableau has them, with 0 in the place of the blinding, ready to be extended. */
    static FieldArray[] coefficientRows(
            Field field, LigeroGeometry geometry, FieldArray coefficients, int from, int count, int length) {
        FieldArray[] rows = new FieldArray[count];
        for (int i = 0; i < count; i++) {
            rows[i] = field.newArray(length);
            field.copy(
                    rows[i].slice(geometry.queries(), geometry.perRow()),
                    coefficients.slice((from + i) * geometry.perRow(), geometry.perRow()));
        }
        return rows;
    }

    private FieldArray quadratic(LigeroChallenges challenges) {
        int length = geometry.doubleBlock();
        FieldArray y = field.newArray(length);
        field.copy(y, commitment.row(LigeroGeometry.QUADRATIC_ROW).slice(0, length));
        FieldArray difference = field.newArray(length);
        for (int i = 0; i < geometry.quadraticRows(); i++) {
            workers.check();
            field.copy(difference, inner(geometry.quadraticStart(2) + i).slice(0, length));
            field.mulSub(
                    difference,
                    inner(geometry.quadraticStart(0) + i).slice(0, length),
                    inner(geometry.quadraticStart(1) + i).slice(0, length));
            field.axpy(y, challenges.triple(i), difference);
        }
        return y;
    }

    private LigeroProof open(LigeroProof answers, int[] opened) {
        byte[] nonces = new byte[opened.length * LigeroProof.Opening.NONCE_BYTES];
        int[] places = new int[opened.length];
        for (int j = 0; j < opened.length; j++) {
            places[j] = geometry.doubleBlock() + opened[j];
            System.arraycopy(
                    commitment.nonces(),
                    opened[j] * LigeroProof.Opening.NONCE_BYTES,
                    nonces,
                    j * LigeroProof.Opening.NONCE_BYTES,
                    LigeroProof.Opening.NONCE_BYTES);
        }
        for (int i = 0; i < geometry.rows(); i++) {
            FieldArray target = answers.columns().slice(i * geometry.queries(), geometry.queries());
            field.gather(target, commitment.row(i), places, 0);
        }
        try {
            return new LigeroProof(
                    answers.lowDegree(),
                    answers.linear(),
                    answers.quadraticLow(),
                    answers.quadraticHigh(),
                    answers.columns(),
                    new LigeroProof.Opening(nonces, commitment.tree().open(opened)));
        } catch (MerkleException e) {
            throw new IllegalStateException("the transcript chose columns that cannot be opened", e);
        }
    }

    private FieldArray inner(int i) {
        return commitment.row(LigeroGeometry.FIRST_WITNESS_ROW + i);
    }
}
