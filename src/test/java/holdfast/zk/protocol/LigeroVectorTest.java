package holdfast.zk.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holdfast.testing.Vectors;
import holdfast.zk.ZkVectors;
import holdfast.zk.field.Element;
import holdfast.zk.field.Field;
import holdfast.zk.field.FieldArray;
import holdfast.zk.field.Fields;
import holdfast.zk.field.Workers;
import holdfast.zk.ligero.LigeroCode;
import holdfast.zk.ligero.LigeroCommitment;
import holdfast.zk.ligero.LigeroException;
import holdfast.zk.ligero.LigeroGeometry;
import holdfast.zk.ligero.LigeroParameters;
import holdfast.zk.ligero.LigeroProof;
import holdfast.zk.ligero.LigeroProver;
import holdfast.zk.ligero.LigeroVerifier;
import holdfast.zk.ligero.LinearSystem;
import holdfast.zk.ligero.QuadraticConstraint;
import holdfast.zk.transcript.Transcript;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The commitment by itself: a proof of linear and quadratic constraints over GF(2^128), made by the C++ implementation. */
class LigeroVectorTest {
    private static final byte[] SEED = "test".getBytes(StandardCharsets.US_ASCII);
    private final Field field = Fields.gf2_128();

    private record Term(int constraint, int witness, Element coefficient) {}

    private final class Terms implements LinearSystem {
        private final List<Term> terms = new ArrayList<>();
        private Element[] right = {};

        @Override
        public int size() {
            return right.length;
        }

        @Override
        public void accumulate(FieldArray witness, Element[] weights) {
            for (Term t : terms) {
                Element more = field.mul(weights[t.constraint], t.coefficient);
                field.set(witness, t.witness, field.add(field.get(witness, t.witness), more));
            }
        }

        @Override
        public Element rightSide(Element[] weights) {
            Element sum = Element.ZERO;
            for (int i = 0; i < weights.length; i++) {
                sum = field.add(sum, field.mul(weights[i], right[i]));
            }
            return sum;
        }
    }

    @Test
    void vector_remadeAndVerified_isTheSame() throws Exception {
        ByteBuffer in = ByteBuffer.wrap(Vectors.bytes(ZkVectors.GOOGLE + "runtime/ligero_test_vector.bin"))
                .order(ByteOrder.LITTLE_ENDIAN);
        int witnesses = (int) in.getLong();
        int count = (int) in.getLong();
        int queries = (int) in.getLong();
        int constraints = (int) in.getLong();
        int subfieldBoundary = (int) in.getLong();
        FieldArray witness = elements(in, witnesses);
        elements(in, witnesses);
        List<QuadraticConstraint> quadratics = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            quadratics.add(new QuadraticConstraint((int) in.getLong(), (int) in.getLong(), (int) in.getLong()));
        }
        Terms system = new Terms();
        for (long n = in.getLong(); n > 0; n--) {
            system.terms.add(new Term((int) in.getLong(), (int) in.getLong(), field.get(elements(in, 1), 0)));
        }
        FieldArray right = elements(in, constraints);
        system.right = new Element[constraints];
        for (int i = 0; i < constraints; i++) {
            // This vector states A·w + b = 0; in this field that is A·w = b.
            system.right[i] = field.get(right, i);
        }
        byte[] statement = take(in, 32);
        byte[] root = take(in, 32);
        byte[] proof = take(in, (int) in.getLong());

        LigeroGeometry geometry = LigeroGeometry.of(new LigeroParameters(4, queries, 4096), witnesses, count, field);
        LigeroCode code = new LigeroCode(field, geometry);
        LigeroCommitment commitment = new LigeroCommitment(
                code, witness, quadratics, subfieldBoundary, ZkVectors.congruence(100), Workers.none());
        assertThat(commitment.root()).isEqualTo(root);
        Transcript transcript = new Transcript(SEED);
        transcript.absorbBytes(root);
        Transcript verifying = transcript.fork();
        LigeroProof made = new LigeroProver(commitment, Workers.none()).prove(system, statement, transcript);
        ProofCodec codec = new ProofCodec(ZkVectors.anyCircuit(field), geometry);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        codec.writeLigero(bytes, made);
        assertThat(bytes.toByteArray()).isEqualTo(proof);

        LigeroVerifier verifier = new LigeroVerifier(code, Workers.none());
        LigeroProof theirs = codec.readLigero(proof);
        verifier.open(root, theirs, system.size(), statement, verifying.fork()).verify(system, quadratics);
        system.right[0] = field.add(system.right[0], Element.ONE);
        assertThatExceptionOfType(LigeroException.class)
                .isThrownBy(() -> verifier.open(root, theirs, system.size(), statement, verifying.fork())
                        .verify(system, quadratics))
                .extracting(LigeroException::reason)
                .isEqualTo(LigeroException.Reason.LINEAR_SUM);
        statement[31] ^= 1;
        assertThatExceptionOfType(LigeroException.class)
                .isThrownBy(() -> verifier.open(root, theirs, system.size(), statement, verifying.fork())
                        .verify(system, quadratics))
                .extracting(LigeroException::reason)
                .isEqualTo(LigeroException.Reason.COLUMN_NOT_COMMITTED);
    }

    private FieldArray elements(ByteBuffer in, int count) {
        return ZkVectors.elements(field, take(in, count * field.byteLength()));
    }

    private static byte[] take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
