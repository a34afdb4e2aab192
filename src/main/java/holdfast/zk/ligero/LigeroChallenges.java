package holdfast.zk.ligero;

import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.transcript.Transcript;
import java.util.Arrays;
import java.util.List;

/** What the transcript gives before the answers, in its order, and the row of coefficients made of it. */
final class LigeroChallenges {
    private static final byte[] STATEMENT =
            Arrays.copyOf(new byte[] {(byte) 0xde, (byte) 0xad, (byte) 0xbe, (byte) 0xef}, 32);

    private final Field field;
    private final LigeroGeometry geometry;
    private final Element[] rowWeights;
    private final Element[] linearWeights;
    private final Element[] quadraticWeights;
    private final Element[] tripleWeights;

    LigeroChallenges(
            Field field, LigeroGeometry geometry, int linearConstraints, byte[] statement, Transcript transcript) {
        this.field = field;
        this.geometry = geometry;
        transcript.absorbBytes(statement);
        rowWeights = draw(transcript, geometry.innerRows());
        linearWeights = draw(transcript, linearConstraints);
        quadraticWeights = draw(transcript, 3 * geometry.quadratics());
        tripleWeights = draw(transcript, geometry.quadraticRows());
    }

    /**
     * What is absorbed in the place of a hash of the linear constraints. A constant is enough: they follow from what the
     * transcript has absorbed before.
     */
    static byte[] statement() {
        return STATEMENT.clone();
    }

    private Element[] draw(Transcript transcript, int count) {
        Element[] drawn = new Element[count];
        Arrays.setAll(drawn, i -> field.sample(transcript));
        return drawn;
    }

    /** Weight of an inner row in the low-degree test. */
    Element row(int i) {
        return rowWeights[i];
    }

    Element[] linear() {
        return linearWeights;
    }

    /** Weight of a triple of quadratic rows in the quadratic test. */
    Element triple(int i) {
        return tripleWeights[i];
    }

    /** The coefficients of all places of the inner rows in the one linear constraint that stands for all, row by row. */
    FieldArray innerProduct(LinearSystem system, List<QuadraticConstraint> quadratics) {
        FieldArray a = field.newArray(geometry.innerRows() * geometry.perRow());
        system.accumulate(a.slice(0, geometry.witnesses()), linearWeights);
        for (int i = 0; i < quadratics.size(); i++) {
            QuadraticConstraint q = quadratics.get(i);
            int[] original = {q.x(), q.y(), q.z()};
            for (int which = 0; which < 3; which++) {
                // The copy in the quadratic row equals the witness it copies.
                Element weight = quadraticWeights[3 * i + which];
                add(a, geometry.quadraticStart(which) * geometry.perRow() + i, weight);
                add(a, original[which], field.negate(weight));
            }
        }
        return a;
    }

    private void add(FieldArray a, int at, Element e) {
        field.set(a, at, field.add(field.get(a, at), e));
    }

    /** Absorbs the answers and draws the columns to open. */
    static int[] queries(Field field, LigeroGeometry geometry, LigeroProof proof, Transcript transcript) {
        for (FieldArray answer :
                List.of(proof.lowDegree(), proof.linear(), proof.quadraticLow(), proof.quadraticHigh())) {
            byte[] bytes = new byte[answer.length() * field.byteLength()];
            field.writeBytes(answer, bytes, 0, field.byteLength());
            transcript.absorbElements(answer.length(), bytes);
        }
        return transcript.choose(geometry.columns(), geometry.queries());
    }
}
